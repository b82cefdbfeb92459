"""Acts that a duty does not let happen to its tasks. It registers a guard in its file `task_kinds.py`.

task_guards.register(TaskGuard("care-plan", ("care-visit",), refuse=refuse_while_planned))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from core.errors import Conflict
from core.registry import Registry

CANCEL, GIVE_BACK = "cancel", "give-back"


@dataclass(frozen=True)
class TaskGuard:
    """`refuse(task id, act)` → (what is wrong, how to mend it) when a task of these kinds must not be cancelled (CANCEL) or given
    back to its role (GIVE_BACK); None when it may.
    """

    key: str
    kinds: tuple[str, ...]
    refuse: Callable[[int, str], tuple[str, str] | None]


task_guards: Registry[TaskGuard] = Registry("task guard")


def guard(kind: str, task: int, act: str) -> None:
    """Raise Conflict in the words of the first guard that refuses."""
    for one in task_guards:
        if kind in one.kinds and (words := one.refuse(task, act)):
            raise Conflict(words[0], remedy=words[1])
