"""Reading events: what happened to these people since a moment, and what was told of one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.models import Event, EventSubject
from core.outbox import event_kinds, private_kinds
from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Saying:
    """An event to be put into words for one of its people, who is `role` in it. Payload: ids and codes only."""

    kind: str
    role: str
    occurred_on: dt.date
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """An event's entry on a timeline: its title, and a sentence or nothing."""

    title: str
    text: str = ""


@dataclass(frozen=True)
class EventWords:
    """How events of a kind (`key`) are said to each of their people. Kinds without it are said by their title."""

    key: str
    say: Callable[[Saying], Words]


event_words: Registry[EventWords] = Registry("words of an event")


def words_of(saying: Saying) -> Words:
    """An event in words, for one of its people."""
    if saying.kind in event_words:
        return event_words[saying.kind].say(saying)
    kind = event_kinds.get(saying.kind)
    return Words(kind.title if kind else saying.kind)


@dataclass(frozen=True)
class Told:
    """An event as it concerns one person."""

    person_id: int
    kind: str
    title: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    source: str
    event: int


def told_about(person_ids: Iterable[int], *, recorded_after: dt.datetime, or_occurred_after: dt.date) -> list[Told]:
    """Events of these people that were recorded after a moment or happened after a day, oldest first; voided and corrected ones apart,
    and those of private kinds."""
    rows = (
        EventSubject.objects.filter(person_id__in=list(person_ids))
        .filter(event__status=Event.Status.REGISTERED)
        .exclude(event__kind__in=private_kinds())
        .filter(Q(event__recorded_at__gt=recorded_after) | Q(event__occurred_on__gt=or_occurred_after))
        .order_by("event_id")
        .values_list(
            *("person_id", "event__kind", "event__occurred_on", "event__recorded_at", "event__source", "event_id")
        )
        .distinct()
    )
    return [
        Told(
            person, kind, event_kinds[kind].title if kind in event_kinds else kind, occurred_on, recorded_at, source, pk
        )
        for person, kind, occurred_on, recorded_at, source, pk in rows
    ]


@dataclass(frozen=True)
class ToldEvent:
    """An event as one of its people sees it: `role` is what the person is in it."""

    id: int
    uid: UUID
    kind: str
    role: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    by: str
    source: str
    status: str
    payload: dict[str, Any]
    request_id: str
    reason: str = ""

    @property
    def stands(self) -> bool:
        return self.status == Event.Status.REGISTERED

    @property
    def status_word(self) -> str:
        """已登记, 已作废, 已更正."""
        return str(Event.Status(self.status).label)

    @cached_property
    def words(self) -> Words:
        return words_of(Saying(self.kind, self.role, self.occurred_on, self.payload))

    @property
    def title(self) -> str:
        return self.words.title

    @property
    def category(self) -> str:
        kind = event_kinds.get(self.kind)
        return kind.category if kind else "其他"


def events_of(person_id: int, *, most: int = 300) -> list[ToldEvent]:
    """The person's events, newest first, in one statement."""
    rows = EventSubject.objects.filter(person_id=person_id).select_related("event").order_by("-event_id")[:most]
    return [
        ToldEvent(
            id=row.event.pk,
            uid=row.event.uid,
            kind=row.event.kind,
            role=row.role,
            occurred_on=row.event.occurred_on,
            recorded_at=row.event.recorded_at,
            by=row.event.recorded_by,
            source=row.event.source,
            status=row.event.status,
            payload=row.event.payload,
            request_id=row.event.request_id,
            reason=row.event.reason,
        )
        for row in rows
    ]
