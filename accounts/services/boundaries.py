"""Illustrative outlines of streets and communities, by Voronoi inside the district (accounts/data/README.md).

Two levels, so that the communities of a street lie together: the district is cut into the cells of the streets' rough
centres, then each street's cell into as many parts of about equal size as it has communities. The seed is fixed, so the
same tables give the same outlines on every machine. All geometry is metric (CGCS2000, EPSG 4547).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from accounts.domain.area_plan import AreaPlan
from accounts.models import Area
from accounts.models.area import METRIC_SRID

Point = tuple[float, float]

_POINTS_A_PART = 60  # random points per community; k-means on them spreads the seeds evenly
_SEED = 440104
_STREET, _COMMUNITY = 9, 12  # digits of the codes

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


_REDRAW = """
UPDATE accounts_area SET boundary = ST_GeomFromEWKB(drawn.shape), boundary_illustrative = true
FROM unnest(%s::text[], %s::bytea[]) AS drawn(code, shape) WHERE accounts_area.code = drawn.code
"""
_PARTS = """
WITH whole AS (SELECT boundary AS shape FROM accounts_area WHERE code = %(code)s AND boundary IS NOT NULL),
dots AS (SELECT (ST_Dump(ST_GeneratePoints(shape, 120, %(seed)s))).geom AS dot FROM whole),
grouped AS (SELECT dot, ST_ClusterKMeans(dot, %(parts)s) OVER () AS part FROM dots),
centres AS (SELECT part, ST_Centroid(ST_Collect(dot)) AS centre FROM grouped GROUP BY part)
SELECT ST_X(centre), ST_Y(centre), (SELECT ST_AsEWKB(shape) FROM whole) FROM centres ORDER BY part
"""


def redraw(plan: AreaPlan) -> int:
    """Give every area whose ground a change alters its new outline, marked illustrative; returns how many. Read after the tree
    was changed: what is merged is joined; a community that is divided is cut by Voronoi, as when the tree was first drawn; a
    street that gained or lost communities is what its communities are.
    """
    found: dict[str, bytes] = {}
    sources: dict[str, list[str]] = {}
    communities = [one for one in plan.recodes if len(one.old) == _COMMUNITY]
    for one in communities:
        sources.setdefault(one.new, []).append(one.old)
    for divided in sorted(plan.divided):
        if len(divided) == _COMMUNITY:
            parts = [divided, *(one.new for one in communities if one.old == divided and one.part is not None)]
            found |= _cut(divided, parts)
    for code, olds in sources.items():
        if code not in found and olds != [code]:
            found |= _joined(code, dict.fromkeys(olds))
    crossing = [one for one in communities if one.old[:_STREET] != one.new[:_STREET]]
    for street in sorted({code[:_STREET] for one in crossing for code in (one.old, one.new)}):
        inside = Area.objects.filter(parent_id=street, valid__upper_inf=True, level=Area.Level.COMMUNITY)
        found |= _joined(street, {code: found.get(code) for code in inside.values_list("code", flat=True)})
    with connection.cursor() as cursor:
        cursor.execute(_REDRAW, [list(found), list(found.values())])
    return len(found)


def _cut(code: str, parts: Sequence[str]) -> dict[str, bytes]:
    with connection.cursor() as cursor:
        cursor.execute(_PARTS, {"code": code, "parts": len(parts), "seed": _SEED})
        centres = cursor.fetchall()
    if len(centres) < len(parts):  # nobody has drawn it
        return {}
    return _cells(bytes(centres[0][2]), parts, [(x, y) for x, y, _ in centres])


def _joined(code: str, pieces: Mapping[str, bytes | None]) -> dict[str, bytes]:
    """One outline of several areas: those just drawn, else as they stand."""
    standing = [piece for piece, drawn in pieces.items() if drawn is None]
    drawn = [shape for shape in pieces.values() if shape is not None]
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT ST_AsEWKB(ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_Union(shape)), 3))) FROM (
              SELECT boundary AS shape FROM accounts_area WHERE code = ANY(%s) AND boundary IS NOT NULL
              UNION ALL SELECT ST_GeomFromEWKB(drawn) FROM unnest(%s::bytea[]) AS d(drawn)
            ) pieces
            """,
            [standing, drawn],
        )
        shape = cursor.fetchone()[0]
    return {code: bytes(shape)} if shape is not None else {}


def _write(outlines: dict[str, bytes]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_area SET boundary = ST_GeomFromEWKB(o.shape), boundary_illustrative = true"
            " FROM unnest(%s::text[], %s::bytea[]) AS o(code, shape)"
            " WHERE accounts_area.code = o.code AND (boundary IS NULL OR boundary_illustrative)",
            [list(outlines), list(outlines.values())],
        )
        return cursor.rowcount
