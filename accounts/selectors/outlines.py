"""Communities with their outlines: for whatever must know where on the ground an area lies."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.gis.geos import MultiPolygon

from accounts.models import Area
from core import clock
from core.scope import Scope


@dataclass(frozen=True)
class CommunityOutline:
    """`boundary` in metres (SRID 4547); None where nobody has drawn it."""

    code: str
    name: str
    boundary: MultiPolygon | None


def community_outlines(within: str) -> list[CommunityOutline]:
    """The present communities inside an area, by code."""
    found = Area.objects.filter(Scope.of([within]).q("code"), level=Area.Level.COMMUNITY, valid__contains=clock.today())
    return [CommunityOutline(*row) for row in found.order_by("code").values_list("code", "name", "boundary")]
