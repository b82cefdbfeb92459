"""Visits of care that stand open, and when somebody was met last: for duties that see to it that nobody is forgotten. Set-based."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection

from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import TaskPerson, Visit
from lifecycle.models.visit import Standing
from lifecycle.task_kinds.visits import CARE


@dataclass(frozen=True, slots=True)
class OpenVisit:
    """An open task of care: whose (`assignee`: a user's id), where, by when; `source` BY_RHYTHM: nobody agreed on the day."""

    task: int
    person: int
    area: str
    due_on: dt.date | None
    assignee: int | None
    source: str


@dataclass(frozen=True, slots=True)
class LastSeen:
    """When somebody was met last (the person or the family), and the day that the latest visit agreed on for the next."""

    met_on: dt.date | None
    agreed: dt.date | None


_OPEN = """
SELECT t.id, tp.person_id, t.area_code, t.due_on, t.assignee_id, t.source
FROM lifecycle_task t JOIN lifecycle_taskperson tp ON tp.task_id = t.id AND tp.place = 0
WHERE t.kind = %(kind)s AND t.state IN ('open', 'started', 'paused') {who}
ORDER BY tp.person_id, t.due_on NULLS LAST, t.id
"""
_SEEN = """
SELECT person_id, (max(visited_at) FILTER (WHERE met <> 'nobody') AT TIME ZONE 'Asia/Shanghai')::date,
  (array_agg(next_on ORDER BY visited_at DESC, id DESC))[1]
FROM lifecycle_visit WHERE standing = 'told' {who} GROUP BY person_id
"""


def open_visits(people: Collection[int] | None) -> dict[int, list[OpenVisit]]:
    """{person: open visits of care, the earliest first}; None: of everybody."""
    found: dict[int, list[OpenVisit]] = defaultdict(list)
    for row in _rows(_OPEN, "tp.person_id", people, kind=CARE):
        found[row[1]].append(OpenVisit(*row))
    return dict(found)


def last_seen(people: Collection[int] | None) -> dict[int, LastSeen]:
    """{person: when they were met last}, of those whom somebody has called on; None: of everybody."""
    return {row[0]: LastSeen(row[1], row[2]) for row in _rows(_SEEN, "person_id", people)}


def _rows(sql: str, column: str, people: Collection[int] | None, **more: Any) -> list[tuple[Any, ...]]:
    who = "" if people is None else f"AND {column} = ANY(%(people)s)"
    with connection.cursor() as cursor:
        cursor.execute(sql.format(who=who), {"people": list(people or ()), **more})
        return list(cursor.fetchall())


def visits_assigned_to(users: Collection[int]) -> list[int]:
    """People to whom one of these users is to make an open visit of care."""
    rows = TaskPerson.objects.filter(
        task__kind=CARE, task__state__in=OPEN_STATES, task__assignee__in=list(users), place=0
    )
    return list(rows.values_list("person_id", flat=True))


def person_of_visit(task: int) -> int | None:
    """Whom a visit of care is to."""
    return TaskPerson.objects.filter(task=task, place=0).values_list("person_id", flat=True).first()


def closed_by_visit(task: int) -> bool:
    """Was a visit recorded for this task that counts?"""
    return Visit.objects.filter(task=task, standing=Standing.TOLD).exists()
