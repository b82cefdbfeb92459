"""Months as the first of their days."""

from __future__ import annotations

import datetime as dt


def month_of(day: dt.date) -> dt.date:
    """The first day of a day's month."""
    return day.replace(day=1)


def months_on(month: dt.date, number: int) -> dt.date:
    """The first day of the month so many months later (earlier, when negative)."""
    place = month.year * 12 + month.month - 1 + number
    return dt.date(place // 12, place % 12 + 1, 1)


def last_day_of(month: dt.date) -> dt.date:
    """The last day of a month."""
    return months_on(month, 1) - dt.timedelta(days=1)


def read_month(text: str) -> dt.date:
    """`2026-11` as its first day; ValueError for anything else."""
    year, _, month = text.partition("-")
    if len(year) != 4 or len(month) != 2:
        raise ValueError(f"no month: {text!r}")
    return dt.date(int(year), int(month), 1)


def written(month: dt.date) -> str:
    """`2026-11`, as addresses and screens write it."""
    return f"{month:%Y-%m}"
