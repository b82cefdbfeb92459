"""The strip of a life: marks in time, labels that do not collide."""

from datetime import date
from itertools import pairwise

import pytest

from core.ui.strip import FAR, LEFT, NEAR, RIGHT, WIDTH, Mark, Strip, StripItem, build_strip, text_width

BORN, TODAY = date(1955, 3, 12), date(2026, 11, 23)
LIFE = [
    StripItem(BORN, "出生", big=True),
    StripItem(date(1962, 9, 1), "入学"),
    StripItem(date(1972, 8, 1), "参加工作"),
    StripItem(date(1979, 10, 1), "结婚", big=True),
    StripItem(date(1981, 6, 21), "长子"),
    StripItem(date(1984, 4, 20), "长女"),
    StripItem(date(2005, 3, 12), "退休"),
    StripItem(date(2010, 3, 12), "55 岁预建档"),
    StripItem(date(2015, 3, 12), "60 岁建档"),
    StripItem(date(2021, 4, 9), "纳入低保"),
    StripItem(date(2025, 3, 12), "70 岁"),
    StripItem(date(2026, 11, 16), "丧偶"),
    StripItem(date(2035, 3, 12), "满 80 岁"),
]


def _extent(mark: Mark) -> tuple[float, float]:
    width = text_width(mark.label)
    return {
        "middle": (mark.x - width / 2, mark.x + width / 2),
        "start": (mark.x - mark.r, mark.x - mark.r + width),
        "end": (mark.x + mark.r - width, mark.x + mark.r),
    }[mark.anchor]


def _assert_nothing_collides(strip: Strip) -> None:
    for row in (NEAR, FAR):
        extents = sorted(_extent(mark) for mark in strip.marks if mark.label_y == row)
        assert all(first[1] < second[0] for first, second in pairwise(extents))
        assert all(left >= 0 and right <= WIDTH for left, right in extents)
    near = [_extent(mark) for mark in strip.marks if mark.label_y == NEAR]
    leaders = [mark.x for mark in strip.marks if mark.leader]
    assert not [x for x in leaders for left, right in near if left < x < right]


def test_a_long_life_shows_every_label() -> None:
    strip = build_strip(LIFE, born=BORN, today=TODAY)
    _assert_nothing_collides(strip)
    assert all(mark.label_y for mark in strip.marks)
    assert strip.marks[0].x == LEFT and strip.end_x == RIGHT
    assert strip.now_x < RIGHT


def test_an_event_of_these_days_is_told_together_with_today() -> None:
    strip = build_strip(LIFE, born=BORN, today=TODAY)
    now = next(mark for mark in strip.marks if mark.kind == "now")
    assert now.label == "丧偶 · 今天"
    assert "丧偶" not in [mark.label for mark in strip.marks]


def test_what_lies_ahead_is_marked_as_future_and_said_so() -> None:
    strip = build_strip(LIFE, born=BORN, today=TODAY)
    assert [mark.label for mark in strip.marks if mark.kind == "future"] == ["满 80 岁"]
    assert "预计 2035 年满 80 岁" in strip.words


def test_a_crowded_year_keeps_the_dots_and_drops_labels() -> None:
    crowd = [StripItem(date(2020, month, 1), f"第 {month} 件事情") for month in range(1, 13)]
    strip = build_strip([*LIFE, *crowd], born=BORN, today=TODAY)
    _assert_nothing_collides(strip)
    assert len([mark for mark in strip.marks if mark.label.endswith("件事情")]) == 12
    assert any(mark.label_y is None for mark in strip.marks)


def test_a_childs_strip_reaches_past_coming_of_age() -> None:
    born = date(2024, 5, 1)
    coming = [StripItem(date(2030, 5, 1), "满 6 岁"), StripItem(date(2042, 5, 1), "满 18 岁")]
    strip = build_strip([StripItem(born, "出生", big=True), *coming], born=born, today=TODAY)
    assert [mark.label for mark in strip.marks] == ["出生", "今天", "满 6 岁", "满 18 岁"]
    _assert_nothing_collides(strip)


@pytest.mark.parametrize("day", [date(2026, 11, 23), date(2026, 11, 20)])
def test_a_newborn_has_a_strip(day: date) -> None:
    strip = build_strip([StripItem(day, "出生", big=True)], born=day, today=TODAY)
    assert strip.marks and strip.ticks


def test_a_life_that_ended_stops_there() -> None:
    died = date(1998, 4, 3)
    strip = build_strip([*LIFE, StripItem(died, "去世", big=True)], born=BORN, today=TODAY, died=died)
    assert strip.now_x == strip.end_x == RIGHT
    assert strip.marks[-1].label == "去世" and strip.marks[-1].kind == "now"
    assert not [mark for mark in strip.marks if mark.on > died]


def test_the_axis_has_round_years() -> None:
    strip = build_strip(LIFE, born=BORN, today=TODAY)
    assert [tick.label for tick in strip.ticks][:3] == ["1960", "1970", "1980"]
