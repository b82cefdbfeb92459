"""Months from one review to the next."""

from __future__ import annotations

import calendar
import datetime as dt


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day so many months on; where that month is shorter, its last (民法典 第二百零二条)."""
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
