"""Ages by the civil code and the school cohort (handbook §2, §17.3, §17.15)."""

import datetime as dt

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from residents.domain.ages import age_on, birthday, born_between, born_by, has_turned, school_cohort, school_entry_year

D = dt.date
LEAP = D(2020, 2, 29)


def test_a_person_is_a_year_older_on_the_birthday() -> None:
    assert age_on(D(2004, 5, 20), D(2026, 5, 19)) == 21
    assert age_on(D(2004, 5, 20), D(2026, 5, 20)) == 22
    assert has_turned(D(2004, 5, 20), 22, D(2026, 5, 20))


def test_a_leap_day_child_is_older_on_the_last_of_february() -> None:
    assert birthday(LEAP, 6) == D(2026, 2, 28)
    assert birthday(LEAP, 8) == D(2028, 2, 29)
    assert age_on(LEAP, D(2026, 2, 27)) == 5
    assert age_on(LEAP, D(2026, 2, 28)) == 6
    assert age_on(LEAP, D(2028, 2, 28)) == 7


def test_golden_school_entry() -> None:
    assert school_cohort(2026) == (D(2019, 9, 1), D(2020, 8, 31))
    assert school_entry_year(D(2020, 8, 31)) == 2026
    assert school_entry_year(D(2020, 9, 1)) == 2027
    assert school_entry_year(LEAP) == 2026
    assert school_cohort(2021) == (D(2014, 9, 1), D(2015, 8, 31))
    assert school_cohort(2016) == (D(2009, 9, 1), D(2010, 8, 31))


def test_another_cut_off_and_a_later_entry() -> None:
    assert school_cohort(2026, cut_off=(12, 31)) == (D(2020, 1, 1), D(2020, 12, 31))
    assert school_cohort(2026, cut_off=(2, 29)) == (D(2019, 3, 1), D(2020, 2, 29))
    assert school_cohort(2026, age=7) == (D(2018, 9, 1), D(2019, 8, 31))


def test_an_age_band_is_a_range_of_birth_dates() -> None:
    assert born_between(60, 69, D(2026, 11, 21)) == (D(1956, 11, 22), D(1966, 11, 21))


births = st.dates(D(1900, 1, 1), D(2026, 12, 31))


@given(births, st.dates(D(2000, 1, 1), D(2060, 12, 31)), st.integers(0, 99))
def test_the_range_says_what_the_age_says(birth: dt.date, on: dt.date, age: int) -> None:
    assert (birth <= born_by(age, on)) == has_turned(birth, age, on) == (age_on(birth, on) >= age)
    first, last = born_between(age, age + 9, on)
    assert (first <= birth <= last) == (age <= age_on(birth, on) <= age + 9)


@given(births, st.integers(0, 110))
def test_the_database_counts_the_same(birth: dt.date, age: int) -> None:
    """PostgreSQL's `birth + interval 'n years'` clips to the month's end, as relativedelta does."""
    assert birthday(birth, age) == birth + relativedelta(years=age)


@given(births)
def test_every_child_is_in_exactly_one_cohort(birth: dt.date) -> None:
    year = school_entry_year(birth)
    first, last = school_cohort(year)
    assert first <= birth <= last
    assert school_cohort(year + 1)[0] == last + dt.timedelta(days=1)


@pytest.mark.parametrize("age", [22, 20])
def test_marriage_is_open_on_the_birthday(age: int) -> None:
    """民法典 第一千零四十七条: men 22, women 20."""
    birth = D(2004, 6, 1)
    assert has_turned(birth, age, birthday(birth, age))
    assert not has_turned(birth, age, birthday(birth, age) - dt.timedelta(days=1))
