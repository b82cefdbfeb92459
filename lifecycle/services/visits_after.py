"""What follows from a visit that counts: its task is done, the next one is due, and nobody is missed twice without notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from core import clock
from core.errors import UserError
from core.outbox import NewEvent, Subject, emit
from core.parameters import read
from lifecycle.domain.task_states import OPEN_STATES, RUNNING_STATES
from lifecycle.domain.visits import MET, NOBODY, Rhythm, missed_in_a_row
from lifecycle.models import Task, Visit
from lifecycle.selectors.visits_past import met_lately
from lifecycle.services.task_completing import complete
from lifecycle.services.task_moves import move
from lifecycle.services.tasks import open_tasks
from lifecycle.task_kinds.visits import BY_RHYTHM, CARE, MISSED, UNMET
from lifecycle.tasking.declaration import NewTask
from lifecycle.visiting.declaration import visit_followers


def follow_up(
    visit: Visit,
    *,
    rhythm: Rhythm | None,
    by: Any,
    task_answers: Mapping[str, Any] | None = None,
    ticks: tuple[int, ...] = (),
) -> None:
    """In the transaction that wrote the visit: event, task, the street's task, the next visit."""
    on = visit.visited_at.astimezone(clock.SHANGHAI).date()
    event = emit(
        NewEvent(
            "person.visited",
            on,
            (Subject(visit.person_id, "subject", visit.area_code),),
            f"desk:{by.username}",
            f"visit:{visit.uid}",
            payload={"met": visit.met, "visit": str(visit.uid)},
        ),
        by=by.username,
    )
    _close(visit, by, dict(task_answers or {}), ticks)
    next_on = visit.next_on
    if visit.met == NOBODY:
        _missed(visit, event.pk, on, by)
    if visit.met != NOBODY and next_on is None and rhythm is not None:
        next_on = rhythm.latest(on)
    if next_on:
        _next(visit, event.pk, on, next_on, rhythm, by)
    for one in visit_followers:
        one.follow(visit.person_id)


def _close(visit: Visit, by: Any, task_answers: dict[str, Any], ticks: tuple[int, ...]) -> None:
    """The visit's task, and agreed visits of the person that this one fulfils. Nobody met: only a visit of care that was put off
    to a day is done; every other task stays open and counts the try.
    """
    task = visit.task
    words = MET[visit.met]
    put_off = task is not None and task.kind == CARE and visit.next_on is not None
    if task is not None and task.state in RUNNING_STATES:
        if visit.met == NOBODY and not put_off:
            move([task.pk], "failed", by=by.username, words=words, tries=task.tries + 1)
            return
        _complete(task, by, words, task_answers, ticks)
    if visit.met == NOBODY and not put_off:
        return
    agreed = Task.objects.filter(kind=CARE, people__person_id=visit.person_id, people__place=0, state__in=OPEN_STATES)
    move(agreed.values_list("pk", flat=True), "fulfil", by=by.username, words=f"{words}（另一次走访）")


def _complete(task: Task, by: Any, words: str, answers: dict[str, Any], ticks: tuple[int, ...]) -> None:
    """Close the task with its own form. What is missing there keeps it open; the visit itself is never refused for it."""
    try:
        complete(task.uid, by=by, answers=answers, ticked=ticks, note=words)
    except UserError as left:
        move([task.pk], "note", by=by.username, words=f"已走访（{words}），还不能办结：{left.message}")


def _missed(visit: Visit, event: int, on: dt.date, by: Any) -> None:
    """So many times in a row nobody opened: the street takes over (handbook 6.4: 连续 2 次未见升级街道)."""
    limit = read(MISSED.key, on=on, area=visit.area_code).value
    if not limit:
        return
    in_a_row = missed_in_a_row(met_lately(visit.person_id, most=max(20, int(limit))))
    if in_a_row < int(limit):
        return
    why = f"居委会连续 {in_a_row} 次上门都没见到人，最近一次 {on:%m-%d}。"
    person = ((visit.person_id, "subject"),)
    open_tasks([NewTask(UNMET, visit.area_code, "", why, _key(visit.person_id), on, person, event=event)], by=by)


def _next(visit: Visit, event: int, on: dt.date, next_on: dt.date, rhythm: Rhythm | None, by: Any) -> None:
    why = f"{on:%m-%d} 走访时约好的。" if visit.next_on else f"{rhythm.words}。" if rhythm else ""
    open_tasks(
        [
            NewTask(
                CARE,
                visit.area_code,
                "",
                why,
                _key(visit.person_id),
                on,
                ((visit.person_id, "subject"),),
                household=visit.household_id,
                event=event,
                source="" if visit.next_on else BY_RHYTHM,
                due_on=next_on,
            )
        ],
        by=by,
    )


def _key(person_id: int) -> str:
    return f"person:{person_id}"
