"""Who is due for the yearly check-up (基本公共卫生服务 老年人健康管理: 65 and older, once in a calendar year)."""

from __future__ import annotations

import datetime as dt


def year_begins(day: dt.date) -> dt.date:
    """The first day of the calendar year that a check-up counts for."""
    return dt.date(day.year, 1, 1)


def is_due(*, age: int | None, least: int, last_exam: dt.date | None, on: dt.date) -> bool:
    """Old enough, and not examined in this calendar year up to the day."""
    return age is not None and age >= least and (last_exam is None or last_exam < year_begins(on))


def waiting_words(last_exam: dt.date | None, on: dt.date) -> str:
    """上次 2024-05-11, or that no check-up is known."""
    if last_exam is None:
        return "没有体检记录"
    years = on.year - last_exam.year
    return f"上次 {last_exam.isoformat()}，{'去年' if years == 1 else f'{years} 年前'}"
