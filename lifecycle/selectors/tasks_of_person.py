"""What is to do for one person, for the panel on their page: two statements at most."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, IntegerField, QuerySet, When

from core import clock
from core.working_calendar import working_calendar
from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import Task
from lifecycle.selectors.tasks import TaskLine, kind_of, said_due, visible

SHOWN = 6


def tasks_about(user: Any, person: int) -> QuerySet[Task]:
    """All of them that the user may see, each once."""
    return visible(user).filter(people__person_id=person).distinct()


def tasks_of_person(user: Any, person: int) -> list[TaskLine]:
    """Open ones first, soonest due first, then those closed last."""
    waits = Case(When(state__in=OPEN_STATES, then=0), default=1, output_field=IntegerField())
    rows = tasks_about(user, person).select_related("assignee")
    found: list[Task] = list(rows.order_by(waits, "due_order", "-pk")[:SHOWN])
    if not found:
        return []
    calendar, now = working_calendar(), clock.now()
    return [TaskLine(task, kind_of(task), said_due(task, now=now, calendar=calendar)) for task in found]
