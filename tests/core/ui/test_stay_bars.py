"""Who was in the household when."""

from datetime import date

import pytest

from core.ui.stay_bars import LEFT, RIGHT, WIDTH, Stay, build_stay_bars
from core.ui.strip import text_width

TODAY = date(2026, 11, 23)
DENG = [
    Stay("邓炳坤", date(1952, 1, 1), date(1998, 4, 3), "1998-04 去世", died=True),
    Stay("邓国强", date(1952, 4, 1), date(2026, 11, 16), "2026-11 去世", died=True),
    Stay("何丽容", date(1979, 10, 1), None, "1979-10 因结婚入户，现仍在户"),
    Stay("邓志明", date(1981, 6, 21), date(2009, 4, 1), "2009-04 迁往天河区"),
    Stay("邓志明", date(2020, 5, 1), None, "2020-05 迁回"),
]


def test_bars_lie_between_the_first_day_and_today() -> None:
    drawn = build_stay_bars(DENG, today=TODAY)
    assert drawn.bars[0].x == LEFT
    assert drawn.bars[2].x + drawn.bars[2].width == RIGHT
    assert [bar.tone for bar in drawn.bars] == ["gone", "gone", "here", "left", "here"]
    assert [label for _, label in drawn.years][:2] == ["1960", "1970"]


def test_a_person_who_came_back_keeps_one_row() -> None:
    drawn = build_stay_bars(DENG, today=TODAY)
    assert [name for _, name in drawn.names] == ["邓炳坤", "邓国强", "何丽容", "邓志明"]
    assert drawn.bars[3].y == drawn.bars[4].y


def test_words_stay_in_the_drawing_and_apart() -> None:
    taken: dict[int, list[tuple[float, float]]] = {}
    for bar in build_stay_bars(DENG, today=TODAY).bars:
        if bar.words_at:
            width = text_width(bar.words)
            left = bar.words_at.x if bar.words_at.anchor == "start" else bar.words_at.x - width
            assert left >= 0 and left + width <= WIDTH
            assert not [span for span in taken.get(bar.y, []) if left < span[1] and span[0] < left + width]
            taken.setdefault(bar.y, []).append((left, left + width))


def test_words_without_room_only_show_on_pointing() -> None:
    drawn = build_stay_bars([*DENG, Stay("邓志明", date(2010, 1, 1), date(2010, 3, 1), "2010-03 又迁出")], today=TODAY)
    assert [bar.words for bar in drawn.bars if bar.words_at is None]


def test_it_is_said_in_words_too() -> None:
    assert "邓炳坤 1952 至 1998" in build_stay_bars(DENG, today=TODAY).words
    assert "何丽容 1979 至今" in build_stay_bars(DENG, today=TODAY).words


def test_a_household_founded_today_and_none_at_all() -> None:
    assert build_stay_bars([Stay("甲", TODAY, None, "今天入户")], today=TODAY).bars[0].width > 0
    with pytest.raises(ValueError, match="nobody"):
        build_stay_bars([], today=TODAY)
