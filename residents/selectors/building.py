"""A building by its uid, as other duties name it: the part of a ward, a stop on a route."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Concat

from core.errors import Conflict, NotFound
from core.scope import Scope
from residents.models import Building


@dataclass(frozen=True)
class BuildingHere:
    """A building: id, community, and its door in words."""

    id: int
    uid: UUID
    area: str
    words: str


def building_at_door(text: str, *, scope: Scope) -> BuildingHere:
    """The building at a road and door number (三眼井直街12号) of the scope. NotFound when there is none, Conflict when two
    communities have that door."""
    whole = Concat("road", "house_number", "name", output_field=TextField())
    rows = Building.objects.annotate(whole=whole).filter(scope.q("area_code"), whole=text.strip().replace(" ", ""))[:2]
    if not rows:
        raise NotFound(f"没有「{text.strip()}」这栋楼，或不在你的范围内。")
    if len(rows) > 1:
        raise Conflict(f"「{text.strip()}」在两个社区都有。", remedy="请到所在社区的页面去划。")
    return _seen(rows[0])


def buildings_with(ids: Iterable[int]) -> dict[int, BuildingHere]:
    """Buildings by id."""
    return {row.pk: _seen(row) for row in Building.objects.filter(pk__in=list(ids))}


def _seen(row: Building) -> BuildingHere:
    return BuildingHere(row.pk, row.uid, row.area_code, f"{row.road}{row.house_number}{row.name}")
