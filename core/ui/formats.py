"""How values are written on screen: dates, ages, masked numbers, counts. Pure; the template filters call it."""

from __future__ import annotations

from calendar import isleap
from datetime import date, datetime
from decimal import Decimal

_RESIDENT_NUMBER_SHORT = 15
_TAIL = 4


def day_text(day: date, *, today: date) -> str:
    """`11-23` within the year of `today`, else `2025-11-23`."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day.year:04d}-{day:%m-%d}"


def moment_text(moment: datetime, *, today: date) -> str:
    """A local moment: `10:42` today, `11-20 10:42` this year, `2025-11-20 10:42` before."""
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == today else f"{day_text(moment.date(), today=today)} {clock}"


def full_years(birth: date, on: date) -> int:
    """Completed years on a day; the birthday itself completes one.

    民法典 第二百零二条: where the month has no such day, its last one counts, so 29 February completes on 28 February.
    """
    turns = (birth.month, birth.day)
    if turns == (2, 29) and not isleap(on.year):
        turns = (2, 28)
    return on.year - birth.year - ((on.month, on.day) < turns)


def year_fraction(day: date) -> float:
    """A day as a position in years, for drawings: 2026-07-02 → 2026.499."""
    first, following = date(day.year, 1, 1), date(day.year + 1, 1, 1)
    return round(day.year + (day - first).days / (following - first).days, 3)


def age_text(birth: date, on: date) -> str:
    """`71 岁`; under one year `7 个月`; under one month `不满 1 个月`. Empty before birth."""
    if on < birth:
        return ""
    years = full_years(birth, on)
    if years:
        return f"{years} 岁"
    months = (on.year - birth.year) * 12 + on.month - birth.month - (on.day < birth.day)
    return f"{months} 个月" if months else "不满 1 个月"


def masked_number(number: str) -> str:
    """`440199********0269`; a shorter document keeps two characters at each end. Already masked text stays."""
    if "*" in number:
        return number
    if len(number) >= _RESIDENT_NUMBER_SHORT:
        return f"{number[:6]}{'*' * (len(number) - 10)}{number[-4:]}"
    if len(number) > 4:
        return f"{number[:2]}{'*' * (len(number) - 4)}{number[-2:]}"
    return "*" * len(number)


def masked_phone(phone: str) -> str:
    """`136****2290`; a landline keeps its area code and last two digits. Already masked text stays."""
    if "*" in phone:
        return phone
    if len(phone) == 11 and phone.startswith("1"):
        return f"{phone[:3]}****{phone[-4:]}"
    area, dash, number = phone.rpartition("-")
    if len(number) < 5:
        return "*" * len(phone)
    return f"{area}{dash}{'*' * (len(number) - 2)}{number[-2:]}"


def number_tail(number: str) -> str:
    """The narrow form for table columns: `**0269`."""
    return f"**{number[-_TAIL:]}" if number else ""


def money(amount: Decimal) -> str:
    """`1,714.00`: yuan, without the word."""
    return f"{amount:,.2f}"


def thousands(count: int) -> str:
    """`5,812`."""
    return f"{count:,}"
