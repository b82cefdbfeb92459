"""Children get their names: a temporary name gives way, a real one becomes a former name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.bulk import insert_rows
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key, read_name, split_name
from residents.models import FormerName, Person
from residents.services.access import desk, locked_person


@dataclass(frozen=True, slots=True)
class NewName:
    """The name a source gives to a person the base knows under another."""

    person_id: int
    name: str
    source: str


NAMED = "person.named"
_WRITTEN = ["name", "given_name", "pinyin", "initials", "name_key", "temporary_name", "sources", "updated_at"]
_FORMER = ("person_id", "name", "pinyin", "initials", "recorded_at", "recorded_by", "why", "source")


def name_person(*, person_uid: UUID, name: str, on: dt.date, by: Any, source: str = "", why: str = "取名") -> None:
    """A child gets its name, or somebody another one (户口登记条例 第十八条); emits person.named. UserError when the name cannot be."""
    read = read_name(name)
    if read.problem or not read.value:
        reason, remedy = (read.problem.reason, read.problem.remedy) if read.problem else ("姓名不能空着", "")
        raise UserError(f"{reason}。", field="name", remedy=remedy)
    if read.temporary:
        raise UserError(f"「{read.value}」还是暂用名。", field="name", remedy="请填户口簿或出生证上的姓名。")
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        person = locked_person(person_uid, by=by)
        if person.name == read.value and not person.temporary_name:
            raise Conflict(f"底册里已经是「{person.name}」。", field="name", remedy="没有变化，不用登记。")
        give_names([NewName(person.pk, read.value, source)], by=by, on=on, why=why, kind=NAMED)


def give_names(names: Iterable[NewName], *, by: Any, on: dt.date, why: str = "", kind: str = "") -> None:
    """Write names and their search columns; tells of each once: person.named where a temporary one gave way (or `kind` says so), else
    person.corrected. A mere spelling is no other name.
    """
    wanted = {one.person_id: one for one in names}
    if not wanted:
        return
    people = list(Person.objects.select_for_update().filter(pk__in=wanted))
    now, former, events = clock.now(), [], []
    kept = set(FormerName.objects.filter(person_id__in=wanted).values_list("person_id", "name"))
    for person in people:
        one = wanted[person.pk]
        same = comparison_key(person.name) == comparison_key(one.name)
        if not person.temporary_name and not same and (person.pk, person.name) not in kept:
            spoken = name_pinyin(person.name)
            said = (now, by.username, why, one.source)
            former.append((person.pk, person.name, spoken.full, spoken.initials[:40], *said))
        was_temporary = person.temporary_name
        spoken = name_pinyin(one.name)
        person.name, person.given_name = one.name, split_name(one.name)[1]
        person.pinyin, person.initials = spoken.full, spoken.initials[:40]
        person.name_key, person.temporary_name = comparison_key(one.name), False
        person.sources, person.updated_at = {**person.sources, "name": one.source}, now
        subject = Subject(person.pk, "subject", person.living_area or person.hukou_area)
        # A line of a file names somebody once; at a desk many are named.
        key = f"{one.source}:name" if one.source.count(":") == 2 else ""
        told = kind or (NAMED if was_temporary else "person.corrected")
        events.append(NewEvent(told, on, (subject,), one.source, key, {"fields": ["name"]}))
    Person.objects.bulk_update(people, _WRITTEN, batch_size=500)
    insert_rows(FormerName, _FORMER, former)
    emit_bulk(events, by=by.username)
