"""Visits of care as another duty arranges them: opened, handed on, moved, put to another day, dropped. Set-based."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lifecycle.services.task_moves import move
from lifecycle.services.tasks import open_tasks
from lifecycle.task_kinds.visits import BY_RHYTHM, CARE
from lifecycle.tasking.declaration import NewTask

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class NewVisit:
    """A visit of care to open: to whom, where, by which day, by whom (a user's id), and why in words."""

    person: int
    area: str
    due_on: dt.date
    assignee: int | None
    why: str


def open_care_visits(visits: Sequence[NewVisit], *, on: dt.date, by: str) -> list[int]:
    """Open them; somebody with an open visit of care keeps that one. Returns the tasks' ids in order."""
    return open_tasks(
        [
            NewTask(
                CARE,
                one.area,
                "",
                one.why,
                f"person:{one.person}",
                on,
                ((one.person, "subject"),),
                source=BY_RHYTHM,
                due_on=one.due_on,
                assignee=one.assignee,
            )
            for one in visits
        ],
        by=by,
    )


def hand_visits(owners: Mapping[int, int | None], *, by: str, words: str) -> None:
    """{task: user's id}: whose they are now."""
    for owner, tasks in _together(owners).items():
        move(tasks, "assign", by=by, words=words, assignee_id=owner)


def move_visits(areas: Mapping[int, str], *, by: str, words: str) -> None:
    """{task: area}: where they fall now."""
    for area, tasks in _together(areas).items():
        move(tasks, "rescope", by=by, words=words, area_code=area)


def redate_visits(days: Mapping[int, dt.date], *, by: str, words: str) -> None:
    """{task: day}: by when they are to be made now."""
    for day, tasks in _together(days).items():
        move(tasks, "due", by=by, words=f"{words}，改为 {day}", due_on=day, due_fixed=True)


def drop_visits(tasks: Mapping[int, str], *, by: str) -> None:
    """{task: why}: they need not be made."""
    for words, ids in _together(tasks).items():
        move(ids, "take-back", by=by, words=words)


def _together(values: Mapping[int, H]) -> dict[H, list[int]]:
    found: dict[H, list[int]] = defaultdict(list)
    for task, value in values.items():
        found[value].append(task)
    return found
