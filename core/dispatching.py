"""Events for whoever reacts to them: which ones nobody has been told of yet, and what they say.

An event waits while `dispatched_at` is NULL; voiding it makes it wait again. Claiming is one statement that marks what it returns: if the
claiming transaction is rolled back or killed, the events wait as before.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from core import clock
from core.models import Event


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event that nobody was told of in its present status; `standing`: it is neither voided nor corrected."""

    id: int
    kind: str
    standing: bool
    recorded_at: dt.datetime


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as it stands; `people`: (person id, role, area code) in the order in which they were named."""

    id: int
    uid: UUID
    kind: str
    occurred_on: dt.date
    recorded_at: dt.datetime
    source: str
    payload: Mapping[str, Any]
    cause: int | None
    status: str
    reason: str
    people: tuple[tuple[int, str, str], ...]

    @property
    def standing(self) -> bool:
        return self.status == Event.Status.REGISTERED


_CLAIM = """
UPDATE core_event SET dispatched_at = %s WHERE id IN (
  SELECT id FROM core_event WHERE dispatched_at IS NULL ORDER BY id LIMIT %s FOR UPDATE SKIP LOCKED
) RETURNING id, kind, status, recorded_at
"""


def claim(most: int) -> list[Waiting]:
    """Take up to `most` waiting events, the first told first, and mark them as told, in the caller's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_CLAIM, [clock.now(), most])
        rows = cursor.fetchall()
    return [Waiting(pk, kind, status == Event.Status.REGISTERED, at) for pk, kind, status, at in sorted(rows)]


def events_wait() -> bool:
    """Is there any event that nobody was told of?"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM core_event WHERE dispatched_at IS NULL)")
        return bool(cursor.fetchone()[0])


def oldest_waiting() -> dt.datetime | None:
    """When the event was recorded that has waited longest; None: none waits."""
    return Event.objects.filter(dispatched_at=None).order_by("id").values_list("recorded_at", flat=True).first()


def read_events(ids: Sequence[int]) -> list[EventRow]:
    """These events with their people, in the order of telling: two statements."""
    people = people_of(ids)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, uid, kind, occurred_on, recorded_at, source, payload, cause_id, status, reason"
            " FROM core_event WHERE id = ANY(%s) ORDER BY id",
            [list(ids)],
        )
        rows = cursor.fetchall()
    return [EventRow(*(*row[:6], _read(row[6]), *row[7:], tuple(people.get(row[0], ())))) for row in rows]


def _read(payload: Any) -> Mapping[str, Any]:
    """Through a plain cursor Django leaves JSON as text."""
    return json.loads(payload) if isinstance(payload, str) else payload


def people_of(ids: Iterable[int]) -> dict[int, list[tuple[int, str, str]]]:
    """Event id → (person id, role, area code) of each person in it: one statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT event_id, person_id, role, area_code FROM core_eventsubject WHERE event_id = ANY(%s) ORDER BY id",
            [list(ids)],
        )
        found: dict[int, list[tuple[int, str, str]]] = defaultdict(list)
        for event, *person in cursor.fetchall():
            found[event].append(tuple(person))
    return dict(found)
