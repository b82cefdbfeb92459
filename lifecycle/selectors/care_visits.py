"""Visits of care that stand open, and when somebody was met last: for duties that see to it that nobody is forgotten. Set-based."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from core.clock import SHANGHAI
from lifecycle.domain.task_states import OPEN_STATES, State
from lifecycle.domain.visits import NOBODY
from lifecycle.models import Task, TaskPerson, Visit
from lifecycle.models.visit import Standing
from lifecycle.task_kinds.visits import CARE, UNMET
from residents.selectors.attention import Named, people_named


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


_EVER = dt.datetime(1900, 1, 1, tzinfo=SHANGHAI)
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


# ── For lists of people who are visited: expressions over a row with `person_id` ────────────────────────────────────


def met_at() -> Subquery:
    """When the person, or the family, was met last."""
    return Subquery(_told().exclude(met=NOBODY).order_by("-visited_at").values("visited_at")[:1])


def missed_since(column: str) -> Coalesce:
    """How many visits since the moment in this annotated column met nobody."""
    rows = _told().filter(met=NOBODY, visited_at__gt=Coalesce(OuterRef(column), Value(_EVER)))
    number = rows.order_by().values("person").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(number), Value(0))


def at_street() -> Exists:
    """Has the street taken over, because nobody was met so many times in a row?"""
    rows = TaskPerson.objects.filter(person_id=OuterRef("person_id"), place=0, task__kind=UNMET)
    return Exists(rows.filter(task__state__in=OPEN_STATES))


def _told() -> QuerySet[Visit]:
    return Visit.objects.filter(person_id=OuterRef("person_id"), standing=Standing.TOLD)


# ── Visits that were called for together ────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class RoundVisit:
    """One name of a round: the task, and the person as far as the reader sees them."""

    task: Task
    person: Named | None

    @property
    def seen(self) -> bool:
        return self.task.state == State.DONE


def round_counts(kind: str, sources: Collection[str]) -> dict[str, tuple[int, int]]:
    """{source: (done, open)} of the tasks that were opened together."""
    rows = Task.objects.filter(kind=kind, source__in=list(sources)).order_by().values_list("source")
    found = rows.annotate(
        done=Count("pk", filter=Q(state=State.DONE)), open=Count("pk", filter=Q(state__in=OPEN_STATES))
    )
    return {source: (done, still) for source, done, still in found}


def round_visits(kind: str, source: str, *, most: int = 1000) -> list[RoundVisit]:
    """Its tasks with their people, those still open first."""
    rows = Task.objects.filter(kind=kind, source=source).select_related("assignee").prefetch_related("people")
    tasks = list(rows.order_by(Case(When(state__in=OPEN_STATES, then=0), default=1), "area_code", "id")[:most])
    first = {task.pk: next((one.person_id for one in task.people.all()), 0) for task in tasks}
    named = people_named(set(first.values()))
    return [RoundVisit(task, named.get(first[task.pk])) for task in tasks]


def open_visits_of_kind(kind: str, people: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """{person: (task's uid, title)} of open tasks of a kind."""
    rows = TaskPerson.objects.filter(
        person_id__in=list(people), place=0, task__kind=kind, task__state__in=OPEN_STATES
    ).values_list("person_id", "task__uid", "task__title")
    found: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person, uid, title in rows:
        found[person].append((str(uid), title))
    return dict(found)
