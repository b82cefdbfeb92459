"""Fields of many persons change at once, each remembering where its value comes from."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core import clock
from core.outbox import NewEvent, Subject, emit_bulk
from residents.models import Person
from residents.services.register import phone_digest


@dataclass(slots=True)
class FieldChange:
    """New values of a person's fields ({attribute: value}) and the source that says so."""

    person_id: int
    values: dict[str, Any]
    source: str


def change_fields(changes: Iterable[FieldChange], *, by: Any, on: dt.date) -> None:
    """Write field changes of many persons and tell of each once (person.corrected)."""
    wanted = {change.person_id: change for change in changes}
    if not wanted:
        return
    people = list(Person.objects.select_for_update().filter(pk__in=wanted))
    now = clock.now()
    touched: set[str] = {"sources", "updated_at"}
    events = []
    for person in people:
        change = wanted[person.pk]
        for attribute, value in change.values.items():
            setattr(person, attribute, value)
            person.sources[attribute] = change.source
            touched.add(attribute)
            if attribute == "phone":
                person.phone_digest, person.phone_last4 = phone_digest(value), value[-4:]
                touched |= {"phone_digest", "phone_last4"}
        person.updated_at = now
        area = person.living_area or person.hukou_area
        payload = {"fields": sorted(change.values)}
        subjects = (Subject(person.pk, "subject", area),)
        events.append(
            NewEvent("person.corrected", on, subjects, change.source, f"{change.source}:fields:{person.pk}", payload)
        )
    Person.objects.bulk_update(people, sorted(touched), batch_size=500)
    emit_bulk(events, by=by.username)


def confirm_fields(confirmed: Iterable[tuple[int, list[str], str]]) -> None:
    """(person, fields, source): a higher source has said the same; from now on the value rests on it. One statement."""
    rows = [(pk, json.dumps(dict.fromkeys(fields, source))) for pk, fields, source in confirmed if fields]
    if rows:
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE residents_person p SET sources = p.sources || new.said::jsonb, updated_at = %s"
                " FROM unnest(%s::bigint[], %s::text[]) AS new(id, said) WHERE p.id = new.id",
                [clock.now(), [pk for pk, _ in rows], [said for _, said in rows]],
            )
