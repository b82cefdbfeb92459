"""The statutory age of retirement, put off step by step since 2025. Pure.

全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定 (2024-09-13) and the State Council's measures annexed to it (国务院关于
渐进式延迟法定退休年龄的办法, article 1 and tables 1-3): from 2025-01-01 men of 60 and women of 55 one month later for every four months,
up to 63 and 58; women of 50 one month later for every two months, up to 55. Whoever reached the former age before 2025
retires by the former rule. The measures allow up to three years earlier or later by choice; that is no statutory day.
"""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Final

BEGINS: Final = dt.date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Line:
    """One of the three tables: the former age, months of birth that cost one month more, and the most months more."""

    key: str
    title: str
    years: int
    step: int
    most: int

    @property
    def first_month(self) -> int:
        """The month of birth (year * 12 + month) of the first who wait longer."""
        return (BEGINS.year - self.years) * 12 + BEGINS.month


MEN: Final = Line("men", "男职工", 60, 4, 36)
WOMEN_55: Final = Line("women-55", "原 55 周岁退休的女职工", 55, 4, 36)
WOMEN_50: Final = Line("women-50", "原 50 周岁退休的女职工", 50, 2, 60)
LINES: Final = {line.key: line for line in (MEN, WOMEN_55, WOMEN_50)}


def months_later(birth: dt.date, line: Line) -> int:
    """How many months after the former age; 0 for those who reached it before 2025."""
    waited = birth.year * 12 + birth.month - line.first_month
    return 0 if waited < 0 else min(line.most, waited // line.step + 1)


def retirement_age(birth: dt.date, line: Line) -> tuple[int, int]:
    """(years, months) of age: a man born in January 1965 retires at 60 years and 1 month."""
    later = months_later(birth, line)
    return line.years + later // 12, later % 12


def retirement_day(birth: dt.date, line: Line) -> dt.date:
    """The day on which that age is reached; where the month has no such day, its last (民法典 第二百零二条)."""
    months = birth.year * 12 + birth.month - 1 + line.years * 12 + months_later(birth, line)
    year, month = divmod(months, 12)
    return dt.date(year, month + 1, min(birth.day, calendar.monthrange(year, month + 1)[1]))
