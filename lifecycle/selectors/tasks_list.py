"""The list of tasks: what the address asks for, one page by keyset, and the numbers above it."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q, QuerySet

from core import clock
from core.errors import UserError
from lifecycle.domain.task_states import OPEN_STATES, State
from lifecycle.models import Task, TaskPerson
from lifecycle.selectors.tasks import TaskLine, lines, mine, overdue, visible, week_end
from lifecycle.tasking.declaration import task_kinds
from residents.selectors.someone import people_by_uid

PAGE = 50
VIEWS = {"mine": "我的", "overdue": "逾期", "today": "今天", "week": "本周", "all": "全部"}
STATES = {"open": "没办结", "paused": "暂停", "done": "办结", "cancelled": "取消", "up": "报上去的"}
_FILTERS = ("view", "state", "kind", "who", "person", "sort")


@dataclass(frozen=True)
class TaskAsk:
    """What the address asks: a view, and what narrows it. `who`: a sign-in name, or "role" for nobody in person."""

    view: str = "mine"
    state: str = "open"
    kind: str = ""
    who: str = ""
    person: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> TaskAsk:
        """Read an address; what it cannot mean falls back to the plain list."""
        view, state, kind = (query.get(key, "") for key in ("view", "state", "kind"))
        return cls(
            view=view if view in VIEWS else "mine",
            state=state if state in STATES else "open",
            kind=kind if kind in task_kinds else "",
            who=query.get("who", ""),
            person=query.get("person", ""),
            sort="-due" if query.get("sort") == "-due" else "",
            after=query.get("after", ""),
            before=query.get("before", ""),
        )

    def address(self, **other: str) -> str:
        """The query of this list with something changed; the first page unless a page is named."""
        said = {key: getattr(self, key) for key in _FILTERS} | other
        plain = {"view": "mine", "state": "open"}
        return urlencode({key: value for key, value in said.items() if value and value != plain.get(key)})

    @property
    def narrowed(self) -> bool:
        return bool(self.kind or self.who or self.person)


@dataclass(frozen=True)
class TaskPage:
    """One page of lines, and the tokens of the pages before and after ("": there is none)."""

    lines: Sequence[TaskLine]
    next: str
    previous: str


def rows_asked(user: Any, area: str, ask: TaskAsk, *, now: dt.datetime) -> QuerySet[Task]:
    """Every task of the list, unordered."""
    rows = visible(user, area).filter(_in_state(ask.state))
    if ask.view != "all":
        rows = rows.filter(mine(user))
    rows = rows.filter(_in_view(ask.view, now))
    if ask.kind:
        rows = rows.filter(kind=ask.kind)
    if ask.who:
        rows = rows.filter(assignee=None) if ask.who == "role" else rows.filter(assignee__username=ask.who)
    if ask.person:
        found = people_by_uid([_uid(ask.person)], scope=user.scope("person.view"))
        named = TaskPerson.objects.filter(person_id__in=[someone.id for someone in found.values()])
        rows = rows.filter(pk__in=named.values("task_id"))
    return rows


def _in_state(state: str) -> Q:
    if state == "open":
        return Q(state__in=OPEN_STATES)
    return ~Q(escalated_to="") & Q(state__in=OPEN_STATES) if state == "up" else Q(state=State(state).value)


def _in_view(view: str, now: dt.datetime) -> Q:
    today = now.date()
    if view == "overdue":
        return overdue(now)
    if view == "today":
        return Q(due_order=today) & ~Q(due_at__lt=now)
    if view == "week":
        return Q(due_order__gte=today, due_order__lte=week_end(today)) & ~Q(due_at__lt=now)
    return Q()


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError("地址里的居民不对。", remedy="请从居民页点过来。") from error


def read_tasks(user: Any, area: str, ask: TaskAsk, *, size: int = PAGE) -> TaskPage:
    """The page that is asked for, soonest due first: three statements."""
    now = clock.now()
    rows = rows_asked(user, area, ask, now=now).select_related("assignee")
    falling, backwards = ask.sort == "-due", bool(ask.before)
    step = "lt" if falling != backwards else "gt"
    if token := ask.before or ask.after:
        day, pk = _read(token)
        rows = rows.filter(
            Q(**{f"due_order__{step}e": day}), Q(**{f"due_order__{step}": day}) | Q(**{f"pk__{step}": pk})
        )
    order = ("-due_order", "-pk") if step == "lt" else ("due_order", "pk")
    found = list(rows.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first, last = (_token(found[0]), _token(found[-1])) if found else ("", "")
    has_next, has_previous = ask.before or more, more if backwards else ask.after
    return TaskPage(lines(found, now=now), last if has_next else "", first if has_previous else "")


def _token(task: Task) -> str:
    text = json.dumps([task.due_order.isoformat(), task.pk])
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(token: str) -> tuple[dt.date, int]:
    try:
        day, pk = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return dt.date.fromisoformat(day), int(pk)
    except (ValueError, TypeError, binascii.Error) as error:
        raise UserError("这个翻页地址已失效。", remedy="请回到第一页再翻。") from error
