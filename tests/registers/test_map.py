"""The map of a register: tiles under scope and filters, a card for a point, the page."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
from django.contrib.gis.geos import Point
from django.test import Client

from accounts.models import User
from residents.models import Building
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db
LONGITUDE, LATITUDE = 113.2650, 23.1320


def _tile(zoom: int) -> str:
    """The tile of the web map that holds the place."""
    north = math.asinh(math.tan(math.radians(LATITUDE))) / math.pi
    return f"{zoom}/{int((LONGITUDE + 180) / 360 * 2**zoom)}/{int((1 - north) / 2 * 2**zoom)}"


NEAR, FAR = _tile(16), _tile(12)


def _building(area: str, number: str, *, east: float = 0.0, use: str = "homes") -> Building:
    point = Point(LONGITUDE + east, LATITUDE, srid=4490)
    point.transform(4547)
    return Building.objects.create(area_code=area, road="三眼井直街", house_number=number, point=point, use=use)


@pytest.fixture
def two(areas: None) -> tuple[Building, Building]:
    return _building(SANYANJING, "12号"), _building(PANFU, "14号")


def test_the_tile_holds_ones_own_buildings_only(
    two: tuple[Building, Building], shequ: User, quji: User, client_as: Callable[[User], Client]
) -> None:
    ours, theirs = (str(building.uid).encode() for building in two)
    tile = client_as(shequ).get(f"/buildings/tiles/{NEAR}.mvt")
    assert tile["Content-Type"] == "application/vnd.mapbox-vector-tile"
    assert ours in tile.content and theirs not in tile.content
    whole = client_as(quji).get(f"/buildings/tiles/{NEAR}.mvt").content
    assert ours in whole and theirs in whole


def test_filters_of_the_list_narrow_the_map(
    two: tuple[Building, Building], shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    assert client.get(f"/buildings/tiles/{NEAR}.mvt", {"use": "mixed"}).content == b""
    assert client.get(f"/buildings/tiles/{NEAR}.mvt", {"use": "homes"}).content
    page = client.get("/buildings/map/", {"use": "homes"}).content.decode()
    assert "{z}/{x}/{y}.mvt?use=homes" in page and "/buildings/?use=homes" in page


def test_from_afar_neighbours_are_one_point_with_their_number(
    areas: None, shequ: User, client_as: Callable[[User], Client]
) -> None:
    buildings = [_building(SANYANJING, f"{number}号", east=number / 1_000_000) for number in range(1, 8)]
    tile = client_as(shequ).get(f"/buildings/tiles/{FAR}.mvt").content
    assert tile and not any(str(building.uid).encode() in tile for building in buildings)


def test_a_point_says_what_it_is_and_leads_to_its_page(
    two: tuple[Building, Building], shequ: User, client_as: Callable[[User], Client]
) -> None:
    ours, theirs = two
    client = client_as(shequ)
    card = client.get(f"/buildings/{ours.uid}/card/").json()
    assert card["title"] == "三眼井直街12号" and card["url"] == f"/buildings/{ours.uid}/"
    assert ["用途", "住宅"] in card["lines"]
    assert client.get(f"/buildings/{theirs.uid}/card/").status_code == 404


def test_without_places_the_map_says_so_and_nonsense_tiles_are_not_found(
    areas: None, shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    assert "还没有位置" in client.get("/buildings/map/").content.decode()
    assert client.get("/buildings/tiles/3/9/0.mvt").status_code == 404


def test_outlines_are_those_of_the_area_looked_at(
    areas: None, shequ: User, client_as: Callable[[User], Client]
) -> None:
    drawn = client_as(shequ).get("/areas/outlines.json").json()
    assert drawn["type"] == "FeatureCollection"
    assert {feature["properties"]["code"] for feature in drawn["features"]} <= {SANYANJING}
