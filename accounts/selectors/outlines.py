"""Communities with their outlines: for whatever must know where on the ground an area lies."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from typing import Any

from django.contrib.gis.geos import MultiPolygon
from django.db import connection

from accounts.models import Area
from core import clock
from core.scope import Scope

DISTRICT_DIGITS = 6  # above a district, districts are drawn


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


# Simplified to what a screen shows of the whole; names are written where the outline is surely inside.
_DRAWN = """
SELECT code, name, ST_AsGeoJSON(ST_Transform(ST_SimplifyPreserveTopology(boundary, %(step)s), 4326), 5),
       ST_X(label), ST_Y(label)
FROM (SELECT code, name, boundary, ST_Transform(ST_PointOnSurface(boundary), 4326) AS label FROM accounts_area
      WHERE level = %(level)s AND code >= %(low)s AND code < %(high)s AND boundary IS NOT NULL AND valid @> %(today)s) area
ORDER BY code
"""
_STEP = 4  # metres


def outlines_as_geojson(within: str) -> dict[str, Any]:
    """The outlines a map of an area draws, as a GeoJSON FeatureCollection in degrees: communities inside it (itself, when it
    is one); each with `name` and the place of its label. Outlines and names are public."""
    (low, high), *_ = Scope.of([within]).ranges
    level = Area.Level.DISTRICT if len(low) < DISTRICT_DIGITS else Area.Level.COMMUNITY
    with connection.cursor() as cursor:
        values: dict[str, str | int | dt.date] = {
            "step": _STEP,
            "level": str(level),
            "low": low,
            "high": high,
            "today": clock.today(),
        }
        cursor.execute(_DRAWN, values)
        found = cursor.fetchall()
    features = [
        {
            "type": "Feature",
            "geometry": json.loads(shape),
            "properties": {"code": code, "name": name, "label": [round(x, 5), round(y, 5)]},
        }
        for code, name, shape, x, y in found
    ]
    return {"type": "FeatureCollection", "features": features}
