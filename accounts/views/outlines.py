"""Outlines of areas for maps."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse

from accounts.selectors.areas import area_tree
from accounts.selectors.outlines import outlines_as_geojson
from core.permission import permitted
from core.scope import area_range

NATION = "000000"


@permitted("area.view")
def outlines(request: HttpRequest) -> JsonResponse:
    """GeoJSON of the areas below `within` (by default what the user's grants reach), from memory of the browser for an hour."""
    asked = request.GET.get("within", "")
    code = asked if asked in area_tree() else _reached(request)
    response = JsonResponse(outlines_as_geojson(code))
    response["Cache-Control"] = "private, max-age=3600"
    return response


def _reached(request: HttpRequest) -> str:
    """The smallest area that holds every area the user's grants reach."""
    ranges = request.user.scope("area.view").ranges
    if not ranges:
        return NATION
    low, high = ranges[0][0], ranges[-1][1]
    wide = (node for node in area_tree().nodes if area_range(node)[0] <= low and high <= area_range(node)[1])
    return max(wide, key=lambda code: len(area_range(code)[0]), default=NATION)
