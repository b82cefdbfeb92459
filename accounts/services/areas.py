"""The tree of areas: loaded from the code tables that ship with the product."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.gis.geos import GEOSGeometry, MultiPolygon
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.models import Area, AreaAlias
from accounts.models.area import METRIC_SRID
from accounts.selectors.areas import forget_areas
from accounts.services.boundaries import draw_outlines
from core.audit import acting

DATA = Path(__file__).resolve().parent.parent / "data"
_COLLECTION = 4  # GEOS type ids from here on hold other geometries
NATION, PROVINCE, CITY, DISTRICT = "000000", "440000", "440100", "440104"


@dataclass(frozen=True)
class Loaded:
    """What a load did: areas in the tree, rows added, outlines drawn."""

    areas: int
    added: int
    outlines: int


def load_areas(*, by: str) -> Loaded:
    """Add the areas of the code tables that are not there yet, and draw the outlines that are missing.

    Safe to repeat. An area that is there stays as it is: what an office has renamed, ended or measured is not set back.
    """
    with acting(by=by, why="载入行政区划"):
        known = set(Area.objects.values_list("code", flat=True))
        added = Area.objects.bulk_create([area for area in _shipped() if area.code not in known])
        _load_aliases()
        outlines = draw_outlines(Area.objects.get(code=DISTRICT), _street_centres())
    forget_areas()
    return Loaded(areas=len(known) + len(added), added=len(added), outlines=outlines)


def _load_aliases() -> None:
    """Codes that other lists give our areas (handbook §0.2). One that is there stays as an office has set it."""
    kept = set(AreaAlias.objects.values_list("code", "system"))
    AreaAlias.objects.bulk_create(
        [
            AreaAlias(
                code=row["code"],
                area_id=row["area"],
                system=row["system"],
                since=row["since"] or None,
                until=row["until"] or None,
                source=row["source"],
            )
            for row in read_table("aliases")
            if (row["code"], row["system"]) not in kept
        ]
    )


def _shipped() -> list[Area]:
    level = Area.Level
    outlines = _district_outlines()
    areas = [
        _area(NATION, "中国", level.NATION, None, source="GB/T 2260", official="中华人民共和国"),
        _area(PROVINCE, "广东省", level.PROVINCE, NATION, source="GB/T 2260"),
        _area(CITY, "广州市", level.CITY, PROVINCE, source="GB/T 2260"),
    ]
    for row in read_table("districts"):
        code, name = row["code"], row["name"]
        district = _area(code, name, level.DISTRICT, CITY, source=row["source"], official=f"广州市{name}")
        district.boundary, district.boundary_illustrative = outlines[code], True
        areas.append(district)
    for row in read_table("streets"):
        code, name = row["code"], row["name"]
        areas.append(_area(code, name, level.STREET, row["district"], source=row["source"], official=f"{name}办事处"))
    for row in read_table("committees"):
        code, name, official = row["code"], row["name"], row["official_name"]
        community = _area(code, name, level.COMMUNITY, row["street"], source=row["source"], official=official)
        community.urban_rural_code = row["urban_rural_code"]
        areas.append(community)
    return areas


def _area(code: str, name: str, level: Area.Level, parent: str | None, *, source: str, official: str = "") -> Area:
    # The tables say what is so now and not since when: the range stays open at both ends.
    return Area(
        code=code,
        name=name,
        official_name=official or name,
        level=level,
        parent_id=parent,
        valid=DateRange(None, None),
        source=source,
    )


def _district_outlines() -> dict[str, MultiPolygon]:
    collection = json.loads((DATA / "districts.geojson").read_text(encoding="utf-8"))
    outlines = {}
    for feature in collection["features"]:
        shape = GEOSGeometry(json.dumps(feature["geometry"]), srid=4326)
        shape.transform(METRIC_SRID)
        # The coarse grid of the source makes some rings touch themselves.
        shape = shape.make_valid()
        parts = MultiPolygon(*(part for part in _parts(shape) if part.geom_type == "Polygon"))
        parts.srid = METRIC_SRID
        outlines[feature["properties"]["code"]] = parts
    return outlines


def _parts(shape: Any) -> Iterator[Any]:
    """The single geometries of a collection; a single one is its own part."""
    if shape.geom_typeid < _COLLECTION:
        yield shape
        return
    for part in shape:
        yield from _parts(part)


def _street_centres() -> dict[str, tuple[float, float]]:
    return {row["code"]: (float(row["centre_lng"]), float(row["centre_lat"])) for row in read_table("streets")}


@cache
def read_table(name: str) -> list[dict[str, str]]:
    """The rows of `accounts/data/<name>.csv`."""
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
