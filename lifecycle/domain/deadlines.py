"""Deadlines that can be read: the day from which a limit counts, each day on the way, pauses, and the last day.

A limit is counted in working days, in calendar days (the last of which moves off a rest day: 民法典 第二百零三条), or in natural
hours or minutes. The day from which it counts is not counted itself (第二百零一条). Days from the pause's first day on do not
count; the day on which it ends does.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from core.domain.working_days import WorkingCalendar

Unit = Literal["working", "days", "hours", "minutes"]
StepKind = Literal["counted", "rest", "holiday", "paused", "moved"]
UNIT_WORDS = {"working": "个工作日", "days": "天", "hours": "小时", "minutes": "分钟"}
# Limits that run by the clock, from a moment on, through nights and holidays.
BY_CLOCK = {"hours": dt.timedelta(hours=1), "minutes": dt.timedelta(minutes=1)}
LONGEST = 3660  # days: a limit longer than ten years is a slip of the pen
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """Days on which time stands still: from `since` until the day before `until` (None: still standing)."""

    since: dt.date
    until: dt.date | None = None
    reason: str = ""

    def holds(self, day: dt.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class Halt:
    """The same for limits by the clock: from a moment to a moment."""

    since: dt.datetime
    until: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """A calendar day on the way: its place in the count (None: it does not count) and why, in words."""

    date: dt.date
    kind: StepKind
    counted: int | None
    words: str
    official: bool = True
    makeup: bool = False


def due_day(
    calendar: WorkingCalendar, start: dt.date, number: int, unit: Unit, stops: Sequence[Stop] = ()
) -> dt.date | None:
    """The last day of a limit in working or calendar days; None while a pause has no end."""
    _sane(number)
    if any(stop.until is None for stop in stops):
        return None
    day, left = start, number
    while left:
        day += _ONE_DAY
        left -= _counts(calendar, day, unit, stops)
    return _moved(calendar, day, unit, stops) if number else day


def due_moment(
    start: dt.datetime, number: int, halts: Sequence[Halt] = (), *, unit: str = "hours"
) -> dt.datetime | None:
    """The end of a limit in natural hours or minutes: holidays count, pauses do not; None while a pause has no end."""
    _sane(number * BY_CLOCK[unit] // _ONE_DAY)
    if any(halt.until is None for halt in halts):
        return None
    end = start + number * BY_CLOCK[unit]
    for halt in sorted(halts, key=lambda one: one.since):
        begin = max(halt.since, start)
        if halt.until is not None and begin < end and halt.until > begin:
            end += halt.until - begin
    return end


def explain(
    calendar: WorkingCalendar,
    start: dt.date,
    number: int,
    unit: Unit,
    stops: Sequence[Stop] = (),
    *,
    until: dt.date,
) -> list[Step]:
    """Every calendar day after `start` to the last one, each with its reason.

    While a pause has no end there is no last day: the days up to `until` are told.
    """
    due = due_day(calendar, start, number, unit, stops)
    return list(_steps(calendar, start, due or until, number, unit, stops))


def _steps(
    calendar: WorkingCalendar, start: dt.date, end: dt.date, number: int, unit: Unit, stops: Sequence[Stop]
) -> Iterator[Step]:
    counted = 0
    for offset in range(1, (end - start).days + 1):
        day = start + dt.timedelta(days=offset)
        official = calendar.is_official(day)
        stop = next((one for one in stops if one.holds(day)), None)
        if stop is not None:
            yield Step(day, "paused", None, f"暂停：{stop.reason}" if stop.reason else "暂停，不计", official)
        elif counted == number:
            yield Step(day, "moved", None, _rest_words(calendar, day) or "顺延到这一天", official)
        elif _counts(calendar, day, unit, ()):
            counted += 1
            yield _counted(calendar, day, counted, unit, official)
        else:
            kind: StepKind = "holiday" if calendar.kind(day) == "holiday" else "rest"
            yield Step(day, kind, None, _rest_words(calendar, day), official)


def _counted(calendar: WorkingCalendar, day: dt.date, place: int, unit: Unit, official: bool) -> Step:
    makeup = unit == "working" and calendar.kind(day) == "makeup"
    said = f"第 {place} 个工作日" if unit == "working" else f"第 {place} 天"
    words = f"{calendar.name(day)}调休上班，{said}" if makeup else said
    return Step(day, "counted", place, words, official, makeup)


def _rest_words(calendar: WorkingCalendar, day: dt.date) -> str:
    kind = calendar.kind(day)
    if kind == "holiday":
        return f"{calendar.name(day) or '法定节假日'}放假，不计"
    return "周末，不计" if kind == "rest" else ""


def _counts(calendar: WorkingCalendar, day: dt.date, unit: Unit, stops: Sequence[Stop]) -> bool:
    if any(stop.holds(day) for stop in stops):
        return False
    return unit == "days" or calendar.is_working(day)


def _moved(calendar: WorkingCalendar, day: dt.date, unit: Unit, stops: Sequence[Stop]) -> dt.date:
    """The last day of a limit in calendar days moves to the next working day that is not paused."""
    while unit == "days" and not _counts(calendar, day, "working", stops):
        day += _ONE_DAY
    return day


def _sane(number: int) -> None:
    if not 0 <= number <= LONGEST:
        raise ValueError(f"时限 {number} 不在 0 到 {LONGEST} 天之间。")
