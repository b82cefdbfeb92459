"""How it stands with the tasks that rules opened, for the cascade of an event."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.urls import reverse

from core import clock
from core.working_calendar import working_calendar
from lifecycle.domain.due_words import DueWords
from lifecycle.domain.task_states import OPEN_STATES, State
from lifecycle.engine.declaration import Landed
from lifecycle.models import Task
from lifecycle.selectors.tasks import said_due

TARGET = "task:"
_TONES = {State.DONE.value: "p", State.CANCELLED.value: "o"}


def landed(targets: Collection[str]) -> dict[str, Landed]:
    """{`task:<uid>`: due date or state} of those tasks that the reader may see: one statement."""
    uids = [UUID(target.removeprefix(TARGET)) for target in targets]
    now, calendar = clock.now(), working_calendar()
    return {
        f"{TARGET}{task.uid}": _landed(task, said_due(task, now=now, calendar=calendar))
        for task in Task.objects.filter(uid__in=uids)
    }


def _landed(task: Task, due: DueWords) -> Landed:
    waits = task.state in OPEN_STATES
    tone = (due.tone or "a") if waits else _TONES[task.state]
    return Landed(due.text, tone, reverse("task", args=[task.uid]), waits)
