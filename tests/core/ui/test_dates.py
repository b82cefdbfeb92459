"""Days as people type them."""

from datetime import date

import pytest

from core.ui.dates import NotADay, parse_day

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-08-31", date(2026, 8, 31)),
        ("2026-8-31", date(2026, 8, 31)),
        ("2026.8.31", date(2026, 8, 31)),
        ("2026/08/31", date(2026, 8, 31)),
        ("2026年8月31日", date(2026, 8, 31)),
        ("20260831", date(2026, 8, 31)),
        ("２０２６－０８－３１", date(2026, 8, 31)),
        (" 11-03 ", date(2026, 11, 3)),
        ("11月3日", date(2026, 11, 3)),
        ("今天", TODAY),
        ("前天", date(2026, 11, 21)),
        ("2024-02-29", date(2024, 2, 29)),
    ],
)
def test_usual_ways_of_writing(typed: str, meant: date) -> None:
    assert parse_day(typed, today=TODAY) == meant


def test_a_day_beyond_the_month_proposes_the_last_one() -> None:
    with pytest.raises(NotADay, match="11 月只有 30 天") as refused:
        parse_day("2026-11-31", today=TODAY)
    assert refused.value.suggestion == date(2026, 11, 30)


@pytest.mark.parametrize("typed", ["26-08-31", "明天吧", "2026-13-01", "2026-08", "-"])
def test_what_cannot_be_a_day_is_refused_in_words(typed: str) -> None:
    with pytest.raises(NotADay) as refused:
        parse_day(typed, today=TODAY)
    assert str(refused.value).endswith("。")
    assert refused.value.suggestion is None
