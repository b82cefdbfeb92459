"""What the base says of persons, in the form in which records are compared: five statements for any number of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from core.crypto import decrypt
from core.domain.area_codes import area_prefix
from core.scope import Scope
from residents.domain.likeness import Claim
from residents.domain.number_likeness import NumberClaim, number_claim
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind


@dataclass(slots=True)
class _Around:
    """What other tables say of one person."""

    former: list[str] = field(default_factory=list)
    number: NumberClaim = field(default_factory=NumberClaim)
    households: list[tuple[str, str]] = field(default_factory=list)
    parents: dict[str, int] = field(default_factory=dict)  # {sex: person}
    spouse: int = 0
    kin: list[int] = field(default_factory=list)


# Bare statements with = ANY(array): a list of ten thousand ids costs the ORM more than the database.
_PERSONS = """
SELECT p.id, p.name, p.sex, p.birth_date, p.hukou_area, p.living_area, p.hukou_address, p.living_address, p.phone_digest
FROM residents_person p WHERE p.id = ANY(%s) AND p.status <> 'merged'
"""
_DOCUMENTS = "SELECT person_id, type, number, raw FROM residents_identitydocument WHERE person_id = ANY(%s) AND active"
_FORMER = "SELECT person_id, name FROM residents_formername WHERE person_id = ANY(%s) ORDER BY name"
_HOUSEHOLDS = """
SELECT m.person_id, h.area_code, h.number FROM residents_householdmembership m
JOIN residents_household h ON h.id = m.household_id WHERE m.person_id = ANY(%s) AND upper_inf(m.during)
"""
_KIN = """
SELECT k.person_id, k.relative_id, k.kind, r.sex FROM residents_kinship k
JOIN residents_person r ON r.id = k.relative_id WHERE k.person_id = ANY(%s) AND upper_inf(k.during)
"""


def claims_of(people: Iterable[int], *, within: Scope | None = None) -> dict[int, Claim]:
    """{person: claim} of those the session may see, records merged into others left out; `within` narrows to areas."""
    rows = _rows(_PERSONS, sorted(set(people)))
    if within is not None:
        rows = [row for row in rows if within.holds(row[4]) or within.holds(row[5])]
    around = {row[0]: _Around() for row in rows}
    ids = list(around)
    for person, kind, number, raw in _rows(_DOCUMENTS, ids):
        if kind == RESIDENT_ID or not around[person].number.number:
            proven = not len(raw) or number_claim(decrypt(raw)).proven
            around[person].number = NumberClaim(decrypt(number), proven)
    for person, name in _rows(_FORMER, ids):
        around[person].former.append(name)
    for person, area, number in _rows(_HOUSEHOLDS, ids):
        around[person].households.append((area, number))
    for person, relative, kind, sex in _rows(_KIN, ids):
        found = around[person]
        found.kin.append(relative)
        if kind == KinshipKind.PARENT:
            found.parents[sex] = relative
        elif kind == KinshipKind.SPOUSE:
            found.spouse = relative
    return {row[0]: _claim(row, around[row[0]]) for row in rows}


def _rows(statement: str, ids: list[int]) -> list[tuple[Any, ...]]:
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, [ids])
        return list(cursor.fetchall())


def _claim(row: tuple[Any, ...], around: _Around) -> Claim:
    pk, name, sex, born, hukou, living, hukou_address, living_address, phone = row
    return Claim(
        name=name,
        former_names=tuple(around.former),
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
