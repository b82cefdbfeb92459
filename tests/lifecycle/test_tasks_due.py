"""Due dates against a day-by-day count, with holidays, make-up days and pauses."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.clock import SHANGHAI
from core.domain.working_days import SpecialDay, WorkingCalendar, official_calendar
from lifecycle.domain.deadlines import Halt, Stop, due_day, due_moment, explain
from lifecycle.domain.due_words import due_words

CALENDAR = official_calendar()
DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2026, 11, 1))


@pytest.mark.parametrize(
    ("start", "number", "due"),
    [
        ("2026-09-21", 5, "2026-09-29"),
        ("2026-09-21", 10, "2026-10-12"),
        ("2026-09-21", 20, "2026-10-26"),
        ("2026-09-21", 30, "2026-11-09"),
        ("2026-02-13", 1, "2026-02-14"),  # a Saturday that is worked
        ("2025-09-26", 20, "2025-10-30"),
        ("2026-04-30", 1, "2026-05-06"),
    ],
)
def test_the_handbook_counts_so(start: str, number: int, due: str) -> None:
    """Handbook §12."""
    found = due_day(CALENDAR, dt.date.fromisoformat(start), number, "working")
    assert found == dt.date.fromisoformat(due)


@st.composite
def stops(draw: st.DrawFn, start: dt.date) -> list[Stop]:
    found, day = [], start
    for _ in range(draw(st.integers(0, 3))):
        day += dt.timedelta(days=draw(st.integers(0, 12)))
        until = day + dt.timedelta(days=draw(st.integers(0, 15)))
        found.append(Stop(day, until, "等鉴定"))
        day = until
    return found


def counted_day_by_day(
    calendar: WorkingCalendar, start: dt.date, number: int, unit: str, pauses: list[Stop]
) -> dt.date:
    """The oracle: cross off one day after another."""
    stopped = {
        stop.since + dt.timedelta(days=offset)
        for stop in pauses
        for offset in range((stop.until - stop.since).days)  # type: ignore[operator]
    }
    day, crossed = start, 0
    while crossed < number:
        day += dt.timedelta(days=1)
        if day not in stopped and (unit == "days" or calendar.is_working(day)):
            crossed += 1
    while number and unit == "days" and (day in stopped or not calendar.is_working(day)):
        day += dt.timedelta(days=1)
    return day


@settings(max_examples=150, deadline=None)
@given(st.data(), DAYS, st.integers(0, 45), st.sampled_from(["working", "days"]))
def test_the_due_day_is_what_crossing_off_days_gives(
    data: st.DataObject, start: dt.date, number: int, unit: str
) -> None:
    pauses = data.draw(stops(start))
    day = due_day(CALENDAR, start, number, unit, pauses)  # type: ignore[arg-type]
    assert day == counted_day_by_day(CALENDAR, start, number, unit, pauses)
    steps = explain(CALENDAR, start, number, unit, pauses, until=start)  # type: ignore[arg-type]
    assert [step.counted for step in steps if step.counted] == list(range(1, number + 1))
    assert [step.date for step in steps] == [start + dt.timedelta(days=n + 1) for n in range((day - start).days)]
    assert all(step.words for step in steps)


@settings(max_examples=60, deadline=None)
@given(st.data(), DAYS, st.integers(1, 30))
def test_a_further_holiday_moves_it_as_counting_anew_does(data: st.DataObject, start: dt.date, number: int) -> None:
    off = data.draw(st.integers(1, 20)) + (start - dt.date.min).days
    day = dt.date.min + dt.timedelta(days=off)
    changed = CALENDAR.with_days({day: SpecialDay(False, "台风停工")})
    before, after = due_day(CALENDAR, start, number, "working"), due_day(changed, start, number, "working")
    assert after == counted_day_by_day(changed, start, number, "working", [])
    assert (after > before) == (CALENDAR.is_working(day) and start < day <= before)  # type: ignore[operator]


def test_a_pause_without_an_end_gives_no_day() -> None:
    start = dt.date(2026, 11, 16)
    pause = [Stop(dt.date(2026, 11, 18), None, "等鉴定")]
    assert due_day(CALENDAR, start, 3, "working", pause) is None
    steps = explain(CALENDAR, start, 3, "working", pause, until=dt.date(2026, 11, 20))
    assert [step.words for step in steps] == ["第 1 个工作日", "暂停：等鉴定", "暂停：等鉴定", "暂停：等鉴定"]


def test_a_limit_in_days_moves_off_the_holiday() -> None:
    """民法典 第二百零三条: the seventh day after 2026-09-24 is in the National Day week."""
    steps = explain(CALENDAR, dt.date(2026, 9, 24), 7, "days", until=dt.date(2026, 9, 24))
    assert (steps[6].words, steps[-1].date, steps[-1].kind) == ("第 7 天", dt.date(2026, 10, 8), "moved")


def test_hours_stand_still_while_paused() -> None:
    start = dt.datetime(2026, 11, 20, 15, tzinfo=SHANGHAI)
    pause = Halt(dt.datetime(2026, 11, 21, 9, tzinfo=SHANGHAI), dt.datetime(2026, 11, 21, 21, tzinfo=SHANGHAI))
    assert due_moment(start, 72) == dt.datetime(2026, 11, 23, 15, tzinfo=SHANGHAI)
    assert due_moment(start, 72, [pause]) == dt.datetime(2026, 11, 24, 3, tzinfo=SHANGHAI)
    assert due_moment(start, 72, [Halt(pause.since)]) is None


def test_minutes_are_counted_and_said_in_minutes() -> None:
    start = dt.datetime(2026, 11, 20, 23, 50, tzinfo=SHANGHAI)
    end = due_moment(start, 30, unit="minutes")
    assert end == dt.datetime(2026, 11, 21, 0, 20, tzinfo=SHANGHAI)
    said = [
        due_words(end.date(), end, now=start + dt.timedelta(minutes=passed), calendar=CALENDAR)
        for passed in (5, 29.5, 31, 95)
    ]
    assert [(one.text, one.tone) for one in said] == [
        ("还剩 25 分钟", "a"),
        ("还剩 1 分钟", "a"),
        ("逾期 1 分钟", "r"),
        ("逾期 2 小时", "r"),
    ]
