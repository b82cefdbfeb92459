"""Whom one finds behind a door: for those who go from home to home. Set-based, a fixed number of statements.

Row-level security decides who is seen; callers give ids that they hold by a permission of their own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Concat

from residents.models import Building, Kinship, Person, Residence
from residents.models.kinship import KinshipKind
from residents.models.residence import ResidenceKind
from residents.selectors.person import Kin
from residents.selectors.words import masked_phone

Point = tuple[float, float]
# Whom one calls first: the guardian, then children, the other half, the parents.
_CALLED_FIRST = (KinshipKind.GUARDIAN, KinshipKind.CHILD, KinshipKind.SPOUSE, KinshipKind.PARENT)


@dataclass(frozen=True)
class Contact:
    """A relative who can be called: 女儿 梁秀芬 137****6608."""

    word: str
    name: str
    phone: str


@dataclass(frozen=True)
class Door:
    """A person and the home: `point` in metres (CGCS2000, 114° E), None where the dwelling is not on the map.

    `alone`: nobody else lives in the dwelling by the base; None when the dwelling is not known.
    """

    person_id: int
    uid: UUID
    name: str
    sex: str
    birth_date: dt.date | None
    living: bool
    area: str
    address: str
    phone: str
    point: Point | None = None
    alone: bool | None = None
    stairs: int | None = None
    contact: Contact | None = None

    @property
    def climb(self) -> str:
        """`三楼无电梯`, where that is known and worth knowing."""
        return f"{self.stairs} 楼无电梯" if self.stairs and self.stairs >= 3 else ""


def doors_of(people: Iterable[int], *, on: dt.date) -> dict[int, Door]:
    """{person id: door} of those whom the reader may see."""
    persons = Person.objects.in_bulk(list(people))
    homes = _homes(list(persons), on)
    contacts = _contacts(list(persons), on)
    return {pk: _door(person, homes.get(pk), contacts.get(pk)) for pk, person in persons.items()}


def _homes(people: list[int], on: dt.date) -> dict[int, Residence]:
    here = Residence.objects.filter(during__contains=on).exclude(kind=ResidenceKind.HUKOU)
    together = (
        here.filter(dwelling=OuterRef("dwelling")).order_by().values("dwelling").annotate(n=Count("person")).values("n")
    )
    rows = here.filter(person_id__in=people).select_related("dwelling__building").annotate(together=Subquery(together))
    return {row.person_id: row for row in rows}


def _contacts(people: list[int], on: dt.date) -> dict[int, Contact]:
    """The relative to call, of those who are seen and have a phone."""
    rows = (
        Kinship.objects.filter(person_id__in=people, kind__in=_CALLED_FIRST, during__contains=on)
        .filter(relative__status=Person.Status.LIVING)
        .exclude(relative__phone_digest=None)
        .select_related("relative")
    )
    found: dict[int, Contact] = {}
    for row in sorted(rows, key=lambda row: (_CALLED_FIRST.index(KinshipKind(row.kind)), row.pk)):
        kin = row.relative
        found.setdefault(row.person_id, Contact(Kin(row, kin).word, kin.name, masked_phone(kin.phone)))
    return found


def _door(person: Person, home: Residence | None, contact: Contact | None) -> Door:
    dwelling = home.dwelling if home else None
    building = dwelling.building if dwelling else None
    room = dwelling.room if dwelling else ""
    floor = int(room[:-2]) if room.isdigit() and 3 <= len(room) <= 4 else None
    point = building.point if building else None
    return Door(
        person.pk,
        person.uid,
        person.name,
        person.sex,
        person.birth_date,
        person.status == Person.Status.LIVING,
        person.living_area or person.hukou_area,
        person.living_address or person.hukou_address,
        masked_phone(person.phone),
        (point.x, point.y) if point else None,
        home.together == 1 if home and dwelling else None,  # type: ignore[attr-defined]
        floor if building is not None and building.lift is False else None,
        contact,
    )


def buildings_in(area: str, *, most: int = 600) -> list[Point]:
    """Where the buildings of an area stand: the ground of a sketch."""
    rows = Building.objects.filter(area_code=area).exclude(point=None).order_by("pk").values_list("point", flat=True)
    return [(point.x, point.y) for point in rows[:most] if point]


def building_at(area: str, address: str) -> Point | None:
    """Where a building stands by its road and door number (三眼井直街12号); None when it is not known or not on the map."""
    whole = Concat("road", "house_number", Coalesce("name", Value("")))
    found = (
        Building.objects.filter(area_code=area)
        .exclude(point=None)
        .annotate(whole=whole)
        .filter(whole=address.replace(" ", ""))
        .order_by("pk")
        .first()
    )
    return (found.point.x, found.point.y) if found and found.point else None


def phone_on_record(person_id: int) -> str:
    """The number as the base has it: for services that compare before they write."""
    return Person.objects.only("phone").get(pk=person_id).phone
