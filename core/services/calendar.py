"""The working-day calendar: a later year's official arrangement, imported by an office."""

from __future__ import annotations

from typing import Any

from core import clock
from core.audit import acting, log_read
from core.domain.notice import Notice
from core.domain.working_days import official_calendar
from core.errors import Conflict, NotAllowed, UserError
from core.models import CalendarDay
from core.recounting import after_notice


def record_notice(notice: Notice, *, source: str, by: Any) -> int:
    """Write a year's arrangement, replacing what was recorded for that year; returns the number of days.

    Raises UserError: problems in the notice, days of more than one year, no document number; Conflict: a year that
    ships with the product (its notice is known and does not change).
    """
    if not by.has_permission("calendar.edit"):
        raise NotAllowed("录入节假日安排归区级工作人员或系统管理员。")
    if notice.problems:
        raise UserError(notice.problems[0], field="text")
    if len(notice.years) != 1:
        years = "、".join(str(year) for year in notice.years)
        raise UserError(f"一次录一年，这里有 {years} 年的日子。", field="text", remedy="请分开录。")
    year = notice.years[0]
    if year in official_calendar().official_years:
        raise Conflict(f"{year} 年的安排已随产品发布，不用再录。", field="text")
    if not source.strip():
        raise UserError("要写文号。", field="source", remedy="例如 国办发明电〔2026〕11 号。")
    with acting(by=by.username, why=f"录入 {year} 年节假日安排"):
        now = clock.now()
        CalendarDay.objects.filter(day__year=year).delete()
        rows = CalendarDay.objects.bulk_create(
            [
                CalendarDay(
                    day=day.day,
                    is_working=day.works,
                    name=day.name,
                    source=source.strip(),
                    recorded_at=now,
                    recorded_by=by.username,
                )
                for day in notice.days
            ]
        )
        log_read(
            by=by, action="录入节假日安排", kind="calendar", label=f"{year} 年 {len(rows)} 天", reason=source.strip()
        )
        after_notice([year], by=by.username, why=f"{year} 年放假安排（{source.strip()}）")
    return len(rows)
