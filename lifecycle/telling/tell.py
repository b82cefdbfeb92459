"""`tell()`: something happened to people. Said once; the base follows in the same transaction, the duties react to the event."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError
from core.event_views import EventView, event_views, say_more
from core.outbox import listening
from core.scope import as_system
from lifecycle.models import Statement
from lifecycle.telling.declaration import LifeEvent, Telling, Waiting, life_events
from lifecycle.telling.payload import as_said, clean_payload
from lifecycle.telling.persons import Named, People, find_people, people_fit
from lifecycle.telling.refusal import TellingRefused, place_of_field, place_of_role
from residents.services.footprint import Marks, footprint, mark

# as_system() wants to know why.
EVERYWHERE = "a source key is known in the whole base, and who was just told of may have left the teller's area"


@dataclass(frozen=True)
class Told:
    """What came of it. `first`: False when the same source and key had told it before. `event` None while it waits."""

    event: EventView | None
    first: bool = True
    waiting: Waiting | None = None


def tell(
    *,
    kind: str,
    subjects: Mapping[str, Sequence[Named]],
    occurred_on: dt.date,
    source: str,
    by: Any,
    payload: Mapping[str, Any] | None = None,
    source_key: str = "",
    evidence: Mapping[str, str] | None = None,
    corrects: int | None = None,
) -> Told:
    """Tell an event of a declared kind; the same `source` + `source_key` again returns the first one.

    `evidence`: {"text", "number"} as the desk was shown it. TellingRefused names every place at fault; NotFound for somebody outside
    the teller's area; NotAllowed, Conflict and UserError from the service, at the place where it can be mended.
    """
    event = declared(kind, by=by)
    shown = {key: text for key, text in (evidence or {}).items() if text}
    with acting(by=by.username, why=shown.get("text", "")[:120], source=source):
        if source_key and (before := _told_before(source, source_key, by)):
            return before
        telling = _checked(event, subjects, occurred_on, payload or {}, by, source, source_key, shown, corrects)
        with as_system(EVERYWHERE):
            marks = mark()
        with listening() as heard:
            outcome = _apply(event, telling)
        if isinstance(outcome, Waiting):
            _keep(telling, None, (), marks, outcome)
            return Told(None, waiting=outcome)
        main = outcome if outcome is not None else _main(kind, heard)
        along = [pk for pk, _ in heard if pk != main]
        say_more([main], evidence=shown, corrects=corrects)
        _keep(telling, main, along, marks)
        with as_system(EVERYWHERE):
            return Told(event_views([main])[0])


def declared(kind: str, *, by: Any) -> LifeEvent:
    """The declaration of a kind that this user may tell."""
    event = life_events.get(kind)
    if event is None:
        raise TellingRefused({"kind": [f"没有「{kind}」这一类事。可以登记的见 /api/v1/event-kinds/。"]})
    if not by.has_permission(event.permission):
        raise NotAllowed("登记这类事不在你的职责里。", remedy="请找所在社区的专干登记。")
    return event


def _told_before(source: str, source_key: str, by: Any) -> Told | None:
    """What the same source told under the same key. Two who tell it at once wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 4))", [f"tell:{source}:{source_key}"])
    with as_system(EVERYWHERE):
        statement = Statement.objects.filter(source=source, source_key=source_key).first()
        if statement is None:
            return None
        found = event_views([statement.event_id]) if statement.event_id else []
    if found and not found[0].within(by.scope("event.view")):
        raise Conflict("这个来源键已经用过，那件事不在你的范围里。", field="source_key", remedy="请换一个键。")
    if found:
        return Told(found[0], first=False)
    return Told(None, first=False, waiting=Waiting(statement.waiting, statement.waiting_at))


def _checked(
    event: LifeEvent,
    subjects: Mapping[str, Sequence[Named]],
    occurred_on: dt.date,
    payload: Mapping[str, Any],
    by: Any,
    source: str,
    source_key: str,
    evidence: Mapping[str, str],
    corrects: int | None,
) -> Telling:
    errors: dict[str, list[str]] = {}
    people: People = {}
    cleaned: dict[str, Any] = {}
    try:
        people = find_people(event, subjects, by=by)
    except TellingRefused as refused:
        errors |= refused.errors
    try:
        cleaned = clean_payload(event, payload, user=by)
    except TellingRefused as refused:
        errors |= refused.errors
    if occurred_on > clock.today():
        errors["occurred_on"] = [f"{occurred_on} 在今天（{clock.today()}）之后。请填已经发生的日子。"]
    errors |= people_fit(event, people, on=occurred_on)
    if errors:
        raise TellingRefused(errors)
    return Telling(event.key, occurred_on, people, cleaned, by, source, source_key, evidence, corrects)


def _apply(event: LifeEvent, telling: Telling) -> Waiting | int | None:
    """The service's refusal is shown where it can be mended: its own word for a field is translated."""
    try:
        with transaction.atomic():
            return event.apply(telling)
    except UserError as error:
        error.field = _place(event, error.field)
        raise
    except IntegrityError as error:
        raise Conflict("底册里已经有这件事了，没有写入。", remedy="请刷新后看这个人的一生。") from error


def _place(event: LifeEvent, said: str) -> str:
    key = event.service_fields.get(said, said)
    if event.role(key):
        return place_of_role(key)
    if any(field.key == key for field in event.fields):
        return place_of_field(key)
    return "occurred_on" if key in ("on", "since") else key


def _main(kind: str, heard: Sequence[tuple[int, str]]) -> int:
    """The event that was told: the first of its kind that the service emitted."""
    found = next((pk for pk, told in heard if told == kind), None)
    if found is None:
        raise RuntimeError(f"The service of “{kind}” emitted no event of that kind.")
    return found


def _keep(
    telling: Telling, event: int | None, along: Sequence[int], marks: Marks, waiting: Waiting | None = None
) -> None:
    """What was said, and what it wrote: of everybody in the events, whoever they turned out to be (a newborn, a spouse)."""
    said = {
        "subjects": {role: [str(person.uid) for person in persons] for role, persons in telling.people.items()},
        "occurred_on": telling.occurred_on.isoformat(),
        "payload": as_said(telling.payload),
    }
    with as_system(EVERYWHERE):
        told = event_views([pk for pk in (event, *along) if pk is not None])
        people = {subject.person_id for one in told for subject in one.subjects}
        people |= {person.id for persons in telling.people.values() for person in persons}
        Statement.objects.create(
            source=telling.source,
            source_key=telling.source_key,
            kind=telling.kind,
            event_id=event,
            along=list(along),
            footprint=footprint(marks, people),
            said=json.dumps(said, ensure_ascii=False),
            waiting=waiting.words if waiting else "",
            waiting_at=waiting.url if waiting else "",
            told_at=clock.now(),
            told_by=telling.by.username,
        )
