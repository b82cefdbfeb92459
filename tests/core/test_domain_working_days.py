"""The official working-day calendar (handbook §12) and the clock."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.domain.working_days import SpecialDay, WorkingCalendar, official_calendar, read_special_days

D = dt.date
CALENDAR = official_calendar()


@pytest.mark.parametrize(
    ("start", "n", "end"),
    [
        (D(2026, 9, 21), 5, D(2026, 9, 29)),
        (D(2026, 9, 21), 10, D(2026, 10, 12)),
        (D(2026, 9, 21), 20, D(2026, 10, 26)),
        (D(2026, 9, 21), 30, D(2026, 11, 9)),
        (D(2026, 2, 13), 1, D(2026, 2, 14)),
        (D(2025, 9, 26), 20, D(2025, 10, 30)),
        (D(2026, 4, 30), 1, D(2026, 5, 6)),
    ],
)
def test_golden_deadlines(start: dt.date, n: int, end: dt.date) -> None:
    assert CALENDAR.add(start, n) == end
    assert CALENDAR.count(start, end) == n


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(year: int, days: int) -> None:
    assert CALENDAR.count(D(year - 1, 12, 31), D(year, 12, 31)) == days


def test_make_up_days_of_2025_and_2026() -> None:
    expected = [D(2025, 1, 26), D(2025, 2, 8), D(2025, 4, 27), D(2025, 9, 28), D(2025, 10, 11)]
    expected += [D(2026, 1, 4), D(2026, 2, 14), D(2026, 2, 28), D(2026, 5, 9), D(2026, 9, 20), D(2026, 10, 10)]
    days = (D(2025, 1, 1) + dt.timedelta(days=n) for n in range(730))
    assert [day for day in days if CALENDAR.kind(day) == "makeup"] == expected


def test_every_day_to_a_deadline_says_why_it_counts() -> None:
    steps = CALENDAR.explain(D(2026, 9, 21), 5)
    assert [step.date.day for step in steps] == [22, 23, 24, 25, 26, 27, 28, 29]
    assert [step.counted for step in steps] == [1, 2, 3, None, None, None, 4, 5]
    assert steps[3].words == "中秋节放假\uff0c不计"
    assert all(step.official for step in steps)
    made_up = CALENDAR.explain(D(2026, 2, 13), 1)
    assert [(step.kind, step.counted) for step in made_up] == [("makeup", 1)]


def test_a_year_without_a_notice_falls_back_and_says_so() -> None:
    assert not CALENDAR.is_official(D(2027, 10, 1))
    steps = CALENDAR.explain(D(2026, 12, 31), 1)
    assert [(step.date, step.official) for step in steps] == [(D(2027, 1, 1), False)]


def test_a_later_notice_is_added_without_changing_the_old_calendar() -> None:
    days = read_special_days([{"date": "2027-01-01", "type": "休", "holiday": "元旦"}])
    newer = CALENDAR.with_days(days)
    assert newer.add(D(2026, 12, 31), 1) == D(2027, 1, 4)
    assert newer.is_official(D(2027, 5, 1))
    assert CALENDAR.is_working(D(2027, 1, 1))


@pytest.mark.parametrize("row", [{"date": "2027-01-01", "type": "放假"}, {"date": "1/1/27", "type": "休"}])
def test_a_bad_line_of_a_notice_is_named(row: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="第2行"):
        read_special_days([row])


def test_an_office_closed_for_a_weekend_opens_on_monday() -> None:
    assert CALENDAR.next_working(D(2026, 11, 21)) == D(2026, 11, 23)
    assert CALENDAR.next_working(D(2026, 11, 23)) == D(2026, 11, 23)


@given(st.dates(D(2004, 1, 1), D(2026, 6, 30)), st.integers(0, 120))
def test_adding_and_counting_agree(start: dt.date, n: int) -> None:
    end = CALENDAR.add(start, n)
    assert CALENDAR.count(start, end) == n
    assert CALENDAR.count(end, start) == -n
    assert n == 0 or CALENDAR.is_working(end)
    steps = CALENDAR.explain(start, n)
    assert sum(step.counted is not None for step in steps) == n
    assert not steps or steps[-1].date == end


@given(st.dates(D(2005, 1, 1), D(2026, 12, 31)), st.integers(1, 60))
def test_counting_back_undoes_counting_on(day: dt.date, n: int) -> None:
    working = CALENDAR.next_working(day)
    assert CALENDAR.add(CALENDAR.add(working, n), -n) == working


def test_a_plain_calendar_knows_only_weekends() -> None:
    plain = WorkingCalendar({D(2030, 5, 1): SpecialDay(False, "劳动节")})
    assert plain.official_years == frozenset({2030})
    assert plain.kind(D(2030, 5, 1)) == "holiday"
    assert plain.kind(D(2030, 5, 4)) == "rest"


def test_the_clock_is_in_china_and_can_travel() -> None:
    assert clock.now().utcoffset() == dt.timedelta(hours=8)
    with clock.travel(D(2026, 8, 31)):
        assert clock.today() == D(2026, 8, 31)
        with clock.travel(dt.datetime(2026, 9, 1, 0, 30)):  # noqa: DTZ001
            assert clock.today() == D(2026, 9, 1)
        assert clock.today() == D(2026, 8, 31)
    assert clock.today() != D(2026, 8, 31)


def test_late_evening_in_london_is_tomorrow_in_guangzhou() -> None:
    with clock.travel(dt.datetime(2026, 8, 31, 20, 0, tzinfo=ZoneInfo("Europe/London"))):
        assert clock.today() == D(2026, 9, 1)
