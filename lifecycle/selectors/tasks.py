"""Whose tasks are whose: what a user may see, what is theirs to do, and the lines that lists and 今天 show of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.roles import roles
from accounts.selectors.areas import area_name
from core import clock
from core.scope import NOWHERE, Scope
from core.working_calendar import working_calendar
from lifecycle.domain.due_words import DueWords, due_words
from lifecycle.domain.task_states import CLOSED_STATES, OPEN_STATES, TITLES, State
from lifecycle.models import Task, TaskPerson
from lifecycle.tasking.declaration import TaskKind, task_kinds
from residents.selectors.attention import Named, people_named
from residents.selectors.words import age_words

COUNTED = 999
_UNKNOWN = TaskKind("", "待办", "")


def visible(user: Any, area: str = "") -> QuerySet[Task]:
    """The tasks that a user may see, in an area: those of the own roles and the own ones; whoever assigns sees all."""
    scope: Scope = user.scope("task.view")
    rows = Task.objects.filter(_within(scope, area).q("area_code"))
    above: Scope = user.scope("task.assign")
    return rows.filter(above.q("area_code") | Q(role__in=_roles(user)) | Q(assignee=user))


def mine(user: Any) -> Q:
    """What falls to this user: assigned in person, or to nobody and of a role held there, or reported up to their office."""
    held = Q(pk__in=[])
    offices = []
    for grant in user.live_grants:
        if roles[grant.role].allows("task.do"):
            held |= Q(role=grant.role) & Scope.of([grant.area_code]).q("area_code")
            offices.append(grant.area_code)
    return Q(assignee=user) | (Q(assignee=None) & held) | Q(escalated_to__in=offices)


def may_do(user: Any, task: Task) -> bool:
    """May this user work on the task: theirs, or of a colleague whom they may stand in for."""
    if not user.scope("task.do").holds(task.area_code):
        return False
    return task.assignee_id == user.pk or task.role in _roles(user) or user.scope("task.assign").holds(task.area_code)


def _roles(user: Any) -> list[str]:
    return sorted({grant.role for grant in user.live_grants})


def _within(scope: Scope, area: str) -> Scope:
    return (scope.within(area) if area else scope) if scope else NOWHERE


@dataclass(frozen=True)
class TaskLine:
    """A task as lists say it. `people`: whom it is about, as far as the reader may see them."""

    task: Task
    kind: TaskKind
    due: DueWords
    people: Sequence[Named] = ()
    unseen: int = 0  # people of it who lie outside the reader's sight

    @property
    def title(self) -> str:
        return self.task.title

    @property
    def first(self) -> Named | None:
        return self.people[0] if self.people else None

    @property
    def who(self) -> str:
        """`何丽容 71 岁`."""
        first = self.first
        return " ".join(filter(None, [first.name, age_words(first.birth_date)])) if first else ""

    @property
    def state(self) -> str:
        return TITLES[State(self.task.state)]

    @property
    def area(self) -> str:
        return area_name(self.task.area_code)

    @property
    def url(self) -> str:
        return reverse("task", args=[self.task.uid])

    @property
    def assignee(self) -> str:
        """Who does it: a name, or the role whose holders share it."""
        if self.task.assignee:
            return str(self.task.assignee.display_name)
        role = roles.get(self.task.role)
        return role.title if role else self.task.role

    @property
    def action(self) -> str:
        return "去走访" if self.kind.visit else "办理"


def lines(rows: Iterable[Task], *, now: dt.datetime | None = None) -> list[TaskLine]:
    """Lines for tasks: two further statements for all their people."""
    found, moment = list(rows), now or clock.now()
    calendar = working_calendar()
    named = list(TaskPerson.objects.filter(task__in=found).order_by("task_id", "place", "id"))
    people = people_named(row.person_id for row in named)
    of: dict[int, list[int]] = {}
    for row in named:
        of.setdefault(row.task_id, []).append(row.person_id)
    return [
        TaskLine(
            task,
            kind_of(task),
            said_due(task, now=moment, calendar=calendar),
            [people[pk] for pk in dict.fromkeys(of.get(task.pk, ())) if pk in people],
            sum(pk not in people for pk in set(of.get(task.pk, ()))),
        )
        for task in found
    ]


def kind_of(task: Task) -> TaskKind:
    """The task's kind; one that is no longer declared keeps its title and may be closed."""
    return task_kinds.get(task.kind) or _UNKNOWN


def said_due(task: Task, *, now: dt.datetime, calendar: Any) -> DueWords:
    """The due date in words, whatever the state."""
    if task.state in CLOSED_STATES:
        return DueWords(TITLES[State(task.state)])
    if task.state == State.PAUSED:
        return DueWords("暂停中")
    if task.due_on is None:
        return DueWords("期限待确认" if task.limit_parameter else "没有期限")
    return due_words(task.due_on, task.due_at, now=now, calendar=calendar)


@dataclass(frozen=True)
class TaskCounts:
    """How many of the user's tasks wait (at most COUNTED each)."""

    overdue: int = 0
    today: int = 0
    week: int = 0
    open: int = 0


def overdue(now: dt.datetime) -> Q:
    """Running tasks whose time is over; a paused one is not late."""
    return ~Q(state=State.PAUSED) & (Q(due_order__lt=now.date()) | Q(due_at__isnull=False, due_at__lt=now))


def week_end(day: dt.date) -> dt.date:
    """The Sunday of the week."""
    return day + dt.timedelta(days=6 - day.weekday())


def open_tasks_of(user: Any, area: str = "") -> QuerySet[Task]:
    """The open tasks that fall to this user in an area."""
    return visible(user, area).filter(mine(user), state__in=OPEN_STATES)


def task_counts(user: Any, area: str = "", *, now: dt.datetime | None = None) -> TaskCounts:
    """Numbers for 今天 and the side bar: one statement. What falls to one user is little, however much the district has."""
    if not user.has_permission("task.view"):
        return TaskCounts()
    moment = now or clock.now()
    today, late = moment.date(), overdue(moment)
    ahead = ~Q(state=State.PAUSED) & ~late
    found = open_tasks_of(user, area).aggregate(
        open=Count("pk"),
        overdue=Count("pk", filter=late),
        today=Count("pk", filter=ahead & Q(due_order=today)),
        week=Count("pk", filter=ahead & Q(due_order__gte=today, due_order__lte=week_end(today))),
    )
    return TaskCounts(**{key: min(number, COUNTED) for key, number in found.items()})


def tasks_for(
    user: Any, area: str = "", *, until: dt.date | None = None, state: str = "open", most: int = 50
) -> list[TaskLine]:
    """What falls to this user in an area, soonest first; `until`: due by this day. `state`: open, done or cancelled."""
    if not user.has_permission("task.view"):
        return []
    states = OPEN_STATES if state == "open" else (state,)
    rows = visible(user, area).filter(mine(user), state__in=states)
    if until:
        rows = rows.filter(due_order__lte=until)
    return lines(rows.select_related("assignee").order_by("due_order", "pk")[:most])
