"""Readers of a register's fields: text to value, or a ValueError in the clerk's words (core/register/declaration.Field)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core import clock
from core.domain.dates import parse_date
from core.domain.phones import read_phones
from core.domain.reading import Problem
from core.domain.uscc import read_credit_code


def whole_number(least: int, most: int, unit: str) -> Callable[[str], int]:
    """`12`, `12层` → 12; outside the bounds is a mistake."""

    def read(written: str) -> int:
        digits = written.strip().removesuffix(unit).strip()
        if not digits.isdecimal() or not least <= int(digits) <= most:
            raise ValueError(f"要填 {least} 到 {most} 的整数。")
        return int(digits)

    return read


def past_year(least: int = 1800) -> Callable[[str], int]:
    """A year that is over or running, as four digits; 1985年 counts as 1985."""

    def read(written: str) -> int:
        digits, this_year = written.strip().removesuffix("年"), clock.today().year
        if not digits.isdecimal() or not least <= int(digits) <= this_year:
            raise ValueError(f"要填四位年份，{least} 到 {this_year}。")
        return int(digits)

    return read


def past_day(written: str) -> str:
    """A day up to today in any of the usual spellings, as `2026-03-05`."""
    reading = parse_date(written, today=clock.today())
    _refuse(reading.problem)
    if reading.value is None:
        raise ValueError("看不懂这个日期。请按 2026-03-05 写。")
    return reading.value.isoformat()


def phone(written: str) -> str:
    """A telephone number; 8 digits are a landline of Guangzhou (D19)."""
    reading = read_phones(written, area_code="020")
    _refuse(reading.problem)
    return reading.value


def credit_code(written: str) -> str:
    """A unified social credit code with its check character (GB 32100-2015)."""
    reading = read_credit_code(written)
    _refuse(reading.problem)
    return reading.value or ""


def one_of(words: Sequence[str]) -> Callable[[str], str]:
    """One of the declared words."""

    def read(written: str) -> str:
        text = written.strip()
        if text not in words:
            raise ValueError(f"「{text}」不在选项里。请填：{'、'.join(words)}。")
        return text

    return read


def degrees(written: str) -> str:
    """`113.2644, 23.1291` (longitude, latitude) → the same without spaces; order and country are checked."""
    parts = written.replace("，", ",").replace(" ", "").split(",")
    try:
        longitude, latitude = map(float, parts)
    except ValueError:
        raise ValueError("经纬度按「经度,纬度」写，例如 113.2644,23.1291。") from None
    if not (73 < longitude < 136 and 3 < latitude < 54):
        turned = 73 < latitude < 136 and 3 < longitude < 54
        raise ValueError("经度和纬度写反了，经度在前。" if turned else "这个位置不在中国境内。请核对经纬度。")
    return f"{longitude},{latitude}"


def _refuse(problem: Problem | None) -> None:
    if problem is not None:
        raise ValueError(f"{problem.reason}。{problem.remedy}。")
