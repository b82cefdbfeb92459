"""Who changed a person, and how an auditor finds one without seeing residents (core/traces.py)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db.models import Q

from core.crypto import digest
from core.field_history import Entry, entries, histories
from core.field_history import Subject as Recorded
from core.scope import as_system
from core.traces import MOST, Finder, Trace, Traced, TraceLine, finders, traces
from residents.domain import id_number
from residents.models import IdentityDocument, Merge, Person

_FOUND = 20


def traced(person: Any) -> Traced:
    """A person with the records that were merged into it: what was done to those was done to the person."""
    rows = [person, *Person.objects.filter(pk__in=_merged_into([person.pk]))]
    return Traced(tuple(row.uid for row in rows), tuple(row.pk for row in rows), person.name)


def _merged_into(ids: list[int]) -> list[int]:
    """Ids of records given up for these, step by step back."""
    found: list[int] = []
    while ids:
        ids = list(Merge.objects.filter(kept_id__in=ids, undone_at=None).values_list("lost_id", flat=True))
        found += ids
    return found


def _changes(asked: Traced) -> list[TraceLine]:
    """Every change of the person's records: which fields, never their values."""
    kind = histories["person"]
    found: list[Entry] = []
    with as_system("who changed one person: the asker has shown a right to this person, and gets no value"):
        for pk in asked.ids:
            found += entries(kind, Recorded(pk, asked.label))
    acts: dict[tuple[dt.datetime, str], list[Entry]] = {}
    for entry in found:
        if entry.at is not None:
            acts.setdefault((entry.at, entry.by), []).append(entry)
    lines = [_line(at, by, act) for (at, by), act in acts.items()]
    return sorted(lines, key=lambda line: line.at, reverse=True)[:MOST]


def _line(at: dt.datetime, by: str, entries_of_act: list[Entry]) -> TraceLine:
    """What one act wrote, in one line: 改资料：电话；登记居住、户成员."""
    begun = list(dict.fromkeys(entry.table for entry in entries_of_act if entry.act == "登记"))
    said = [f"登记{'、'.join(begun)}"] if begun else []
    for entry in entries_of_act:
        if entry.act != "登记":
            fields = "、".join(change.title for change in entry.changes)
            said.append(f"{entry.act}{entry.table}：{fields}" if fields else f"{entry.act}{entry.table}")
    why = "；".join(dict.fromkeys(entry.why for entry in entries_of_act if entry.why))
    return TraceLine(at, by, "改过", "；".join(dict.fromkeys(said)), why)


def find_people(text: str, user: Any) -> list[Traced]:
    """By uid, by a whole document number (its digest), or by a whole name, inside the areas that the auditor covers."""
    text = text.strip()
    which = _by_uid(text) or _by_number(text) or Q(name=text)
    scope = user.scope("audit.view")
    with as_system("an auditor finds a person by digest or name and sees no resident: only uid and label come back"):
        rows = list(Person.objects.filter(scope.q("hukou_area", "living_area"), which).order_by("pk")[:_FOUND])
        return [traced(row) for row in rows]


def _by_uid(text: str) -> Q | None:
    try:
        return Q(uid=UUID(text))
    except ValueError:
        return None


def _by_number(text: str) -> Q | None:
    plain = text.upper().replace(" ", "")
    if len(plain) < 6 or not any(sign.isdigit() for sign in plain):
        return None
    numbers = {plain, id_number.upgrade(plain)} if id_number.is_old(plain) else {plain}
    held = IdentityDocument.objects.filter(digest__in=[digest(number, "document") for number in numbers])
    return Q(pk__in=held.values("person_id"))


traces.register(Trace("changes", "改过", _changes))
finders.register(Finder("persons", find_people))
