"""The map of a register: its rows as points in vector tiles, under the list's scope and filters.

A tile is one statement. Below INDIVIDUAL rows that lie close are one point with a number, so that a district of 60,000
buildings stays a few hundred points a tile. Tiles carry identities only; what a point says is a card asked for when it is
touched. Ids and places do not leave the database before they are a tile.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.gis.db.models import Extent
from django.contrib.gis.geos import GEOSGeometry, Polygon
from django.db import connection
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from core.register.declaration import Register
from core.register.listing import rows_in
from core.register.rows import row_url
from core.register.views import RegisterView

INDIVIDUAL = 15  # from this zoom on every row is a point of its own; a community of 400 m is then half a screen wide
CELLS = 24  # a tile's side in cells of the coarser zooms
DEEPEST = 20
ANY_ROW = "00000000-0000-0000-0000-000000000000"  # stands for the touched point's row in the card's address
MVT = "application/vnd.mapbox-vector-tile"
_HALF = 20037508.342789244  # half the width of the web map's world in metres (EPSG:3857)
_MERCATOR, _DEGREES = 3857, 4326

_POINTS = """
SELECT ST_AsMVT(t, 'rows') FROM (
  SELECT id::text, 1 AS n, ST_AsMVTGeom(ST_Transform(place, 3857), ST_TileEnvelope(%s, %s, %s)) AS geom
  FROM ({rows}) AS here(id, place)
) t
"""
_CLUSTERS = """
SELECT ST_AsMVT(t, 'rows') FROM (
  SELECT CASE WHEN count(*) = 1 THEN min(id::text) ELSE '' END AS id, count(*) AS n,
         ST_AsMVTGeom(ST_Centroid(ST_Collect(spot)), ST_TileEnvelope(%s, %s, %s)) AS geom
  FROM (SELECT id, ST_Transform(place, 3857) AS spot FROM ({rows}) AS here(id, place)) placed
  GROUP BY floor(ST_X(spot) / {cell}), floor(ST_Y(spot) / {cell})
) t
"""


class MapPage(RegisterView):
    """The rows on a map, with the list's filters."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        register, query = self.register, request.GET.urlencode()
        tiles = reverse(f"{register.key}-tile", args=[0, 0, 0]).replace("0/0/0.mvt", "{z}/{x}/{y}.mvt")
        context = {
            "register": register,
            "note": register.map.note if register.map else "",
            "list_url": self.url("list") + (f"?{query}" if query else ""),
            "tiles": tiles + (f"?{query}" if query else ""),
            "card": reverse(f"{register.key}-card", args=[ANY_ROW]),
            "bounds": self._bounds(request),
            "chosen": self._chosen(request),
            "any_row": ANY_ROW,
            "area": area.code if (area := getattr(request, "area", None)) else "",
            "individual": INDIVIDUAL,
        }
        return render(request, "core/registers/map.html", context)

    def _bounds(self, request: HttpRequest) -> str:
        """West, south, east, north in degrees of the rows asked for; empty when none of them has a place."""
        point = self._point
        rows = self._rows(request)
        if chosen := self._chosen(request):
            rows = rows.filter(**{self.register.identify: chosen})
        box = rows.filter(**{f"{point}__isnull": False}).aggregate(box=Extent(point))["box"]
        if not box:
            return ""
        corners = Polygon.from_bbox(box)
        corners.srid = self._srid
        corners.transform(_DEGREES)
        return ",".join(f"{side:.5f}" for side in corners.extent)

    def _chosen(self, request: HttpRequest) -> str:
        """The row that the map is opened for; an address that names none is a map of all."""
        asked = request.GET.get("at", "")
        if self.register.identify != "uid":
            return asked
        try:
            return str(UUID(asked))
        except ValueError:
            return ""

    @property
    def _point(self) -> str:
        assert self.register.map is not None
        return self.register.map.point

    @property
    def _srid(self) -> int:
        return int(self.register.manager.model._meta.get_field(self._point).srid)

    def _rows(self, request: HttpRequest) -> QuerySet[Any]:
        return rows_in(self.register, self.scope(request), self.ask(request))


class Tile(MapPage):
    """One vector tile."""

    def __call__(self, request: HttpRequest, zoom: int, x: int, y: int) -> HttpResponse:  # type: ignore[override]
        if zoom > DEEPEST or not (0 <= x < 2**zoom and 0 <= y < 2**zoom):
            raise Http404
        inside = self._rows(request).filter(**{f"{self._point}__bboverlaps": _square(zoom, x, y, self._srid)})
        response = HttpResponse(_tile(inside, self.register, self._point, (zoom, x, y)), content_type=MVT)
        response["Cache-Control"] = "private, max-age=60"
        return response


class Card(RegisterView):
    """What a point of the map says when it is touched: the row's columns and the way to its page."""

    def __call__(self, request: HttpRequest, identity: str) -> JsonResponse:
        register = self.register
        rows = register.manager.filter(self.scope(request).q(*register.area_fields), **{register.identify: identity})
        row = rows.values(*register.needs).first()
        if row is None:
            raise Http404
        heading = next(column for column in register.columns if column.link).show(row)
        lines = [(column.title, column.show(row)) for column in register.columns if not column.link]
        return JsonResponse(
            {"title": heading, "lines": [line for line in lines if line[1]], "url": row_url(register, row)}
        )


def _square(zoom: int, x: int, y: int, srid: int) -> GEOSGeometry:
    """The tile's square, a little wider than itself, in the points' own metres: the spatial index answers it."""
    side = 2 * _HALF / 2**zoom
    west, north = -_HALF + x * side, _HALF - y * side
    square = Polygon.from_bbox((west, north - side, west + side, north)).buffer(side * 0.02)
    square.srid = _MERCATOR
    square.transform(srid)
    return square


def _tile(rows: QuerySet[Any], register: Register, point: str, where: tuple[int, int, int]) -> bytes:
    """The MVT of the rows: identities and places go from table to tile inside the database."""
    sql, params = rows.order_by().values_list(register.identify, point).query.sql_with_params()
    column = f'"{register.manager.model._meta.db_table}"."{point}"'
    sql = sql.replace(f"{column}::bytea", column)  # Django would carry the geometry to Python
    cell = 2 * _HALF / 2 ** where[0] / CELLS
    statement = (_POINTS if where[0] >= INDIVIDUAL else _CLUSTERS).format(rows=sql, cell=cell)
    with connection.cursor() as cursor:
        cursor.execute(statement, [*where, *params])
        return bytes(cursor.fetchone()[0])
