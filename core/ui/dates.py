"""Reads a day as people type it into a form. The screens have no native date picker: each machine shows another one.

The reading is the same as for imported files (core/domain/dates.py); what is added is what only a person at a keyboard
means: 今天, 8-31 of this year, and a proposal where the day does not exist.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from core.domain.dates import parse_date
from core.domain.text import clean_text

_MONTH_DAY = re.compile(r"(\d{1,2})[-./月](\d{1,2})日?")
_YEAR_MONTH_DAY = re.compile(r"(\d{4})[-./年]?(\d{1,2})[-./月]?(\d{1,2})日?")
_NEAR = {"今天": 0, "昨天": 1, "前天": 2}


class NotADay(ValueError):
    """What is wrong with the text, in the words the user reads; `suggestion` is a day that may be meant."""

    def __init__(self, message: str, suggestion: date | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def parse_day(text: str, *, today: date) -> date:
    """`2026-8-31`, `2026年8月31日`, `20260831`, full width, `8-31` (this year), 今天, 昨天, 前天. Raises NotADay."""
    plain = clean_text(text).value
    if plain in _NEAR:
        return today - timedelta(days=_NEAR[plain])
    if match := _MONTH_DAY.fullmatch(plain):
        plain = f"{today.year}-{match[1]}-{match[2]}"
    if suggestion := _last_day_instead(plain):
        raise NotADay(f"{suggestion.year} 年 {suggestion.month} 月只有 {suggestion.day} 天。", suggestion)
    parsed = parse_date(plain)
    if parsed.problem:
        raise NotADay(f"{parsed.problem.reason}。{parsed.problem.remedy}。")
    if parsed.value is None or parsed.precision != "day":
        raise NotADay("要写到哪一天，例如 2026-08-31。")
    return parsed.value


def _last_day_instead(text: str) -> date | None:
    """The last of the month when the text names a day beyond it (11-31)."""
    match = _YEAR_MONTH_DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    if not 1 <= month <= 12 or not year:
        return None
    last = calendar.monthrange(year, month)[1]
    return date(year, month, last) if last < day <= 31 else None
