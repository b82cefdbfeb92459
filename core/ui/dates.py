"""Reads a day as people type it. The screens have no native date picker: each machine shows another one."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_YEAR_MONTH_DAY = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NEAR = {"今天": 0, "昨天": 1, "前天": 2}


class NotADay(ValueError):
    """What is wrong with the text, in the words the user reads; `suggestion` is a day that may be meant."""

    def __init__(self, message: str, suggestion: date | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def parse_day(text: str, *, today: date) -> date:
    """`2026-8-31`, `2026.8.31`, `2026/8/31`, `2026年8月31日`, `20260831`, `8-31` (this year), 今天, 昨天, 前天.

    Full-width digits count as digits. Two-digit years are refused: 26-08-31 could be 1926 or 2026.
    Raises NotADay.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain in _NEAR:
        return date.fromordinal(today.toordinal() - _NEAR[plain])
    for pattern in (_YEAR_MONTH_DAY, _COMPACT):
        if match := pattern.fullmatch(plain):
            year, month, day = (int(part) for part in match.groups())
            return _day(year, month, day)
    if match := _MONTH_DAY.fullmatch(plain):
        month, day = (int(part) for part in match.groups())
        return _day(today.year, month, day)
    if re.fullmatch(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?", plain):
        raise NotADay("年份要写 4 位，例如 2026-08-31。")
    raise NotADay("看不出是哪一天。按 年-月-日 写，例如 2026-08-31。")


def _day(year: int, month: int, day: int) -> date:
    if not 1 <= month <= 12:
        raise NotADay(f"没有 {month} 月。请核对月份。")
    last = _last_day(year, month)
    if not 1 <= day <= last.day:
        raise NotADay(f"{year} 年 {month} 月只有 {last.day} 天。", suggestion=last)
    return date(year, month, day)


def _last_day(year: int, month: int) -> date:
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_of_next.toordinal() - 1)
