"""One task as its page tells it: for whom, why (back to the event and the line of the file), what was done with it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from accounts.selectors.areas import area_name
from accounts.selectors.doers import Doer, doers_of
from accounts.selectors.users import names_of
from core.errors import NotFound
from core.event_causes import cause_chain
from core.outbox import event_kinds
from core.sources import SourceWords, describe
from lifecycle.domain.task_answers import in_words
from lifecycle.domain.task_states import ACTS, OPEN_STATES, Act, allowed
from lifecycle.engine.declaration import rules
from lifecycle.models import Effect, Task, TaskStep
from lifecycle.selectors.task_due import Due, dues_of
from lifecycle.selectors.tasks import TaskLine, lines, may_do, visible
from residents.selectors.household import household_uids

_NAMES = {"system": "系统", "rules": "规则"}


@dataclass(frozen=True)
class Cause:
    """An event on the way back from a task to its first cause."""

    title: str
    icon: str
    on: dt.date
    uid: UUID
    status: str
    source: SourceWords | None


@dataclass(frozen=True)
class StepLine:
    """A line of the history."""

    step: TaskStep | None
    at: dt.datetime
    by: str
    title: str
    words: str = ""
    change: str = ""


@dataclass(frozen=True)
class TaskView:
    """What the page shows."""

    line: TaskLine
    due: Due
    causes: Sequence[Cause]
    rule: str = ""
    clause: str = ""
    source: SourceWords | None = None
    household: UUID | None = None
    answers: Sequence[tuple[str, str]] = ()
    steps: Sequence[StepLine] = ()
    acts: Sequence[Act] = ()
    doers: Sequence[Doer] = ()
    work_url: str = ""
    about: Task | None = None
    may_do: bool = False
    escalated: str = ""
    names: dict[str, str] = field(default_factory=dict)

    @property
    def task(self) -> Task:
        return self.line.task

    def may(self, act: str) -> bool:
        return any(known.key == act for known in self.acts)

    @property
    def startable(self) -> bool:
        return self.may("start")

    @property
    def notable(self) -> bool:
        return self.may("note")

    @property
    def handable(self) -> bool:
        return self.may("assign") and bool(self.doers)

    @property
    def with_reason(self) -> list[Act]:
        """What else may be done, each with a reason."""
        return [act for act in self.acts if act.reason]


def task_view(uid: UUID, user: Any) -> TaskView:
    """The page of one task. Raises NotFound outside the user's sight."""
    task = visible(user).select_related("assignee", "about", "event").filter(uid=uid).first()
    if task is None:
        raise NotFound("没有这件待办，或者不在你的范围里。")
    [line] = lines([task])
    causes = _causes(task)
    effect = Effect.objects.filter(pk=task.effect_id).only("rule").first() if task.effect_id else None
    rule = rules.get(effect.rule) if effect else None
    mine = may_do(user, task)
    steps = list(task.steps.order_by("id"))
    names = names_of({task.opened_by, *(step.by for step in steps)}) | _NAMES
    return TaskView(
        line=line,
        due=dues_of([task])[task.pk],
        causes=causes,
        rule=rule.title if rule else "",
        clause=rule.clause if rule and rule.clause else line.kind.clause,
        source=describe([task.source]).get(task.source) if task.source else None,
        household=household_uids([task.household_id]).get(task.household_id) if task.household_id else None,
        answers=in_words(line.kind.form, json.loads(task.answers)) if task.answers else (),
        steps=[_opened(task, names), *(_step(step, names) for step in steps)],
        acts=[act for act in allowed(task.state) if user.scope(act.permission).holds(task.area_code)] if mine else [],
        doers=doers_of("task.do", task.area_code) if user.scope("task.assign").holds(task.area_code) else [],
        work_url=work_url(line) if mine and task.state in OPEN_STATES else "",
        about=task.about if task.about and visible(user).filter(pk=task.about.pk).exists() else None,
        may_do=mine,
        escalated=area_name(task.escalated_to) if task.escalated_to else "",
        names=names,
    )


def _causes(task: Task) -> list[Cause]:
    """The event behind it, and what had caused that: a death behind a widowing."""
    chain = cause_chain(task.event_id) if task.event_id else []
    words = describe(event.source for event in chain)
    found = []
    for event in chain:
        kind = event_kinds.get(event.kind)
        found.append(
            Cause(
                kind.title if kind else event.kind,
                kind.icon if kind else "calendar-event",
                event.occurred_on,
                event.uid,
                "" if event.status == "registered" else event.get_status_display(),
                words.get(event.source),
            )
        )
    return found


def _opened(task: Task, names: dict[str, str]) -> StepLine:
    return StepLine(None, task.opened_at, names.get(task.opened_by, task.opened_by), "开办")


def _step(step: TaskStep, names: dict[str, str]) -> StepLine:
    known = ACTS.get(step.act)
    change = f"{step.before or '没有期限'} → {step.after or '没有期限'}" if step.act == "due" else ""
    return StepLine(step, step.at, names.get(step.by, step.by), known.title if known else step.act, step.words, change)


def work_url(line: TaskLine) -> str:
    """Where the work is done, when that is not the task's own form: at the door, or on the page of its person or household."""
    kind, task = line.kind, line.task
    if kind.visit:
        return _page("visit", task.uid)
    # A page about something of the duty's own: a case; a kind without a place may name the page with the task.
    if (place := kind.place or task.data.get("place", "")) and task.data.get("of"):
        return _page(place, task.data["of"])
    if kind.place == "household" and task.household_id:
        uid = household_uids([task.household_id]).get(task.household_id)
        return _page("household", uid) if uid else ""
    if kind.place == "person":
        return _page("person", line.first.uid) if line.first else ""
    # A page of a duty's own is about its person, or the same for everybody.
    own = _page(kind.place, line.first.uid) if kind.place and line.first else ""
    return own or (_page(kind.place) if kind.place else "")


def _page(name: str, *args: Any) -> str:
    """A page of a room; a duty may name one that is reached otherwise."""
    try:
        return reverse(name, args=[arg for arg in args if arg])
    except NoReverseMatch:
        return ""
