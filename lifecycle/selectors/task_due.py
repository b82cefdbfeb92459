"""A task's due date, day by day, for the pop-up that every list shows (templates/components/due.html)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from accounts.selectors.users import names_of
from core import clock
from core.clock import SHANGHAI
from core.parameters import parameters
from core.ui.moments import moment_words
from core.working_calendar import working_calendar
from lifecycle.domain.deadlines import BY_CLOCK, UNIT_WORDS, Step, Stop, Unit, explain
from lifecycle.domain.due_words import DueWords, weekday
from lifecycle.models import Task, TaskPause, TaskStep
from lifecycle.selectors.tasks import said_due
from lifecycle.tasking.declaration import task_kinds

_UNITS: dict[str, Unit] = {"working": "working", "days": "days"}  # those that are counted day by day
BOXES = 10  # calendar days shown as a row of boxes; longer ways by week


@dataclass(frozen=True)
class DayBox:
    """A box of the way: the day, its sign (1, 2, 休, 停), and the words under it."""

    date: dt.date
    sign: str
    under: str
    tone: str  # w counted · rest · stop · end · "" the start
    words: str = ""


@dataclass(frozen=True)
class Due:
    """What the pop-up says. `weeks`: rows of seven, Monday first, None outside of the way; or `boxes` in one row."""

    words: DueWords
    heading: str
    sentence: str
    boxes: Sequence[DayBox]
    weeks: Sequence[Sequence[DayBox | None]]
    facts: Sequence[tuple[str, str]]
    notes: Sequence[str]


def dues_of(tasks: Iterable[Task], *, now: dt.datetime | None = None) -> dict[int, Due]:
    """{task id: its due date explained}: the pauses and changes of all of them in two statements."""
    found, moment = list(tasks), now or clock.now()
    pauses: dict[int, list[TaskPause]] = {}
    for pause in TaskPause.objects.filter(task__in=found).order_by("since_at"):
        pauses.setdefault(pause.task_id, []).append(pause)
    changes: dict[int, list[TaskStep]] = {}
    for step in TaskStep.objects.filter(task__in=found, act="due").order_by("id"):
        changes.setdefault(step.task_id, []).append(step)
    acted = {pause.by for each in pauses.values() for pause in each}
    acted |= {step.by for each in changes.values() for step in each}
    names, calendar = names_of(acted) if acted else {}, working_calendar()
    return {
        task.pk: _due(task, pauses.get(task.pk, []), changes.get(task.pk, []), names, moment, calendar)
        for task in found
    }


def _due(
    task: Task,
    pauses: list[TaskPause],
    changes: list[TaskStep],
    names: Mapping[str, str],
    now: dt.datetime,
    calendar: Any,
) -> Due:
    steps = _steps(task, pauses, now, calendar)
    boxes = [_start(task), *(_box(step, task) for step in steps)] if steps else []
    long = len(boxes) > BOXES
    return Due(
        words=said_due(task, now=now, calendar=calendar),
        heading=_heading(task),
        sentence=_sentence(task),
        boxes=[] if long else boxes,
        weeks=_weeks(boxes) if long else [],
        facts=_facts(task, pauses, changes, names),
        notes=_notes(steps),
    )


def _steps(task: Task, pauses: list[TaskPause], now: dt.datetime, calendar: Any) -> list[Step]:
    unit = _UNITS.get(task.limit_unit)
    if task.limit_number is None or unit is None:
        return []
    stops = [Stop(pause.since, pause.until, pause.reason) for pause in pauses]
    return explain(calendar, task.starts_on, task.limit_number, unit, stops, until=max(now.date(), task.starts_on))


def _start(task: Task) -> DayBox:
    return DayBox(task.starts_on, "—", "起算日", "", "从这一天起算，当天不计")


def _box(step: Step, task: Task) -> DayBox:
    end = step.date == task.due_on
    sign = {"paused": "停", "rest": "休", "holiday": "休", "moved": "顺"}.get(step.kind) or str(step.counted)
    under = "到期" if end else "调休" if step.makeup else weekday(step.date)
    tone = "end" if end else {"counted": "w", "paused": "rest stop"}.get(step.kind, "rest")
    return DayBox(step.date, sign, under, tone, step.words)


def _weeks(boxes: list[DayBox]) -> list[list[DayBox | None]]:
    by_day = {box.date: box for box in boxes}
    monday = boxes[0].date - dt.timedelta(days=boxes[0].date.weekday())
    weeks = []
    while monday <= boxes[-1].date:
        weeks.append([by_day.get(monday + dt.timedelta(days=offset)) for offset in range(7)])
        monday += dt.timedelta(days=7)
    return weeks


def _heading(task: Task) -> str:
    if task.due_at:
        return f"为什么是 {moment_words(task.due_at.astimezone(SHANGHAI))}"
    if task.due_on:
        return f"为什么是 {task.due_on.isoformat()}"
    return "期限待确认" if task.limit_parameter else "没有期限"


def _sentence(task: Task) -> str:
    kind = task_kinds.get(task.kind)
    title = kind.title if kind else task.title
    if task.due_fixed:
        return "这一天是开办时定下的，不按时限算。"
    if task.limit_number is not None:
        begin = moment_words(task.starts_at.astimezone(SHANGHAI)) if task.starts_at else task.starts_on.isoformat()
        words = UNIT_WORDS[task.limit_unit]
        unit = f"自然{words}（夜里、节假日也计）" if task.limit_unit in BY_CLOCK else words
        return f"{title}须在 {begin} 起 {task.limit_number} {unit}内办完。"
    if task.limit_parameter:
        return f"「{_parameter_name(task)}」还没有录入数值，所以算不出期限。录入以后，这里会自动算出来。"
    return f"{title}没有规定时限。"


def _facts(
    task: Task, pauses: list[TaskPause], changes: list[TaskStep], names: Mapping[str, str]
) -> list[tuple[str, str]]:
    facts = []
    if task.limit_number is not None:
        first = task.starts_on + dt.timedelta(days=1)
        facts.append(("起算", "从开始的那一刻" if task.limit_unit in BY_CLOCK else f"次日 {first.isoformat()}"))
        said = f"参数「{_parameter_name(task)}」{task.limit_number} {UNIT_WORDS[task.limit_unit]}"
        facts.append(("时限", said + ("（建议值，待业务部门确认）" if task.limit_certainty == "P" else "")))
        facts.append(("依据", task.limit_document or "内部时限"))
    kind = task_kinds.get(task.kind)
    if kind and kind.clause:
        facts.append(("条文", kind.clause))
    facts.append(("暂停", "；".join(_pause_words(one, names) for one in pauses) or "没有"))
    facts.append(("改过", "；".join(_change_words(one, names) for one in changes) or "没有改过"))
    return facts


def _pause_words(pause: TaskPause, names: Mapping[str, str]) -> str:
    until = f"至 {pause.until.isoformat()}" if pause.until else "起，还没恢复"
    return f"{pause.since.isoformat()} {until}，{pause.reason}（{names.get(pause.by, pause.by)}）"


def _change_words(step: TaskStep, names: Mapping[str, str]) -> str:
    on = f"{step.at.astimezone(SHANGHAI):%m-%d}"
    was, now = step.before or "没有期限", step.after or "没有期限"
    return f"{was} → {now}，{step.words}（{names.get(step.by, step.by)}，{on}）"


def _notes(steps: list[Step]) -> list[str]:
    notes = [f"{step.date:%m-%d} {step.words}" for step in steps if step.makeup]
    if any(not step.official for step in steps):
        years = "、".join(sorted({str(step.date.year) for step in steps if not step.official}))
        notes.append(f"{years} 年的放假安排还没公布，先按周一至周五算，公布后会自动改算。")
    return notes


def _parameter_name(task: Task) -> str:
    known = parameters.get(task.limit_parameter)
    return known.name if known else task.limit_parameter
