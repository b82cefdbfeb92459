"""What the base says of persons, in the form in which records are compared: six statements for any number of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from core.domain.area_codes import area_prefix
from core.scope import Scope
from residents.domain.likeness import Claim
from residents.domain.number_likeness import NumberClaim, number_claim
from residents.models import FormerName, HouseholdMembership, IdentityDocument, Kinship, Person
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind

_PERSON = (
    "pk", "name", "sex", "birth_date", "hukou_area", "living_area", "hukou_address", "living_address", "phone_digest",
)  # fmt: skip


@dataclass(slots=True)
class _Around:
    """What other tables say of one person."""

    former: list[str] = field(default_factory=list)
    number: NumberClaim = field(default_factory=NumberClaim)
    households: list[tuple[str, str]] = field(default_factory=list)
    parents: dict[str, int] = field(default_factory=dict)  # {sex: person}
    spouse: int = 0
    kin: list[int] = field(default_factory=list)


def claims_of(people: Iterable[int], *, within: Scope | None = None) -> dict[int, Claim]:
    """{person: claim} of those the session may see, records merged into others left out; `within` narrows to areas."""
    wanted = list(set(people))
    persons = Person.objects.filter(pk__in=wanted).exclude(status=Person.Status.MERGED)
    if within is not None:
        persons = persons.filter(within.q("hukou_area", "living_area"))
    rows = list(persons.values_list(*_PERSON))
    around = {row[0]: _Around() for row in rows}
    ids = list(around)
    _documents(ids, around)
    _former_names(ids, around)
    _households(ids, around)
    _kin(ids, around)
    return {row[0]: _claim(row, around[row[0]]) for row in rows}


def _claim(row: tuple[Any, ...], around: _Around) -> Claim:
    pk, name, sex, born, hukou, living, hukou_address, living_address, phone = row
    return Claim(
        name=name,
        former_names=tuple(sorted(around.former)),
        number=around.number,
        sex=sex,
        birth_date=born,
        hukou_area=hukou,
        living_area=living,
        addresses=doors((hukou, hukou_address), (living, living_address)),
        phone=bytes(phone or b""),
        households=frozenset(around.households),
        mother=around.parents.get("2", 0),
        father=around.parents.get("1", 0),
        spouse=around.spouse,
        kin=frozenset(around.kin),
        person_id=pk,
    )


def doors(*places: tuple[str, str]) -> frozenset[str]:
    """Addresses exact enough to be a door, with their street: one road name occurs in several."""
    return frozenset(
        f"{area_prefix(area)[:9]} {address.replace(' ', '')}"
        for area, address in places
        if area and any(char.isdigit() for char in address)
    )


def _documents(ids: list[int], around: dict[int, _Around]) -> None:
    rows = IdentityDocument.objects.filter(person_id__in=ids, active=True)
    for person, kind, number, raw in rows.values_list("person_id", "type", "number", "raw"):
        found = around[person]
        if kind == RESIDENT_ID or not found.number.number:
            proven = not raw or number_claim(raw).proven
            found.number = NumberClaim(number, proven)


def _former_names(ids: list[int], around: dict[int, _Around]) -> None:
    for person, name in FormerName.objects.filter(person_id__in=ids).values_list("person_id", "name"):
        around[person].former.append(name)


def _households(ids: list[int], around: dict[int, _Around]) -> None:
    rows = HouseholdMembership.objects.filter(Q(during__upper_inf=True), person_id__in=ids)
    for person, area, number in rows.values_list("person_id", "household__area_code", "household__number"):
        around[person].households.append((area, number))


def _kin(ids: list[int], around: dict[int, _Around]) -> None:
    rows = Kinship.objects.filter(person_id__in=ids, during__upper_inf=True)
    for person, relative, kind, sex in rows.values_list("person_id", "relative_id", "kind", "relative__sex"):
        found = around[person]
        found.kin.append(relative)
        if kind == KinshipKind.PARENT:
            found.parents[sex] = relative
        elif kind == KinshipKind.SPOUSE:
            found.spouse = relative
