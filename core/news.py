"""What arrived in an area since a moment: events put together by kind and by the file they came in."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from core.models import Event, EventSubject
from core.outbox import EventKind, event_kinds, private_kinds
from core.scope import Scope

# A whole street's file may have told tens of thousands: the page says "2,000+" and leads to the batch.
MOST = 2000
SHOWN = 8
ALONE = 4  # acts of one kind and desk that stand alone; the others are one entry


@dataclass(frozen=True)
class NewsItem:
    """One event with its people, by role."""

    event_id: int
    occurred_on: dt.date
    source: str
    by: str
    people: dict[str, int]

    @property
    def person_id(self) -> int:
        """Whom the event is about first of all."""
        return self.people.get("subject") or next(iter(self.people.values()))


@dataclass
class News:
    """Events of one kind from one file (or one act at the desk); `items` are the first few of `count`."""

    kind: EventKind
    recorded_at: dt.datetime
    source: str
    count: int = 0
    items: list[NewsItem] = field(default_factory=list)


@dataclass(frozen=True)
class Arrived:
    """Newest first. `more` is True when older ones since the moment were not read."""

    groups: list[News]
    more: bool

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def arrived(scope: Scope, *, since: dt.datetime) -> Arrived:
    """What was recorded in the scope since a moment, voided and corrected events apart. Two statements."""
    first = Event.objects.filter(recorded_at__gte=since).order_by("recorded_at").values_list("pk", flat=True).first()
    if first is None:
        return Arrived([], more=False)
    rows = list(
        EventSubject.objects.filter(scope.q("area_code"), event_id__gte=first, event__recorded_at__gte=since)
        .filter(event__status=Event.Status.REGISTERED)
        .exclude(event__kind__in=private_kinds())
        .order_by("-event_id", "pk")
        .values_list(
            "event_id", "event__kind", "event__occurred_on", "event__recorded_at", "event__recorded_by", "event__source",
            "person_id", "role",
        )[:MOST]
    )  # fmt: skip
    groups: dict[tuple[str, str], News] = {}
    items: dict[int, NewsItem] = {}
    alone: Counter[tuple[str, str]] = Counter()
    for event_id, key, occurred_on, recorded_at, by, source, person_id, role in rows:
        item = items.get(event_id)
        if item is None:
            item = items[event_id] = NewsItem(event_id, occurred_on, source, by, {})
            alone[key, source] += 1
            origin = _origin(source, event_id, alone=alone[key, source] <= ALONE)
            group = groups.setdefault((key, origin), News(_kind(key), recorded_at, source))
            group.count += 1
            if len(group.items) < SHOWN:
                group.items.append(item)
        item.people.setdefault(role, person_id)
    return Arrived(list(groups.values()), more=len(rows) == MOST)


def _kind(key: str) -> EventKind:
    return event_kinds.get(key) or EventKind(key, key)


def _origin(source: str, event_id: int, *, alone: bool) -> str:
    """Lines of one file belong together (`GA05:17:42` → `GA05:17`); what was typed at a desk stands alone, until one desk has told much
    of a kind."""
    parts = source.split(":")
    if len(parts) == 3:
        return f"{parts[0]}:{parts[1]}"
    return f"{source}#{event_id}" if parts[0] == "desk" and alone else source
