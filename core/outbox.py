"""`emit()`: an event is a row committed with the fact. Rules react to it later; the row is the truth (idea 5)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from core import clock
from core.audit import current_request
from core.bulk import insert_rows, reserve_ids
from core.models import Event, EventSubject
from core.registry import Registry


@dataclass(frozen=True)
class EventKind:
    """A kind of event: its key (`person.born`), and its words for the timeline (`title` may use the payload).

    `permission`: what a user needs, at the person's area, to read of it at all; kinds with one stay out of every list.
    """

    key: str
    title: str
    icon: str = "calendar-event"
    category: str = "户籍"
    permission: str = ""


@dataclass(frozen=True)
class Subject:
    """A person in an event: id, role, and the area code the event belongs to for that person."""

    person_id: int
    role: str = "subject"
    area: str = ""


@dataclass(frozen=True)
class NewEvent:
    """What `emit_many` writes. Payload holds ids and codes, never names or numbers (those live in the base)."""

    kind: str
    occurred_on: date
    subjects: tuple[Subject, ...]
    source: str
    source_key: str = ""
    payload: dict[str, Any] = field(default_factory=dict)
    cause: int | None = None
    evidence: dict[str, Any] = field(default_factory=dict)
    corrects: int | None = None


event_kinds: Registry[EventKind] = Registry("event kind")
BY_CALENDAR = "milestone:"  # the source of what time tells begins so


def private_kinds() -> list[str]:
    """Kinds that no list shows: reading of one takes a permission."""
    return [kind.key for kind in event_kinds if kind.permission]


# (event id, kind) of what is emitted inside listening(); None outside of it.
_heard: ContextVar[list[tuple[int, str]] | None] = ContextVar("events_heard", default=None)


@contextmanager
def listening() -> Iterator[list[tuple[int, str]]]:
    """The events emitted inside, as (id, kind) in their order: whoever calls a service learns what it told."""
    heard: list[tuple[int, str]] = []
    token = _heard.set(heard)
    try:
        yield heard
    finally:
        _heard.reset(token)


def hear(events: Iterable[tuple[int, str]]) -> None:
    """Say which events, as (id, kind), were written past emit(): services that tell by SQL."""
    heard = _heard.get()
    if heard is not None:
        heard.extend(events)


def emit(event: NewEvent, *, by: str) -> Event:
    """Write one event in the caller's transaction. Outside a transaction it raises: a fact and its event go together."""
    return emit_many([event], by=by)[0]


def emit_many(events: Iterable[NewEvent], *, by: str) -> list[Event]:
    """Write events in two bulk statements, in the caller's transaction."""
    if not connection.in_atomic_block:
        raise RuntimeError("emit() outside a transaction: the event could outlive a fact that was rolled back.")
    events = list(events)
    for event in events:
        if event.kind not in event_kinds:
            raise LookupError(f"No event kind “{event.kind}” is declared.")
    now, request = clock.now(), current_request.get().id
    rows = Event.objects.bulk_create(
        [
            Event(
                kind=event.kind,
                occurred_on=event.occurred_on,
                recorded_at=now,
                recorded_by=by,
                source=event.source,
                source_key=event.source_key,
                payload=event.payload,
                evidence=event.evidence,
                cause_id=event.cause,
                corrects_id=event.corrects,
                request_id=request,
            )
            for event in events
        ],
        batch_size=2000,
    )
    EventSubject.objects.bulk_create(
        [
            EventSubject(event=row, person_id=subject.person_id, role=subject.role, area_code=subject.area)
            for row, event in zip(rows, events, strict=True)
            for subject in event.subjects
        ],
        batch_size=5000,
    )
    hear((row.pk, row.kind) for row in rows)
    return rows


def others_events(people: list[int], *, source: str) -> list[tuple[int, int]]:
    """(person, event) of standing events about these people that do not come from `source` (`GA05:17` and its lines).

    Birthdays hold nobody: what the calendar told is no act that rests on the person. Nor does what an event of the source caused.
    """
    rows = EventSubject.objects.filter(person_id__in=people, event__status=Event.Status.REGISTERED)
    rows = rows.exclude(event__source__startswith=f"{source}:").exclude(event__source__startswith=BY_CALENDAR)
    rows = rows.exclude(event__cause__source__startswith=f"{source}:")
    return list(rows.values_list("person_id", "event_id"))


def first_event_of(source: str) -> int | None:
    """The id of the first event that a source told."""
    rows = Event.objects.filter(source__startswith=f"{source}:").order_by("id")
    return rows.values_list("id", flat=True).first()


def void_source(source: str, *, keep: list[str]) -> int:
    """Void the events of a source's lines, but for those in `keep`; returns how many. Rules take their effects back."""
    told = Event.objects.filter(source__startswith=f"{source}:", status=Event.Status.REGISTERED)
    return told.exclude(source__in=keep).update(status=Event.Status.VOIDED, dispatched_at=None)


def void_told_by(source: str) -> int:
    """Void the events that one act told; returns how many."""
    return Event.objects.filter(source=source, status=Event.Status.REGISTERED).update(
        status=Event.Status.VOIDED, dispatched_at=None
    )


_EVENT = (
    "id", "uid", "kind", "occurred_on", "recorded_at", "recorded_by", "source", "source_key", "payload", "evidence",
    "cause_id", "corrects_id", "reason", "status", "request_id",
)  # fmt: skip


def emit_bulk(events: Iterable[NewEvent], *, by: str) -> list[int]:
    """`emit_many` for files: the rows go by COPY and only their ids come back."""
    if not connection.in_atomic_block:
        raise RuntimeError("emit() outside a transaction: the event could outlive a fact that was rolled back.")
    events = list(events)
    for kind in {event.kind for event in events}:
        if kind not in event_kinds:
            raise LookupError(f"No event kind “{kind}” is declared.")
    now, request = clock.now(), current_request.get().id
    ids = reserve_ids(Event, len(events))
    status = Event.Status.REGISTERED.value
    rows = [
        (
            pk,
            str(uuid.uuid4()),
            e.kind,
            e.occurred_on,
            now,
            by,
            e.source,
            e.source_key,
            json.dumps(e.payload),
            json.dumps(e.evidence, ensure_ascii=False),
            e.cause,
            e.corrects,
            "",
            status,
            request,
        )
        for pk, e in zip(ids, events, strict=True)
    ]
    insert_rows(Event, _EVENT, rows)
    subjects = [
        (pk, subject.person_id, subject.role, subject.area)
        for pk, event in zip(ids, events, strict=True)
        for subject in event.subjects
    ]
    insert_rows(EventSubject, ("event_id", "person_id", "role", "area_code"), subjects)
    hear((pk, event.kind) for pk, event in zip(ids, events, strict=True))
    return ids
