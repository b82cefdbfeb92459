"""The one place that changes a task's state: by the table of transitions, set-based, with a step for each task."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from core import clock
from core.audit import acting
from lifecycle.domain.task_states import ACTS, TITLES, State
from lifecycle.models import Task, TaskStep


def move(
    ids: Iterable[int], act: str, *, by: str, words: str = "", at: dt.datetime | None = None, **also: Any
) -> list[int]:
    """Do an act with every one of these tasks that allows it; returns the ids of those, locked until the transaction ends.

    `also`: columns that change with it. A task in another state stays as it is. `words`: the reason or the result.
    """
    known, now = ACTS[act], at or clock.now()
    with acting(by=by, why=f"待办：{known.title}{'，' + words if words else ''}"[:200]):
        rows = list(Task.objects.select_for_update().filter(pk__in=list(ids), state__in=known.start).order_by("pk"))
        if not rows:
            return []
        changes = {**_dates(known.to, by, now), **also}
        if known.to:
            changes["state"] = known.to.value
        if changes:
            Task.objects.filter(pk__in=[row.pk for row in rows]).update(**changes)
        record(
            [
                TaskStep(
                    task=row,
                    at=now,
                    by=by,
                    act=act,
                    words=words[:300],
                    before=TITLES[State(row.state)] if known.to else "",
                    after=TITLES[known.to] if known.to else "",
                )
                for row in rows
            ]
        )
        return [row.pk for row in rows]


def record(steps: list[TaskStep]) -> None:
    """Write what was done."""
    TaskStep.objects.bulk_create(steps, batch_size=5000)


def _dates(to: State | None, by: str, now: dt.datetime) -> dict[str, Any]:
    if to in (State.DONE, State.CANCELLED):
        return {"closed_at": now, "closed_by": by}
    return {"closed_at": None, "closed_by": ""} if to else {}
