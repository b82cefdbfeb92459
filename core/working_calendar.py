"""The working-day calendar in use: the years that ship with the product, and those an office has imported."""

from __future__ import annotations

from django.db.models import Count, Max

from core.domain.working_days import SpecialDay, WorkingCalendar, official_calendar
from core.models import CalendarDay

_kept: tuple[object, WorkingCalendar] | None = None


def working_calendar() -> WorkingCalendar:
    """The calendar that deadlines count by. One short query sees whether a year was imported since the last call."""
    global _kept
    version = tuple(CalendarDay.objects.aggregate(Count("day"), Max("recorded_at")).values())
    kept = _kept
    if kept is None or kept[0] != version:
        kept = _kept = version, official_calendar().with_days(_imported())
    return kept[1]


def _imported() -> dict:
    return {row.day: SpecialDay(row.is_working, row.name) for row in CalendarDay.objects.all()}
