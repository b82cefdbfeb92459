"""Children get their names: a temporary name gives way, a real one becomes a former name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core import clock
from core.bulk import insert_rows
from core.outbox import NewEvent, Subject, emit_bulk
from residents.domain.name_readings import name_pinyin
from residents.domain.names import comparison_key, split_name
from residents.models import FormerName, Person


@dataclass(frozen=True, slots=True)
class NewName:
    """The name a source gives to a person the base knows under another."""

    person_id: int
    name: str
    source: str


_WRITTEN = ["name", "given_name", "pinyin", "initials", "name_key", "temporary_name", "sources", "updated_at"]
_FORMER = ("person_id", "name", "pinyin", "initials", "recorded_at", "recorded_by", "why", "source")


def give_names(names: Iterable[NewName], *, by: Any, on: dt.date, why: str = "") -> None:
    """Write names and their search columns; tells of each once (person.corrected). A mere spelling is no other name."""
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
        spoken = name_pinyin(one.name)
        person.name, person.given_name = one.name, split_name(one.name)[1]
        person.pinyin, person.initials = spoken.full, spoken.initials[:40]
        person.name_key, person.temporary_name = comparison_key(one.name), False
        person.sources, person.updated_at = {**person.sources, "name": one.source}, now
        subject = Subject(person.pk, "subject", person.living_area or person.hukou_area)
        key = f"{one.source}:name"
        events.append(NewEvent("person.corrected", on, (subject,), one.source, key, {"fields": ["name"]}))
    Person.objects.bulk_update(people, _WRITTEN, batch_size=500)
    insert_rows(FormerName, _FORMER, former)
    emit_bulk(events, by=by.username)
