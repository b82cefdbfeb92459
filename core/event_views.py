"""One event with everybody in it: found by its uid, listed by area, and what becomes of it after it was told.

Events stand outside the second wall (they name nobody), so every reading here takes the scope of whoever asks.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Concat, Left

from core.models import Event, EventSubject
from core.outbox import Subject, event_kinds
from core.scope import EVERYWHERE, Scope

REGISTERED, VOIDED, CORRECTED = Event.Status.REGISTERED, Event.Status.VOIDED, Event.Status.CORRECTED


@dataclass(frozen=True)
class EventView:
    """An event as it stands now, with its people in the order in which they were named."""

    id: int
    uid: UUID
    kind: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    recorded_by: str
    source: str
    source_key: str
    payload: dict[str, Any]
    evidence: dict[str, Any]
    cause: int | None
    corrects: int | None
    reason: str
    status: str
    request_id: str
    dispatched: bool  # the rules have been told of it in its present status
    subjects: tuple[Subject, ...]

    @property
    def stands(self) -> bool:
        return self.status == REGISTERED

    @property
    def status_word(self) -> str:
        return str(Event.Status(self.status).label)

    def within(self, scope: Scope) -> bool:
        """Does it belong to the scope for any of its people?"""
        return any(scope.holds(subject.area) for subject in self.subjects)


def event_view(uid: UUID, *, scope: Scope, teller: str = "", lock: bool = False) -> EventView | None:
    """The event, if it belongs to the scope for any of its people, or `teller` told it (whoever moved away lies outside by now).

    `lock`: until the transaction ends.
    """
    rows = Event.objects.select_for_update() if lock else Event.objects.all()
    found = _rows(rows.filter(uid=uid))
    if not found or not (found[0].within(scope) or (teller and found[0].recorded_by == teller)):
        return None
    return found[0]


def event_views(ids: Collection[int], *, scope: Scope = EVERYWHERE) -> list[EventView]:
    """Events by id, in the order of their telling; those outside the scope left out."""
    return [row for row in _rows(Event.objects.filter(pk__in=ids)) if row.within(scope)] if ids else []


def events_caused_by(event: int, *, scope: Scope) -> list[EventView]:
    """What followed from an event as events of their own, oldest first."""
    return [row for row in _rows(Event.objects.filter(cause_id=event)) if row.within(scope)]


def corrections_of_event(event: int, *, scope: Scope) -> list[EventView]:
    """The events that were told in its stead."""
    return [row for row in _rows(Event.objects.filter(corrects_id=event)) if row.within(scope)]


@dataclass(frozen=True)
class Wanted:
    """Which events a list asks for. Empty: all. `source` reads as the beginning of a source (`GA06`, `desk`, `api`)."""

    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    source: str = ""
    status: str = ""
    person: int | None = None
    without: tuple[str, ...] = ()  # kinds that whoever asks may not read of

    def q(self) -> Q:
        wanted = ~Q(kind__in=self.without) if self.without else Q()
        if self.kind:
            wanted &= Q(kind=self.kind)
        if self.since:
            wanted &= Q(occurred_on__gte=self.since)
        if self.until:
            wanted &= Q(occurred_on__lte=self.until)
        if self.source:  # a range, not LIKE: docs/performance.md
            wanted &= Q(source__gte=f"{self.source}:", source__lt=f"{self.source};")
        if self.status:
            wanted &= Q(status=self.status)
        return wanted


def events_page(
    scope: Scope, wanted: Wanted, *, before: int | None = None, limit: int = 50, teller: str = ""
) -> list[EventView]:
    """Events of the scope (and those that `teller` told), last told first; `before`: the id of the last one on the page before this."""
    rows = Event.objects.filter(wanted.q())
    if before is not None:
        rows = rows.filter(pk__lt=before)
    about = EventSubject.objects.filter(scope.q("area_code"), event_id=OuterRef("pk"))
    if wanted.person is not None:
        about = about.filter(person_id=wanted.person)
    seen = Q(Exists(about)) | Q(recorded_by=teller) if teller and wanted.person is None else Q(Exists(about))
    return _rows(rows.filter(seen).order_by("-pk")[:limit])


def _rows(events: QuerySet[Event]) -> list[EventView]:
    """Two statements, whatever the number."""
    found = list(events)
    subjects: dict[int, list[Subject]] = defaultdict(list)
    about = EventSubject.objects.filter(event_id__in=[row.pk for row in found]).order_by("pk") if found else ()
    for one in about:
        subjects[one.event_id].append(Subject(one.person_id, one.role, one.area_code))
    return [
        EventView(
            row.pk, row.uid, row.kind, row.occurred_on, row.recorded_at, row.recorded_by, row.source, row.source_key,
            row.payload, row.evidence, row.cause_id, row.corrects_id, row.reason, row.status, row.request_id,
            row.dispatched_at is not None, tuple(subjects[row.pk]),
        )
        for row in found
    ]  # fmt: skip


def events_about(people: Collection[int], *, besides: Collection[int]) -> list[tuple[int, str, dt.date]]:
    """(person, title of the kind, day) of standing events about these people, first told first."""
    rows = EventSubject.objects.filter(person_id__in=people, event__status=REGISTERED).exclude(event_id__in=besides)
    told = rows.order_by("event_id").values_list("person_id", "event__kind", "event__occurred_on")
    return [(person, event_kinds[kind].title if kind in event_kinds else kind, on) for person, kind, on in told]


def say_more(ids: Iterable[int], *, evidence: Mapping[str, Any], corrects: int | None = None) -> None:
    """Write beside events just emitted what the desk was shown, and which event they take the place of."""
    said: dict[str, Any] = {}
    if evidence:
        said["evidence"] = dict(evidence)
    if corrects is not None:
        said["corrects_id"] = corrects
    if said:
        Event.objects.filter(pk__in=list(ids)).update(**said)


def close_events(ids: Iterable[int], *, reason: str, corrected: bool = False) -> int:
    """Void standing events (or mark them as corrected); returns how many. The rules are told: they take back what they did.

    They give up their source keys, so that the same thing can be told anew.
    """
    status = CORRECTED if corrected else VOIDED
    standing = Event.objects.filter(pk__in=list(ids), status=REGISTERED)
    given_up = Case(
        When(source_key="", then=Value("")),
        default=Concat(Left("source_key", 140), Value("~"), Cast("pk", CharField())),
    )
    return standing.update(status=status, reason=reason[:200], dispatched_at=None, source_key=given_up)
