"""How values are written on screen: dates, ages, masked numbers, counts. Pure; the template filters call it."""

from __future__ import annotations

from datetime import date, datetime

# A resident number keeps area and check tail: 440199********0269 (issue 2, prototypes/README.md 记号).
_RESIDENT_NUMBER_HEAD = 6
_TAIL = 4
_PHONE_HEAD = 3


def day_text(day: date, *, today: date) -> str:
    """`11-23` within the year of `today`, else `2025-11-23`."""
    return f"{day:%m-%d}" if day.year == today.year else f"{day.year:04d}-{day:%m-%d}"


def moment_text(moment: datetime, *, today: date) -> str:
    """A local moment: `10:42` today, `11-20 10:42` this year, `2025-11-20 10:42` before."""
    clock = f"{moment:%H:%M}"
    return clock if moment.date() == today else f"{day_text(moment.date(), today=today)} {clock}"


def full_years(birth: date, on: date) -> int:
    """Completed years on a day, counted in the calendar: the birthday itself completes a year.

    Someone born on 29 February completes it on 1 March of a common year.
    """
    return on.year - birth.year - ((on.month, on.day) < (birth.month, birth.day))


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
    """A document number with its middle hidden, same length: `440199********0269`; too short to hide: all stars."""
    if "*" in number or not number:
        return number
    head = _RESIDENT_NUMBER_HEAD if len(number) in (15, 18) else min(2, len(number) // 4)
    tail = min(_TAIL, len(number) // 3)
    return number[:head] + "*" * (len(number) - head - tail) + number[len(number) - tail :]


def masked_phone(phone: str) -> str:
    """`136****2290`; a landline keeps its last four digits."""
    if "*" in phone or not phone:
        return phone
    head = _PHONE_HEAD if len(phone) == 11 and phone.startswith("1") else 0
    tail = min(_TAIL, len(phone) // 2)
    return phone[:head] + "*" * (len(phone) - head - tail) + phone[len(phone) - tail :]


def number_tail(number: str) -> str:
    """The narrow form for table columns: `**0269`."""
    return f"**{number[-_TAIL:]}" if number else ""


def thousands(count: int) -> str:
    """`5,812`."""
    return f"{count:,}"
