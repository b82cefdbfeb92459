"""Whom to call for old people, and whom the base proposes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F

from core import clock
from core.scope import as_system
from core.ui.formats import masked_phone
from elderly.models import ElderContact
from residents.domain.ages import has_turned
from residents.selectors.household import members_of
from residents.selectors.person import PersonView

_OF_AGE = 18
_WALL = "whoever may see an old person may see whom to call, also where a child lives in another community"


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to be called. `phone` in full: mask it on screens, show it by a logged call. `of_base`: name and number stand there."""

    uid: UUID
    position: int
    relation: str
    name: str
    phone: str
    note: str
    source: str
    of_base: UUID | None = None
    dead: bool = False

    @property
    def masked(self) -> str:
        return masked_phone(self.phone) if self.phone else ""


def contacts_of(people: Collection[int]) -> dict[int, list[Contact]]:
    """{person id: contacts in order} of those whose contacts the asker may see; two statements for any number."""
    seen = list(ElderContact.objects.filter(person_id__in=list(people)).values_list("pk", flat=True))
    if not seen:
        return {}
    with as_system(_WALL):
        rows = (
            ElderContact.objects.filter(pk__in=seen).select_related("relative").order_by("person_id", "position", "id")
        )
        found: dict[int, list[Contact]] = {}
        for row in rows:
            found.setdefault(row.person_id, []).append(_contact(row))
    return found


def _contact(row: ElderContact) -> Contact:
    other = row.relative
    return Contact(
        uid=row.uid,
        position=row.position,
        relation=row.relation,
        name=other.name if other else row.name,
        phone=row.phone or (other.phone if other else ""),
        note=row.note,
        source=row.source,
        of_base=other.uid if other else None,
        dead=bool(other and (other.died_on or other.status != "living")),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """Somebody of the base who is near: `key` is what the form sends back."""

    person_id: int
    name: str
    relation: str
    phone: str

    @property
    def key(self) -> str:
        return str(self.person_id)

    @property
    def words(self) -> str:
        """女儿 何丽 · 138****1234; without a number where none is known here."""
        return " · ".join(filter(None, (f"{self.relation} {self.name}", self.phone)))


def proposals(person: PersonView) -> list[Proposal]:
    """Grown relatives, then those who share the home: living, seen by the asker, and not contacts already; with a number first."""
    there = set(ElderContact.objects.filter(person_id=person.pk).values_list(F("relative_id"), flat=True))
    found: dict[int, Proposal] = {}
    for kin in person.kin_seen:
        other = kin.person
        if other is not None and other.status == "living" and kin.row.kind != "ward" and _grown(other.birth_date):
            found[other.pk] = Proposal(other.pk, other.name, kin.word, masked_phone(other.phone) if other.phone else "")
    for stay in person.households:
        for member in members_of(stay.household):
            if member.here and member.person_id != person.pk and _grown(member.birth_date):
                found.setdefault(member.person_id, Proposal(member.person_id, member.name, "同户家人", ""))
    left = [one for pk, one in found.items() if pk not in there]
    return sorted(left, key=lambda one: not one.phone)


def _grown(birth: dt.date | None) -> bool:
    return birth is None or has_turned(birth, _OF_AGE, clock.today())
