"""What the numbers of the place say of a case: who confirms, how long it may take, how long it hangs."""

from __future__ import annotations

import datetime as dt

from aid.models import AidCase
from aid.parameters import cases as limits
from core.parameters import Reading, read
from core.working_calendar import working_calendar
from lifecycle.domain.deadlines import Step, due_day, explain


def confirmed_by_street(case: AidCase) -> bool:
    """Has the province delegated confirmation to the street (社会救助法 第四十四条)? By the day of acceptance."""
    reading = read(limits.CONFIRMED_BY, on=case.accepted_on or case.applied_on, area=case.area_code)
    return str(reading.value or "").startswith("街道")


def whole_limit(case: AidCase) -> Reading:
    """Working days from acceptance to the decision, in force on the day of acceptance."""
    key = limits.WHOLE_LONG if case.extended else limits.WHOLE
    return read(key, on=case.accepted_on or case.applied_on, area=case.area_code)


def due_on(case: AidCase) -> dt.date | None:
    """The last day for a decision; None before acceptance, or while nobody has recorded the limit."""
    limit = whole_limit(case)
    if case.accepted_on is None or limit.value is None:
        return None
    return due_day(working_calendar(), case.accepted_on, int(limit.value), "working")


def due_steps(case: AidCase, *, until: dt.date) -> list[Step]:
    """The way to that day, day by day."""
    limit = whole_limit(case)
    if case.accepted_on is None or limit.value is None:
        return []
    return explain(working_calendar(), case.accepted_on, int(limit.value), "working", until=until)


def posting_days(case: AidCase, on: dt.date) -> Reading:
    """Natural days that the street's opinion hangs before confirmation; 0 where the place does not post it."""
    return read(limits.POSTING, on=on, area=case.area_code)


def published_days(case: AidCase, on: dt.date) -> Reading:
    """Natural days that a confirmation hangs; without a value until somebody takes it down."""
    return read(limits.PUBLISHED, on=on, area=case.area_code)


def review_months(case: AidCase, review_class: str, on: dt.date) -> Reading:
    """Months from one review to the next for a class."""
    return read(limits.REVIEW_MONTHS[review_class], on=on, area=case.area_code)
