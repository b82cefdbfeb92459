"""The working-day calendar as the page draws it."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass

from core.domain.working_days import DayKind, WorkingCalendar
from core.models import CalendarDay

WORDS = {"holiday": "放假", "makeup": "调休上班", "rest": "周末", "work": "上班"}
_NOTICE_MONTH = 11  # the State Council publishes the next year's notice about November


@dataclass(frozen=True)
class DayCell:
    """A day in the month table; None in a week stands for a day of another month."""

    day: dt.date
    kind: DayKind
    name: str

    @property
    def words(self) -> str:
        return self.name or WORDS[self.kind]


@dataclass(frozen=True)
class Month:
    number: int
    weeks: list[list[DayCell | None]]


@dataclass(frozen=True)
class Year:
    """A year with its months. `official`: its notice is known; else Monday–Friday is assumed and the page says so."""

    number: int
    official: bool
    working_days: int
    months: list[Month]
    source: str


def year_of(known: WorkingCalendar, year: int) -> Year:
    """Monday first, as Chinese calendars in offices are."""
    row = CalendarDay.objects.filter(day__year=year).first()
    official = year in known.official_years
    shipped = "随产品发布（chinesecalendar 1.11.0，依据国务院办公厅历年通知）"
    first, last = dt.date(year, 1, 1), dt.date(year, 12, 31)
    return Year(
        number=year,
        official=official,
        working_days=known.count(first - dt.timedelta(days=1), last),
        months=[_month(known, year, month) for month in range(1, 13)],
        source=row.source if row else shipped if official else "",
    )


def _month(known: WorkingCalendar, year: int, month: int) -> Month:
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, month)
    return Month(month, [[_cell(known, day) if day.month == month else None for day in week] for week in weeks])


def _cell(known: WorkingCalendar, day: dt.date) -> DayCell:
    return DayCell(day, known.kind(day), known.name(day))


def missing_years(known: WorkingCalendar, today: dt.date) -> list[int]:
    """Years that deadlines already reach into and whose notice is not known: this year, and from November the next."""
    wanted = [today.year, today.year + 1] if today.month >= _NOTICE_MONTH else [today.year]
    return [year for year in wanted if year not in known.official_years]
