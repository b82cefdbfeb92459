"""The reading of a limit that no single task has: of a whole procedure, from the day it began."""

from __future__ import annotations

import datetime as dt

from core.parameters import Reading
from lifecycle.domain.task_states import State
from lifecycle.models import Task
from lifecycle.selectors.task_due import Due, dues_of

_NOBODYS = 0  # the key of a task that is never stored: it has no pauses and no steps


def due_of_limit(title: str, limit: Reading, *, starts_on: dt.date, due_on: dt.date | None, runs: bool = True) -> Due:
    """How `due_on` was counted in working days from `starts_on`, as the pop-up of a task says it. `runs`: is it still open?"""
    whole = Task(
        pk=_NOBODYS,
        title=title,
        starts_on=starts_on,
        limit_number=None if limit.value is None else int(limit.value),
        limit_unit="working",
        limit_parameter=limit.parameter.key,
        limit_document=f"{limit.document} {limit.clause}".strip(),
        limit_certainty=limit.certainty,
        due_on=due_on,
        state=State.OPEN if runs else State.DONE,
    )
    return dues_of([whole])[_NOBODYS]
