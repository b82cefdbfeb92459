"""Addresses and door plates (handbook §1.4, D29)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.addresses import Address, compose_address, parse_address, parts_of, tidy
from residents.domain.house_numbers import (
    normalise_building,
    normalise_floor,
    normalise_house_number,
    normalise_room,
    normalise_unit,
    number_in,
    numeral,
    place_key,
)


@pytest.mark.parametrize(
    ("raw", "plate"),
    [
        ("1号", "1号"),
        ("12", "12号"),
        (12.0, "12号"),
        ("\uff13号", "3号"),
        ("12 号", "12号"),
        ("十二号", "12号"),
        ("12-1", "12号之一"),
        ("12-1号", "12号之一"),
        ("12号-1", "12号之一"),
        ("12之一号", "12号之一"),
        ("12号之一", "12号之一"),
        ("12-14号", "12号之十四"),
        ("自编12号", "自编12号"),
        ("12号后座", "12号后座"),
        ("12号首层", "12号首层"),
        ("12a号", "12A号"),
        ("12号大院", "12号大院"),
        ("无", ""),
        ("无门牌", ""),
        ("三眼井", "三眼井"),
    ],
)
def test_one_spelling_for_one_plate(raw: object, plate: str) -> None:
    assert normalise_house_number(raw) == plate
    assert normalise_house_number(plate) == plate


def test_plates_that_differ_only_in_spelling_share_a_key() -> None:
    assert place_key(normalise_house_number("12甲号")) == place_key(normalise_house_number("12A号"))
    assert place_key("12号之一") == place_key("12-1")
    assert place_key("12号") != place_key("自编12号")


def test_buildings_units_floors_rooms() -> None:
    assert [normalise_building(x) for x in ("3", "3幢", "3号楼", "第三栋", "3#")] == ["3栋"] * 5
    assert [normalise_building(x) for x in ("a座", "越秀楼", "", None)] == ["A座", "越秀楼", "", ""]
    assert [normalise_unit(x) for x in ("2", "二单元", "2梯")] == ["2单元", "2单元", "2梯"]
    assert [normalise_floor(x) for x in ("5楼", "五层", "5F", "首层", "负一层", "地下")] == ["5层"] * 3 + [
        "1层",
        "负1层",
        "地下",
    ]
    assert [normalise_room(x) for x in ("101", "101房", "101室", "一〇一", "a", "甲", 101)] == ["101"] * 4 + [
        "A",
        "甲",
        "101",
    ]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "广东省广州市越秀区洪桥街道三眼井社区三眼井东街1号1栋101房",
            {
                "province": "广东省",
                "city": "广州市",
                "district": "越秀区",
                "street": "洪桥街道",
                "community": "三眼井",
                "road": "三眼井东街",
                "house_number": "1号",
                "building": "1栋",
                "room": "101",
            },
        ),
        ("三眼井东街1号1栋101", {"road": "三眼井东街", "house_number": "1号", "building": "1栋", "room": "101"}),
        (
            "中山三路33号中华广场A座2801室",
            {"road": "中山三路", "house_number": "33号", "estate": "中华广场", "building": "A座", "room": "2801"},
        ),
        (
            "东风东路753号大院5栋2单元501",
            {"road": "东风东路", "house_number": "753号大院", "building": "5栋", "unit": "2单元", "room": "501"},
        ),
        ("寺右一马路二街3号首层", {"road": "寺右一马路二街", "house_number": "3号首层"}),
        ("解放北路十二号", {"road": "解放北路", "house_number": "12号"}),
        ("建设六马路3号2楼202房", {"road": "建设六马路", "house_number": "3号", "floor": "2层", "room": "202"}),
        ("中山一路12-1号302", {"road": "中山一路", "house_number": "12号之一", "room": "302"}),
        ("淘金花园3栋2梯501", {"estate": "淘金花园", "building": "3栋", "unit": "2梯", "room": "501"}),
        ("水荫路35号大院12号楼301", {"road": "水荫路", "house_number": "35号大院", "building": "12栋", "room": "301"}),
        ("恩宁路自编3号", {"road": "恩宁路", "house_number": "自编3号"}),
        ("", {}),
    ],
)
def test_a_line_is_cut_into_parts(line: str, parts: dict[str, str]) -> None:
    reading = parse_address(line)
    assert parts_of(reading.value) == parts
    assert reading.rest == ""
    assert not reading.corrected


def test_a_former_district_is_corrected() -> None:
    reading = parse_address("广州市东山区农林下路12号之一302房")
    assert reading.value.district == "越秀区"
    assert reading.corrected
    assert "2005" in reading.notes[0]
    assert tidy(Address(district="东山区")).district == "越秀区"


def test_what_nobody_can_place_is_kept_and_never_refused() -> None:
    reading = parse_address("老地方后面那间")
    assert reading.ok
    assert not reading.value.located
    assert compose_address(reading.value) + reading.rest == "老地方后面那间"


def test_a_posted_list_shows_no_door() -> None:
    address = parse_address("越秀区三眼井东街1号1栋101房").value
    assert compose_address(address, door=False) == "越秀区三眼井东街"
    assert compose_address(address, area=False) == "三眼井东街1号1栋101房"
    assert address.line == "越秀区三眼井东街1号1栋101房"


def test_spellings_of_one_dwelling_share_a_key() -> None:
    one = parse_address("广州市越秀区中山一路12-1号3幢甲房").value
    other = tidy(Address(road="中山一路", house_number="12号之一", building="3", room="A"))
    assert one.key == other.key


roads = st.sampled_from(["三眼井东街", "中山三路", "盘福西街", "寺右一马路", "建设大马路", "农林下路"])


@given(roads, st.integers(1, 999), st.integers(1, 30), st.integers(1, 40), st.integers(1, 12))
def test_what_is_composed_is_read_back(road: str, number: int, building: int, floor: int, door: int) -> None:
    address = Address(
        district="越秀区", road=road, house_number=f"{number}号", building=f"{building}栋", room=f"{floor}{door:02d}"
    )
    assert parse_address(address.line).value == address


@given(st.integers(1, 99))
def test_numerals_and_numbers_are_one(number: int) -> None:
    assert number_in(numeral(number)) == str(number)


@given(st.text(max_size=80))
def test_nothing_makes_it_fall_over(raw: str) -> None:
    assert parse_address(raw).ok
    for normalise in (normalise_house_number, normalise_building, normalise_unit, normalise_floor, normalise_room):
        assert isinstance(normalise(raw), str)
