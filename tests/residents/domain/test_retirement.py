"""The age of retirement by the tables of 2024-09-13."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.retirement import (
    LINES,
    MEN,
    WOMEN_50,
    WOMEN_55,
    Line,
    months_later,
    retirement_age,
    retirement_day,
)


@pytest.mark.parametrize(
    ("line", "month", "age", "day"),
    [
        (MEN, "1963-12", (60, 0), "2023-12"),
        (MEN, "1964-12", (60, 0), "2024-12"),
        (MEN, "1965-01", (60, 1), "2025-02"),
        (MEN, "1965-04", (60, 1), "2025-05"),
        (MEN, "1965-05", (60, 2), "2025-07"),
        (MEN, "1965-12", (60, 3), "2026-03"),
        (MEN, "1976-08", (62, 11), "2039-07"),
        (MEN, "1976-09", (63, 0), "2039-09"),
        (MEN, "1995-12", (63, 0), "2058-12"),
        (WOMEN_55, "1963-04", (55, 0), "2018-04"),
        (WOMEN_55, "1970-01", (55, 1), "2025-02"),
        (WOMEN_55, "1971-04", (55, 4), "2026-08"),
        (WOMEN_55, "1981-09", (58, 0), "2039-09"),
        (WOMEN_50, "1975-01", (50, 1), "2025-02"),
        (WOMEN_50, "1975-03", (50, 2), "2025-05"),
        (WOMEN_50, "1984-10", (54, 11), "2039-09"),
        (WOMEN_50, "1984-11", (55, 0), "2039-11"),
        (WOMEN_50, "1995-12", (55, 0), "2050-12"),
    ],
)
def test_the_tables(line: Line, month: str, age: tuple[int, int], day: str) -> None:
    birth = dt.date.fromisoformat(f"{month}-01")
    assert retirement_age(birth, line) == age
    assert f"{retirement_day(birth, line):%Y-%m}" == day


def test_a_month_without_the_day_ends_on_its_last() -> None:
    assert retirement_day(dt.date(1966, 12, 31), MEN) == dt.date(2027, 6, 30)


@given(st.dates(dt.date(1940, 1, 1), dt.date(2010, 12, 31)), st.sampled_from(sorted(LINES)))
def test_who_is_born_later_never_retires_earlier(birth: dt.date, key: str) -> None:
    line, next_month = LINES[key], birth.replace(day=1) + dt.timedelta(days=32)
    assert 0 <= months_later(birth, line) <= line.most
    assert retirement_day(birth, line) < retirement_day(next_month.replace(day=28), line)
