"""What becomes of a child at school, told one at a desk or a term's list at once.

A new standing ends the one before on its first day; the same standing again only says that the newest list confirms it. Events are told of
changes of state: somebody who goes from one class to the next has not enrolled again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import IntegrityError, connection, transaction

from core import clock
from core.audit import acting
from core.bulk import day_range, insert_rows, reserve_ids
from core.crypto import digest, keyring
from core.errors import Conflict
from core.outbox import NewEvent, Subject
from core.scope import as_system
from core.told_once import emit_once
from residents.domain import schooling as rule
from residents.models import Schooling
from residents.services.benefits import answering_areas
from residents.services.facts import end_facts

STUDENT = "student"  # purpose of the keyed digest of student numbers
_WALL = "a pupil's list covers the district; who is told of is judged before"
EVENT_OF: Mapping[str, str] = {
    rule.ENROLLED: "person.enrolled",
    rule.AT_HOME: "person.schooled_at_home",
    rule.SUSPENDED: "person.school_suspended",
    rule.DROPPED: "person.dropped_out",
    rule.GRADUATED: "person.graduated",
    rule.LEFT: "person.school_left",
    rule.ABROAD: "person.school_left",
    rule.DEFERRED: "person.school_deferred",
}


@dataclass(frozen=True, slots=True)
class NewSchooling:
    """A child stands so with school since a day. `until`: the first day after a deferral or suspension that was granted for a time.

    `confirmed_on`: the day of the list that says so; None for the desk. What is "" is not said.
    """

    person_id: int
    state: str
    since: dt.date
    source: str
    school: str = ""
    class_name: str = ""
    grade: int | None = None
    student_no: str = ""
    until: dt.date | None = None
    confirmed_on: dt.date | None = None


def standing_on(people: Iterable[int], day: dt.date) -> dict[int, Schooling]:
    """How each of these people stands with school on a day, in one statement."""
    rows = Schooling.objects.filter(person_id__in=list(people), during__contains=day)
    return {row.person_id: row for row in rows}


def tell_schooling(fact: NewSchooling, *, by: Any, why: str = "学籍登记") -> None:
    """One child at the desk. Conflict when the base says exactly this already."""
    with acting(by=by.username, why=why or "学籍登记", source=fact.source):
        if not record_schooling([fact], by=by, why=why):
            raise Conflict(
                f"底册已登记{rule.STATES[fact.state]}。", field="occurred_on", remedy="不用再登记；换班不算一件事。"
            )


def record_schooling(facts: Sequence[NewSchooling], *, by: Any, why: str = "学籍登记") -> list[int]:
    """Write standings, one a person; tells person.enrolled, person.dropped_out, … where the state changes. Returns the events' ids.

    Conflict when something later is known of a child already, or one is named twice. The caller owns the transaction
    (`core.audit.acting`).
    """
    with as_system(_WALL):
        people = [fact.person_id for fact in facts]
        _nothing_later(facts)
        before: dict[int, Schooling] = {}
        for day in {fact.since for fact in facts}:
            before |= standing_on([fact.person_id for fact in facts if fact.since == day], day)
        same = [fact for fact in facts if says_the_same(fact, before.get(fact.person_id))]
        _confirm(same, before)
        known = {fact.person_id for fact in same}
        fresh = [fact for fact in facts if fact.person_id not in known]
        for day in {fact.since for fact in fresh}:
            over = [before[f.person_id].pk for f in fresh if f.since == day and f.person_id in before]
            end_facts(Schooling, over, on=day)
        ids = _write(fresh, before, by=by, why=why)
        areas = answering_areas(people)
        return emit_once(
            [
                _event(fact, pk, areas.get(fact.person_id, ""))
                for pk, fact in zip(ids, fresh, strict=True)
                if _changes(fact, before.get(fact.person_id))
            ],
            by=by,
        )


def says_the_same(fact: NewSchooling, row: Schooling | None) -> bool:
    """Does the base say this already? What the fact does not say is no difference."""
    return (
        row is not None
        and row.state == fact.state
        and row.during.upper == fact.until
        and all(
            not said or said == kept
            for said, kept in (
                (fact.school, row.school),
                (fact.class_name, row.class_name),
                (fact.grade, row.grade),
            )
        )
    )


def _changes(fact: NewSchooling, row: Schooling | None) -> bool:
    return row is None or row.state != fact.state


def _event(fact: NewSchooling, pk: int, area: str) -> NewEvent:
    payload: dict[str, Any] = {"schooling": pk, "state": fact.state}
    if fact.grade:
        payload["grade"] = fact.grade
    if fact.until:
        payload["until"] = fact.until.isoformat()
    key = f"{fact.person_id}:{fact.state}:{fact.since}"
    subjects = (Subject(fact.person_id, "subject", area),)
    return NewEvent(EVENT_OF[fact.state], fact.since, subjects, fact.source, key, payload)


def _nothing_later(facts: Sequence[NewSchooling]) -> None:
    since = {fact.person_id: fact.since for fact in facts}
    later = Schooling.objects.filter(person_id__in=since).values_list("person_id", "during", "state")
    for person, during, state in later:
        if during.lower > since[person]:
            raise Conflict(
                f"{during.lower} 起已登记{rule.STATES[state]}，比这一次晚。",
                field="occurred_on",
                remedy="请核对日子；登记错的，先作废后来的那一条。",
            )


def _confirm(facts: Sequence[NewSchooling], before: Mapping[int, Schooling]) -> None:
    """The newest list says the same; a student number that was not known is added."""
    told = [fact for fact in facts if fact.confirmed_on or fact.student_no]
    if not told:
        return
    ring = keyring()
    days = [fact.confirmed_on for fact in told]
    sealed = [ring.encrypt(fact.student_no) if fact.student_no else None for fact in told]
    digests = [digest(fact.student_no, STUDENT) if fact.student_no else None for fact in told]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE residents_schooling s SET confirmed_on = greatest(s.confirmed_on, new.day),"
            " student_no = CASE WHEN s.student_digest IS NULL THEN coalesce(new.sealed, s.student_no) ELSE s.student_no END,"
            " student_digest = coalesce(s.student_digest, new.digest)"
            " FROM unnest(%s::bigint[], %s::date[], %s::bytea[], %s::bytea[]) AS new(id, day, sealed, digest)"
            " WHERE s.id = new.id",
            [[before[fact.person_id].pk for fact in told], days, sealed, digests],
        )


def _write(facts: Sequence[NewSchooling], before: Mapping[int, Schooling], *, by: Any, why: str) -> list[int]:
    ids, ring, now = reserve_ids(Schooling, len(facts)), keyring(), clock.now()
    rows = []
    for pk, fact in zip(ids, facts, strict=True):
        number = fact.student_no or _kept_number(before.get(fact.person_id))
        rows.append(
            (
                pk,
                fact.person_id,
                fact.state,
                fact.school,
                fact.class_name,
                fact.grade,
                ring.encrypt(number) if number else b"",
                digest(number, STUDENT) if number else None,
                fact.confirmed_on,
                day_range(fact.since, fact.until),
                now,
                by.username,
                why,
                fact.source,
            )
        )
    try:
        with transaction.atomic():
            insert_rows(Schooling, _FIELDS, rows)
    except IntegrityError as error:
        raise Conflict("同一个孩子这段时间里登记了两次。", remedy="请核对名单里是不是重复。") from error
    return ids


def _kept_number(row: Schooling | None) -> str:
    """A student number goes with the pupil from class to class."""
    return row.student_no if row is not None else ""


_FIELDS = (
    "id", "person_id", "state", "school", "class_name", "grade", "student_no", "student_digest", "confirmed_on", "during",
    "recorded_at", "recorded_by", "why", "source",
)  # fmt: skip
