"""Elder records as other pages ask for them: how they stand, and what is still missing in them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from core.scope import Scope
from elderly.models import ElderRecord, Stage


@dataclass(frozen=True, slots=True)
class State:
    """A record in a line: whose, at which stage, why it rests ("" while open)."""

    person_uid: UUID
    record_no: str
    stage: str
    closing: str


def states_of(people: Iterable[int]) -> dict[int, State]:
    """{person id: how the record stands}, of those that the asker may see."""
    rows = ElderRecord.objects.filter(person_id__in=list(people))
    found = rows.values_list("person_id", "person__uid", "record_no", "stage", "closing")
    return {person: State(uid, number, stage, closing) for person, uid, number, stage, closing in found}


def records_of(person_id: int) -> QuerySet[ElderRecord]:
    """The record of a person, for the panel that asks whether there is one."""
    return ElderRecord.objects.filter(person_id=person_id)


def person_of(uid: UUID) -> UUID:
    """The uid of the person whose record has this one; else the same: it is a person's already."""
    found = ElderRecord.objects.filter(uid=uid).values_list("person__uid", flat=True).first()
    return found or uid


# What a community wants filled in by somebody who asks: everything else the base or another duty knows.
ASKED = (
    ("contacts", "紧急联系人", Q(contacts=0)),
    ("doctor", "家庭医生", Q(doctor="", institution="")),
    ("likes", "爱好和习惯", Q(likes="", habits="")),
)


def lacking(record: ElderRecord) -> list[str]:
    """The titles of what is still to be asked."""
    said = {
        "contacts": record.contacts > 0,
        "doctor": bool(record.doctor or record.institution),
        "likes": bool(record.likes or record.habits),
    }
    return [title for key, title, _ in ASKED if not said[key]]


def lacking_of(people: Collection[int]) -> dict[int, list[str]]:
    """{person id: what is still to be asked} of open records; the complete ones are left out."""
    rows = ElderRecord.objects.filter(person_id__in=list(people), closed_on=None)
    return {row.person_id: found for row in rows if (found := lacking(row))}


@dataclass(frozen=True, slots=True)
class Found:
    """A record as the search box shows it."""

    person_uid: UUID
    name: str
    record_no: str


def found_by_number(number: str, scope: Scope) -> Found | None:
    """The record of a number inside a scope."""
    rows = ElderRecord.objects.filter(scope.q("area_code"), record_no=number)
    row = rows.values_list("person__uid", "person__name", "record_no").first()
    return Found(*row) if row else None


def counts_by_area(scope: Scope) -> dict[str, int]:
    """{community: open records of people of 60 and older}."""
    rows = ElderRecord.objects.filter(scope.q("area_code"), closed_on=None, stage=Stage.FULL)
    return dict(rows.values_list("area_code").annotate(n=Count("id")).order_by())
