"""A building by its uid, as other duties name it: the part of a ward, a stop on a route."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from core.errors import NotFound
from core.scope import Scope
from residents.models import Building


@dataclass(frozen=True)
class BuildingHere:
    """A building: id, community, and its door in words."""

    id: int
    uid: UUID
    area: str
    words: str


def building_here(uid: UUID, *, scope: Scope) -> BuildingHere:
    """The building; NotFound when there is none, or it lies outside the scope."""
    row = Building.objects.filter(scope.q("area_code"), uid=uid).first()
    if row is None:
        raise NotFound("没有这栋楼，或不在你的范围内。")
    return BuildingHere(row.pk, row.uid, row.area_code, f"{row.road}{row.house_number}{row.name}")
