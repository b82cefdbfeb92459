"""The tree of areas: what is loaded, how it is drawn, and that a second load touches nothing."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.models import Area
from accounts.selectors import area_name

pytestmark = pytest.mark.django_db


def load() -> dict[str, int]:
    out = StringIO()
    call_command("load_areas", stdout=out)
    return json.loads(out.getvalue().splitlines()[-1])


def one_number(sql: str) -> float:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return float(cursor.fetchone()[0])


def test_nation_to_community() -> None:
    assert load()["areas"] == 254
    levels = dict.fromkeys(Area.Level.values, 0) | {
        level: Area.objects.filter(level=level).count() for level in Area.Level.values
    }
    assert levels == {
        "nation": 1, "province": 1, "city": 1, "district": 11, "street": 18, "community": 222, "grid": 0
    }  # fmt: skip
    sanyanjing = Area.objects.get(code="440104001007")
    assert (sanyanjing.name, sanyanjing.official_name) == ("三眼井社区", "三眼井社区居民委员会")
    assert sanyanjing.parent.name == "洪桥街道" and sanyanjing.urban_rural_code == "111" and sanyanjing.source
    assert Area.objects.exclude(level="nation").filter(parent=None).count() == 0


def test_outlines_fill_the_district_without_overlap() -> None:
    load()
    drawn = Area.objects.filter(level="community", boundary__isnull=False, boundary_illustrative=True)
    assert drawn.count() == 222
    district = "(SELECT boundary FROM accounts_area WHERE code = '440104')"
    communities = "FROM accounts_area a WHERE a.level = 'community'"
    assert one_number(f"SELECT ST_Area(ST_Difference(ST_Union(a.boundary), {district})) {communities}") < 1  # m²
    assert one_number(f"SELECT ST_Area(ST_Difference({district}, ST_Union(a.boundary))) {communities}") < 1
    assert (
        one_number(
            "SELECT coalesce(max(ST_Area(ST_Intersection(a.boundary, b.boundary))), 0) FROM accounts_area a"
            " JOIN accounts_area b ON a.code < b.code AND a.level = 'community' AND b.level = 'community'"
            " AND ST_Intersects(a.boundary, b.boundary)"
        )
        < 1
    )
    assert one_number(f"SELECT count(*) {communities} AND NOT ST_IsValid(a.boundary)") == 0
    # The communities of a street lie in the street's outline.
    assert (
        one_number(
            "SELECT max(ST_Area(ST_Difference(a.boundary, p.boundary))) FROM accounts_area a"
            " JOIN accounts_area p ON p.code = a.parent_id WHERE a.level = 'community'"
        )
        < 1
    )


def test_a_second_load_sets_nothing_back() -> None:
    load()
    Area.objects.filter(code="440104001007").update(name="三眼井新社区", boundary_illustrative=False)
    assert load() == {"areas": 254, "added": 0, "outlines": 0, "parameters": 0}
    assert area_name("440104001007") == "三眼井新社区"


def test_the_same_tables_give_the_same_outlines() -> None:
    sql = "SELECT ('x' || left(md5(string_agg(ST_AsText(boundary, 0), '' ORDER BY code)), 8))::bit(32)::bigint FROM accounts_area"
    load()
    first = one_number(sql)
    Area.objects.filter(level__in=["street", "community"]).update(boundary=None)
    assert load()["outlines"] == 240
    assert one_number(sql) == first
