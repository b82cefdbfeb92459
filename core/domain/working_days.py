"""Working days by the State Council's yearly notices: holidays and make-up days.

The notices name two kinds of exception to Monday–Friday: 休 (a day off) and 班 (a weekend day
worked instead). A year without a notice falls back to Monday–Friday and says so
(`official=False`), because a deadline counted there may move when the notice appears.
"""

import csv
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

DayKind = Literal["work", "rest", "holiday", "makeup"]

_DATA = Path(__file__).resolve().parent.parent / "data" / "working_calendar.csv"
_ONE_DAY = dt.timedelta(days=1)
_HOLIDAYS = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """One line of a yearly notice: a day off (`works` False) or a make-up day, and its holiday."""

    works: bool
    holiday: str = ""


@dataclass(frozen=True, slots=True)
class DayStep:
    """One calendar day on the way to a deadline.

    `counted` is its place in the count (1 … n), None for a day that does not count.
    `official` is False when no notice for that year was known.
    """

    date: dt.date
    kind: DayKind
    counted: int | None
    holiday: str = ""
    official: bool = True

    @property
    def words(self) -> str:
        """The day in Chinese, as a clerk would say why it counts or not."""
        if self.kind == "holiday":
            return f"{self.holiday or '法定节假日'}放假，不计"
        if self.kind == "makeup":
            return f"{self.holiday}调休上班，第{self.counted}个工作日"
        if self.kind == "rest":
            return "周末，不计"
        return f"第{self.counted}个工作日"


class WorkingCalendar:
    """Which days work. Immutable; `with_days` gives a calendar that knows more."""

    def __init__(self, days: Mapping[dt.date, SpecialDay], official_years: Iterable[int] | None = None) -> None:
        self._days = dict(days)
        self._years = frozenset(official_years) if official_years is not None else frozenset(d.year for d in days)

    @property
    def official_years(self) -> frozenset[int]:
        """The years whose notice is known."""
        return self._years

    def is_official(self, day: dt.date) -> bool:
        return day.year in self._years

    def with_days(self, days: Mapping[dt.date, SpecialDay]) -> "WorkingCalendar":
        """This calendar with the notice of further years; a day given here wins."""
        return WorkingCalendar({**self._days, **days}, self._years | {d.year for d in days})

    def kind(self, day: dt.date) -> DayKind:
        special = self._days.get(day)
        if special is not None:
            if not special.works:
                return "holiday"
            # A notice may repeat an ordinary weekday; only a weekend day is made up.
            return "makeup" if day.weekday() >= 5 else "work"
        return "rest" if day.weekday() >= 5 else "work"

    def name(self, day: dt.date) -> str:
        """The holiday that a notice moves this day for; "" for an ordinary day."""
        special = self._days.get(day)
        return special.holiday if special else ""

    def is_working(self, day: dt.date) -> bool:
        return self.kind(day) in ("work", "makeup")

    def add(self, start: dt.date, n: int) -> dt.date:
        """The n-th working day after `start`; the day itself never counts (民法典 第二百零一条).

        Negative n counts back. n = 0 gives `start`.
        """
        step = _ONE_DAY if n >= 0 else -_ONE_DAY
        day, left = start, abs(n)
        while left:
            day += step
            if self.is_working(day):
                left -= 1
        return day

    def count(self, start: dt.date, end: dt.date) -> int:
        """Working days after `start` up to and including `end`; negative when `end` is earlier."""
        if end < start:
            return -self.count(end, start)
        return sum(1 for day in _days_between(start, end) if self.is_working(day))

    def next_working(self, day: dt.date) -> dt.date:
        """`day` itself if it works, else the first later day that does (民法典 第二百零三条)."""
        while not self.is_working(day):
            day += _ONE_DAY
        return day

    def explain(self, start: dt.date, n: int) -> list[DayStep]:
        """Every calendar day after `start` until the n-th working day, each with its reason."""
        steps: list[DayStep] = []
        number = 0
        for day in _days_between(start, self.add(start, max(n, 0))):
            kind = self.kind(day)
            works = kind in ("work", "makeup")
            number += works
            special = self._days.get(day)
            holiday = special.holiday if special else ""
            steps.append(DayStep(day, kind, number if works else None, holiday, self.is_official(day)))
        return steps


def _days_between(start: dt.date, end: dt.date) -> Iterator[dt.date]:
    """Days after `start` up to and including `end`."""
    for offset in range(1, (end - start).days + 1):
        yield start + dt.timedelta(days=offset)


def read_special_days(rows: Iterable[Mapping[str, str]]) -> dict[dt.date, SpecialDay]:
    """Rows with `date` (ISO), `type` (休 or 班) and `holiday_en` or `holiday`.

    Raises ValueError in plain Chinese, with the line number of a sheet that has one header line.
    """
    days: dict[dt.date, SpecialDay] = {}
    for line, row in enumerate(rows, start=2):
        kind = (row.get("type") or "").strip()
        if kind not in ("休", "班"):
            raise ValueError(f"第{line}行：类型“{kind}”应为“休”或“班”")
        try:
            day = dt.date.fromisoformat((row.get("date") or "").strip())
        except ValueError as error:
            raise ValueError(f"第{line}行：日期“{row.get('date')}”应写成 2027-01-01 的样子") from error
        english = row.get("holiday_en") or ""
        days[day] = SpecialDay(kind == "班", row.get("holiday") or _HOLIDAYS.get(english, english))
    return days


@cache
def official_calendar() -> WorkingCalendar:
    """The calendar shipped with the product (2004–2026, `core/data/working_calendar.csv`)."""
    with _DATA.open(encoding="utf-8", newline="") as file:
        return WorkingCalendar(read_special_days(csv.DictReader(file)))
