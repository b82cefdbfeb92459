"""长寿保健金 by age and month: golden values of handbook §6.4, and what the days at the edges do."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elderly.domain.longevity import GIFT, band_at, first_month, gift, judged_on, monthly, paid_in, starts

VALUES = {
    "GZ_LONGEVITY_70-79": Decimal(30),
    "GZ_LONGEVITY_80-89": Decimal(100),
    "GZ_LONGEVITY_90-99": Decimal(200),
    "GZ_LONGEVITY_100+": Decimal(300),
    GIFT: Decimal(1000),
}
MONTH = dt.date(2022, 10, 1)


@pytest.mark.parametrize(
    ("age", "yuan"), [(70, 30), (79, 30), (80, 100), (89, 100), (90, 200), (99, 200), (100, 300), (104, 300)]
)
def test_each_band_has_its_sum(age: int, yuan: int) -> None:
    told = monthly(dt.date(2022 - age, 3, 1), MONTH, VALUES, later=1)
    assert told is not None
    assert told.amount == Decimal(yuan)


def test_below_seventy_nothing_is_due() -> None:
    assert band_at(69) is None
    assert monthly(dt.date(1952, 10, 1), MONTH, VALUES, later=1) is None


@pytest.mark.parametrize(
    ("birth", "later", "first"),
    [
        (dt.date(1952, 5, 31), 1, dt.date(2022, 6, 1)),
        (dt.date(1952, 5, 1), 1, dt.date(2022, 6, 1)),
        (dt.date(1952, 5, 31), 0, dt.date(2022, 5, 1)),
        (dt.date(1952, 2, 29), 1, dt.date(2022, 3, 1)),
        (dt.date(1952, 12, 15), 1, dt.date(2023, 1, 1)),
    ],
)
def test_the_first_month(birth: dt.date, later: int, first: dt.date) -> None:
    assert starts(birth, later) == first
    assert monthly(birth, first, VALUES, later=later) is not None
    before = (first - dt.timedelta(days=1)).replace(day=1)
    assert monthly(birth, before, VALUES, later=later) is None


def test_the_band_changes_with_the_month_after_the_birthday() -> None:
    birth = dt.date(1942, 9, 30)
    sums = [monthly(birth, dt.date(2022, month, 1), VALUES, later=1) for month in (9, 10)]
    assert [told.amount for told in sums if told] == [Decimal(30), Decimal(100)]
    assert "80–89 岁档：每月 100.00 元" in sums[1].steps[0]  # type: ignore[union-attr]


def test_a_sum_that_nobody_knows_waits_and_is_not_invented() -> None:
    told = monthly(dt.date(1942, 1, 1), MONTH, {}, later=1)
    assert told is not None
    assert (told.amount, told.parameter) == (None, "GZ_LONGEVITY_80-89")
    assert "待确认" in told.steps[0]


def test_the_gift_is_paid_once_a_year_from_a_hundred_on() -> None:
    birth = dt.date(1922, 1, 1)
    assert gift(birth, MONTH, VALUES, later=1, in_month=10).amount == Decimal(1000)  # type: ignore[union-attr]
    assert gift(birth, dt.date(2022, 11, 1), VALUES, later=1, in_month=10) is None
    assert gift(birth, MONTH, VALUES, later=1, in_month=None) is None
    assert gift(dt.date(1923, 1, 1), MONTH, VALUES, later=1, in_month=10) is None


def test_the_month_of_a_death_is_paid_and_the_next_is_not() -> None:
    assert paid_in(dt.date(2022, 10, 1), MONTH)
    assert paid_in(dt.date(2022, 10, 31), MONTH)
    assert not paid_in(dt.date(2022, 9, 30), MONTH)


@settings(deadline=None)
@given(
    st.dates(dt.date(1900, 1, 1), dt.date(1960, 12, 31)),
    st.integers(0, 3),
    st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31)),
)
def test_nobody_is_paid_less_for_growing_older(birth: dt.date, later: int, day: dt.date) -> None:
    this = day.replace(day=1)
    told = [monthly(birth, month, VALUES, later=later) for month in (this, first_month(this, 1))]
    sums = [one.amount if one else Decimal(0) for one in told]
    assert sums[0] <= sums[1]  # type: ignore[operator]
    assert judged_on(this, later) < judged_on(first_month(this, 1), later)
