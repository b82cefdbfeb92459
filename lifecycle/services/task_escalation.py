"""What stays undone goes up: to the street, from the street to the district; shown with who, when and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from core import clock
from core.parameters import ParameterBook
from core.scope import as_system
from core.working_calendar import working_calendar
from lifecycle.domain.task_states import RUNNING_STATES
from lifecycle.models import Task
from lifecycle.parameters import ESCALATE_AFTER
from lifecycle.services.task_moves import move
from lifecycle.tasking.declaration import task_kinds

_BY = "system"
_STREET, _DISTRICT = 9, 6  # digits of their codes


def office_above(area: str, reported: str = "") -> str:
    """The code of the office that hears of it next: the street, then the district; empty above that.

    `reported`: where it went already.
    """
    here = reported or area
    if len(here) > _STREET:
        return here[:_STREET]
    return here[:_DISTRICT] if len(here) > _DISTRICT else ""


def escalate(offices: Mapping[int, str], *, by: str, why: str) -> list[int]:
    """Report tasks up: {task id: area code of the office}; returns the ids of those that could be."""
    moved: list[int] = []
    for office in sorted(set(offices.values())):
        ids = [pk for pk, code in offices.items() if code == office]
        moved += move(
            ids, "escalate", by=by, words=why, escalated_to=office, escalated_at=clock.now(), escalated_why=why[:200]
        )
    return moved


def escalate_overdue(*, on: dt.date) -> int:
    """By night: whatever is overdue by the parameter's working days in its area goes to the street, once. Returns how many."""
    with as_system("the nightly job looks at every area"):
        waiting = Task.objects.filter(
            state__in=RUNNING_STATES,
            due_order__lt=on,
            escalated_to="",
            kind__in=[kind.key for kind in task_kinds if kind.escalates],
        )
        days = _late_days(set(waiting.values_list("area_code", flat=True)), on)
        number = 0
        for late, areas in days.items():
            last = working_calendar().add(on, -late)
            rows = waiting.filter(area_code__in=areas, due_order__lte=last)
            offices = {pk: office_above(area) for pk, area in rows.values_list("pk", "area_code")}
            offices = {pk: office for pk, office in offices.items() if office}
            number += len(escalate(offices, by=_BY, why=f"逾期 {late} 个工作日没有办结，自动上报"))
        return number


def _late_days(areas: set[str], on: dt.date) -> dict[int, list[str]]:
    """{working days after which it is reported: areas}; where no number is in force nothing is reported by itself."""
    book, found = ParameterBook([ESCALATE_AFTER.key]), dict[int, list[str]]()
    for area in areas:
        value = book.read(ESCALATE_AFTER.key, on=on, area=area).value
        if value is not None:
            found.setdefault(max(1, int(value)), []).append(area)
    return found
