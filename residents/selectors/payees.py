"""Whom money is paid to: names, and numbers where a list needs them; which record stands for one that was merged."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from residents.models import IdentityDocument, Merge, Person
from residents.models.identity import RESIDENT_ID


@dataclass(frozen=True, slots=True)
class Payee:
    """A person as a payment list names them; `number_last4` as on every list."""

    id: int
    uid: UUID
    name: str
    sex: str
    number_last4: str


def payees(ids: Collection[int]) -> dict[int, Payee]:
    """{person id: as a list names them}. Whoever asks has asked before whether they may be shown."""
    rows = Person.objects.filter(pk__in=list(ids)).values_list("pk", "uid", "name", "sex", "number_last4")
    return {row[0]: Payee(*row) for row in rows}


def numbers_of(ids: Collection[int]) -> dict[int, str]:
    """{person id: resident number in full}, for a list that is sealed or leaves the house."""
    rows = IdentityDocument.objects.filter(person_id__in=list(ids), active=True, type=RESIDENT_ID)
    return dict(rows.values_list("person_id", "number"))


def named_like(ids: Collection[int], text: str) -> set[int]:
    """Those of these persons whom a short text means: part of a name, initials, the number's last four."""
    people = Person.objects.filter(pk__in=list(ids))
    found = people.filter(name__contains=text) | people.filter(initials__startswith=text.lower())
    return set((found | people.filter(number_last4=text.upper())).values_list("pk", flat=True))


def standing_for(ids: Collection[int]) -> dict[int, int]:
    """{record given up: the one that stands for it now}, for those of these ids that were merged."""
    found: dict[int, int] = {}
    asked = set(ids)
    while asked:
        rows = dict(Merge.objects.filter(lost_id__in=asked, undone_at=None).values_list("lost_id", "kept_id"))
        if not rows:
            break
        found = {lost: rows.get(kept, kept) for lost, kept in found.items()} | {
            lost: kept for lost, kept in rows.items() if lost in ids
        }
        asked = set(rows.values())
    return found


def former_of(ids: Collection[int]) -> dict[int, list[int]]:
    """{person: records merged into that person, directly}, for those of these ids that took any in."""
    found: dict[int, list[int]] = {}
    rows = Merge.objects.filter(kept_id__in=list(ids), undone_at=None).values_list("kept_id", "lost_id")
    for kept, lost in rows:
        found.setdefault(kept, []).append(lost)
    return found
