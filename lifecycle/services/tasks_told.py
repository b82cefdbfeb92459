"""Tasks that a duty's own procedure opens and closes: what the procedure did is told to the task, nobody clicks twice."""

from __future__ import annotations

from collections.abc import Sequence

from core import clock
from core.scope import as_system
from lifecycle.models import TaskPause
from lifecycle.services.task_moves import move
from lifecycle.services.task_recount import recount
from lifecycle.services.tasks import open_ids

Keys = Sequence[tuple[str, str]]  # (kind, key) of tasks
_WHY = "a step of the procedure was done; the task may fall to another office than that of whoever did it"


def fulfil_told(keys: Keys, *, by: str, words: str) -> list[int]:
    """What these tasks asked for was done; `words` is the result. Returns those closed."""
    with as_system(_WHY):
        ids = list(open_ids(keys).values())
        _end_pauses(ids, by)
        return move(ids, "fulfil", by=by, words=words, outcome=words[:200])


def take_back_told(keys: Keys, *, by: str, words: str) -> list[int]:
    """They need not be done any more; `words` says why. Returns those cancelled."""
    with as_system(_WHY):
        ids = list(open_ids(keys).values())
        _end_pauses(ids, by)
        return move(ids, "take-back", by=by, words=words)


def hold_told(keys: Keys, *, by: str, words: str) -> list[int]:
    """Their time stands still from today on, because of what the procedure waits for. Returns those paused."""
    now = clock.now()
    with as_system(_WHY):
        held = move(open_ids(keys).values(), "pause", by=by, words=words, at=now)
        TaskPause.objects.bulk_create(
            TaskPause(task_id=pk, since=now.date(), since_at=now, reason=words[:200], by=by) for pk in held
        )
        return held


def go_on_told(keys: Keys, *, by: str, words: str) -> list[int]:
    """What they waited for came: time runs again, the due date moves by the days that did not count. Returns those resumed."""
    with as_system(_WHY):
        ids = move(open_ids(keys).values(), "resume", by=by, words=words)
        _end_pauses(ids, by)
        recount(ids, by=by, why="暂停的日子不计")
        return ids


def _end_pauses(ids: Sequence[int], by: str) -> None:
    now = clock.now()
    TaskPause.objects.filter(task__in=ids, until_at=None).update(until=now.date(), until_at=now, ended_by=by)
