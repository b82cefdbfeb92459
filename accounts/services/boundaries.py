"""Illustrative outlines of streets and communities, by Voronoi inside the district (accounts/data/README.md).

Two levels, so that the communities of a street lie together: the district is cut into the cells of the streets' rough
centres, then each street's cell into as many parts of about equal size as it has communities. The seed is fixed, so the
same tables give the same outlines on every machine. All geometry is metric (CGCS2000, EPSG 4547).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import connection

from accounts.models import Area
from accounts.models.area import METRIC_SRID

Point = tuple[float, float]

_POINTS_A_PART = 60  # random points per community; k-means on them spreads the seeds evenly
_SEED = 440104

# The cell of each seed point, cut to the outline around it. %(shape)s is WKB in metres.
_CELLS = f"""
WITH outline AS (SELECT ST_GeomFromEWKB(%(shape)s) AS shape),
seeds AS (SELECT * FROM unnest(%(codes)s::text[], %(xs)s::float[], %(ys)s::float[]) AS s(code, x, y)),
points AS (SELECT code, ST_SetSRID(ST_MakePoint(x, y), {METRIC_SRID}) AS point FROM seeds),
cells AS (
  SELECT (ST_Dump(ST_VoronoiPolygons(ST_Collect(point), 0, (SELECT ST_Expand(shape, 1000) FROM outline)))).geom AS cell
  FROM points
)
SELECT points.code,
       ST_AsEWKB(ST_Multi(ST_CollectionExtract(ST_Intersection(cells.cell, outline.shape), 3)))
FROM cells JOIN points ON ST_Intersects(cells.cell, points.point), outline
ORDER BY points.code
"""

# Even seed points inside a shape, from north-west to south-east, so that neighbouring codes become neighbours.
_SPREAD = """
WITH dots AS (
  SELECT (ST_Dump(ST_GeneratePoints(ST_GeomFromEWKB(%(shape)s), %(dots)s, %(seed)s))).geom AS dot
), grouped AS (
  SELECT dot, ST_ClusterKMeans(dot, %(parts)s) OVER () AS part FROM dots
), centres AS (
  SELECT ST_Centroid(ST_Collect(dot)) AS centre FROM grouped GROUP BY part
)
SELECT ST_X(centre), ST_Y(centre) FROM centres ORDER BY round(ST_Y(centre) / 300) DESC, ST_X(centre)
"""

_METRIC = f"""
SELECT ST_X(p), ST_Y(p) FROM (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(%s, %s), 4326), {METRIC_SRID}) p) t
"""


def draw_outlines(district: Area, centres: dict[str, Point]) -> int:
    """Give the streets and communities of a district their illustrative outlines; returns how many were drawn.

    `centres`: street code → (longitude, latitude). Nothing is drawn once every outline is there; an outline that is not
    marked illustrative (a surveyed one) stays as it is.
    """
    below = Area.objects.filter(code__startswith=district.code).exclude(code=district.code)
    if district.boundary is None or not below.filter(boundary=None).exists():
        return 0
    streets = sorted(centres)
    cells = _cells(bytes(district.boundary.ewkb), streets, [_metric(*centres[code]) for code in streets])
    outlines = dict(cells)
    for street in streets:
        communities = sorted(below.filter(parent_id=street).values_list("code", flat=True))
        if communities:
            outlines |= _cells(cells[street], communities, _spread(cells[street], len(communities)))
    return _write(outlines)


def _metric(longitude: float, latitude: float) -> Point:
    with connection.cursor() as cursor:
        cursor.execute(_METRIC, [longitude, latitude])
        x, y = cursor.fetchone()
    return x, y


def _spread(shape: bytes, parts: int) -> list[Point]:
    """`parts` points inside the shape, far from each other."""
    values: dict[str, Any] = {"shape": shape, "dots": parts * _POINTS_A_PART, "seed": _SEED, "parts": parts}
    with connection.cursor() as cursor:
        cursor.execute(_SPREAD, values)
        return list(cursor.fetchall())


def _cells(shape: bytes, codes: Sequence[str], points: Sequence[Point]) -> dict[str, bytes]:
    """Each code's Voronoi cell inside the shape, as EWKB."""
    xs, ys = zip(*points, strict=True)
    with connection.cursor() as cursor:
        cursor.execute(_CELLS, {"shape": shape, "codes": list(codes), "xs": list(xs), "ys": list(ys)})
        return {code: bytes(cell) for code, cell in cursor.fetchall()}


def _write(outlines: dict[str, bytes]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_area SET boundary = ST_GeomFromEWKB(o.shape), boundary_illustrative = true"
            " FROM unnest(%s::text[], %s::bytea[]) AS o(code, shape)"
            " WHERE accounts_area.code = o.code AND (boundary IS NULL OR boundary_illustrative)",
            [list(outlines), list(outlines.values())],
        )
        return cursor.rowcount
