"""A community by its roads and buildings, to be divided by them; and the people of whom nobody knows where they live."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, QuerySet

from accounts.domain.area_plan import Part
from core.scope import Scope, as_system
from residents.models import HouseholdMembership, Person, Residence

# People by their present home; a household counts where it stands.
_ROADS = """
SELECT b.road, b.uid, b.house_number, b.name,
  (SELECT count(*) FROM residents_household h JOIN residents_dwelling d ON d.id = h.dwelling_id
    WHERE d.building_id = b.id AND h.closed_on IS NULL),
  (SELECT count(*) FROM residents_residence r JOIN residents_dwelling d ON d.id = r.dwelling_id
    WHERE d.building_id = b.id AND r.kind <> 'hukou' AND upper_inf(r.during))
FROM residents_building b WHERE b.area_code = %s
ORDER BY b.road, NULLIF(regexp_replace(b.house_number, '\\D.*', ''), '')::bigint NULLS LAST, b.house_number, b.name
"""
WALL = "buildings of an area that the officer's grant covers"


@dataclass(frozen=True)
class BuildingLine:
    """A door number with how many live there."""

    uid: UUID
    title: str
    households: int
    people: int


@dataclass(frozen=True)
class Road:
    """A road of a community with its buildings, by number."""

    name: str
    buildings: Sequence[BuildingLine]

    @property
    def people(self) -> int:
        return sum(line.people for line in self.buildings)


def roads_of(code: str) -> list[Road]:
    """The roads of a community. The caller has made sure that the asker's grant covers it."""
    with as_system(WALL), connection.cursor() as cursor:
        cursor.execute(_ROADS, [code])
        found: dict[str, list[BuildingLine]] = {}
        for road, uid, number, name, households, people in cursor.fetchall():
            title = f"{number}{name}" or "没有门牌"
            found.setdefault(road, []).append(BuildingLine(uid, title, households, people))
    return [Road(name, lines) for name, lines in found.items()]


def part_of(roads: Sequence[Road], chosen_roads: Sequence[str], chosen_buildings: Sequence[str]) -> Part:
    """What was ticked as a part of the plan: whole roads, and buildings of other roads; with words for people."""
    wanted, whole = set(chosen_buildings), [road.name for road in roads if road.name in set(chosen_roads)]
    single = [
        (road, line) for road in roads if road.name not in whole for line in road.buildings if str(line.uid) in wanted
    ]
    words = [f"{name}全部" for name in whole] + [f"{road.name}{line.title}" for road, line in single]
    return Part(tuple(whole), tuple(str(line.uid) for _, line in single), tuple(words))


def unplaced_people(codes: Sequence[str], on: dt.date, scope: Scope) -> QuerySet[Person, Any]:
    """Present people of divided areas who have no dwelling there, nor has their household: within the scope, by name."""
    home = HouseholdMembership.objects.filter(
        person=OuterRef("person"), household__dwelling__area_code=OuterRef("area_code"), during__upper_inf=True
    )
    open_rows = Residence.objects.filter(
        ~Exists(home), area_code__in=list(codes), during__upper_inf=True, dwelling=None, during__startswith__lte=on
    )
    return (
        Person.objects.filter(scope.q("hukou_area", "living_area"), pk__in=open_rows.values("person_id"))
        .exclude(status=Person.Status.MERGED)
        .order_by("name", "pk")
        .values("uid", "name", "birth_date", area=F("living_area"), address=F("living_address"))
    )
