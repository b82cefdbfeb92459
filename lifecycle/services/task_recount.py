"""Due dates are counted anew when days count differently: a pause ended, the calendar or a parameter changed.

Set-based: each start and limit is worked out once. What changes is written beside the task: was → now, why.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import connection
from django.db.models import Q, QuerySet
from psycopg2.extras import execute_values

from core import clock
from core.clock import SHANGHAI
from core.scope import as_system
from core.working_calendar import working_calendar
from lifecycle.domain.deadlines import BY_CLOCK, Halt, Stop, due_day, due_moment
from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import Task, TaskPause, TaskStep
from lifecycle.services.task_moves import record
from lifecycle.tasking.limits import DueDays, Measure, Measured, by_clock

_COLUMNS = "id, due_on, due_at, number, document, certainty"


def recount(ids: Iterable[int], *, by: str, why: str) -> int:
    """Count the due dates of these tasks anew with the limits as they stand written; returns how many changed."""
    return _recount(Task.objects.filter(pk__in=list(ids)), by=by, why=why)


def calendar_changed(years: Iterable[int], *, by: str, why: str) -> int:
    """A year's arrangement was recorded: open tasks whose way leads through that year are counted anew."""
    ways = Q(pk__in=[])
    for year in years:
        ways |= Q(starts_on__lt=dt.date(year + 1, 1, 1), due_on__gte=dt.date(year, 1, 1))
    with as_system("a calendar counts for every area"):
        return _recount(Task.objects.filter(ways, limit_unit__in=("working", "days")), by=by, why=why)


def parameter_changed(key: str, *, by: str, why: str) -> int:
    """A limit has another value: open tasks that count by it take the value in force on the day from which they count."""
    with as_system("a parameter counts for every area below the one it was recorded for"):
        return _recount(Task.objects.filter(limit_parameter=key), by=by, why=why, afresh=True)


def _recount(rows: QuerySet[Task], *, by: str, why: str, afresh: bool = False) -> int:
    rows = rows.filter(state__in=OPEN_STATES, due_fixed=False).exclude(limit_parameter="")
    tasks = list(rows.select_for_update().order_by("pk").only(*_READ))
    if not tasks:
        return 0
    pauses: dict[int, list[TaskPause]] = {}
    for pause in TaskPause.objects.filter(task__in=tasks).order_by("since_at"):
        pauses.setdefault(pause.task_id, []).append(pause)
    measure = Measure({task.kind for task in tasks}, now=clock.now()) if afresh else None
    days = DueDays(working_calendar())
    changed: list[tuple[Task, Measured]] = []
    for task in tasks:
        now = _counted(task, pauses.get(task.pk, []), days, measure)
        if now and (now.due_on, now.due_at, now.number) != (task.due_on, task.due_at, task.limit_number):
            changed.append((task, now))
    _write(changed)
    record([_step(task, now, by, why) for task, now in changed])
    return len(changed)


_READ = (
    "kind", "area_code", "state", "starts_on", "starts_at", "limit_number", "limit_unit", "limit_parameter",
    "limit_document", "limit_certainty", "due_on", "due_at",
)  # fmt: skip


def _counted(task: Task, pauses: list[TaskPause], days: DueDays, measure: Measure | None) -> Measured | None:
    """The limit and the due date as they are now; None while a pause has no end: resuming counts anew."""
    if any(pause.until_at is None for pause in pauses):
        return None
    if measure:
        limit = measure.of(task.kind, task.area_code, task.starts_on, task.starts_at)
    else:
        limit = Measured(
            task.limit_number, task.limit_unit, task.limit_parameter, task.limit_document, task.limit_certainty
        )
    if limit.number is None:
        return limit
    if limit.unit in BY_CLOCK:
        return _by_clock(task, limit, pauses)
    stops = [Stop(pause.since, pause.until) for pause in pauses]
    if stops:
        due = due_day(days.calendar, task.starts_on, limit.number, limit.unit, stops)  # type: ignore[arg-type]
    else:
        due = days(task.starts_on, limit.number, limit.unit)  # type: ignore[arg-type]
    return Measured(limit.number, limit.unit, limit.parameter, limit.document, limit.certainty, due)


def _by_clock(task: Task, limit: Measured, pauses: list[TaskPause]) -> Measured:
    begin = task.starts_at or clock.now()
    plain = by_clock(limit, begin)
    halts = [Halt(pause.since_at, pause.until_at) for pause in pauses]
    end = due_moment(begin, limit.number or 0, halts, unit=limit.unit)
    return Measured(
        plain.number, plain.unit, plain.parameter, plain.document, plain.certainty,
        end.astimezone(SHANGHAI).date() if end else None, end, begin,
    )  # fmt: skip


def _write(changed: list[tuple[Task, Measured]]) -> None:
    if not changed:
        return
    rows = [(task.pk, now.due_on, now.due_at, now.number, now.document, now.certainty) for task, now in changed]
    with connection.cursor() as cursor:
        execute_values(
            cursor.cursor,
            f"""UPDATE lifecycle_task task SET due_on = new.due_on::date, due_at = new.due_at::timestamptz,
                limit_number = new.number::smallint, limit_document = new.document, limit_certainty = new.certainty
                FROM (VALUES %s) AS new({_COLUMNS}) WHERE task.id = new.id""",
            rows,
            page_size=5000,
        )


def _step(task: Task, now: Measured, by: str, why: str) -> TaskStep:
    return TaskStep(
        task=task, at=clock.now(), by=by, act="due", words=why[:300],
        before=_words(task.due_on, task.due_at), after=_words(now.due_on, now.due_at),
    )  # fmt: skip


def _words(day: dt.date | None, moment: dt.datetime | None) -> str:
    if moment:
        return f"{moment.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return day.isoformat() if day else ""
