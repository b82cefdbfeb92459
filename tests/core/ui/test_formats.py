"""How values are written."""

from datetime import date, datetime

import pytest

from core.clock import SHANGHAI
from core.ui import formats


def test_a_day_of_this_year_is_short() -> None:
    assert formats.day_text(date(2026, 11, 16), today=date(2026, 11, 23)) == "11-16"
    assert formats.day_text(date(2025, 3, 12), today=date(2026, 11, 23)) == "2025-03-12"


def test_a_moment_of_today_is_a_time() -> None:
    today = date(2026, 11, 23)
    assert formats.moment_text(datetime(2026, 11, 23, 10, 42, tzinfo=SHANGHAI), today=today) == "10:42"
    assert formats.moment_text(datetime(2026, 11, 20, 9, 5, tzinfo=SHANGHAI), today=today) == "11-20 09:05"


@pytest.mark.parametrize(
    ("birth", "on", "said"),
    [
        (date(1955, 3, 12), date(2026, 11, 23), "71 岁"),
        (date(2020, 8, 31), date(2026, 8, 30), "5 岁"),
        (date(2020, 8, 31), date(2026, 8, 31), "6 岁"),
        (date(2020, 2, 29), date(2026, 2, 28), "6 岁"),
        (date(2020, 2, 29), date(2024, 2, 28), "3 岁"),
        (date(2026, 4, 20), date(2026, 11, 23), "7 个月"),
        (date(2026, 11, 2), date(2026, 11, 23), "不满 1 个月"),
        (date(2027, 1, 1), date(2026, 11, 23), ""),
    ],
)
def test_ages(birth: date, on: date, said: str) -> None:
    assert formats.age_text(birth, on) == said


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("440199195503120269", "440199********0269"),
        ("440199550312026", "440199*****2026"),
        ("H12345678", "H1*****78"),
        ("440199********0269", "440199********0269"),
        ("", ""),
    ],
)
def test_masked_numbers(number: str, masked: str) -> None:
    assert formats.masked_number(number) == masked


def test_masked_phones() -> None:
    assert formats.masked_phone("13612342290") == "136****2290"
    assert formats.masked_phone("020-83331234") == "020-******34"


def test_tails_and_thousands() -> None:
    assert formats.number_tail("440199195503120269") == "**0269"
    assert formats.thousands(5812) == "5,812"


def test_a_day_as_a_position_in_years() -> None:
    assert formats.year_fraction(date(2026, 1, 1)) == 2026.0
    assert formats.year_fraction(date(2026, 7, 2)) == pytest.approx(2026.5, abs=0.002)
