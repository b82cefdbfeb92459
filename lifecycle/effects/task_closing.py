"""Effect kind "close-task": what a task asked for has happened, so it is done without a click.

data: {"task": uid}.
"""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from lifecycle.services.tasks_of_effects import fulfil, unfulfil

_BY = "rules"


def close(effects: list[Applying]) -> Mapping[int, str]:
    """Close the tasks that are still open; the words of the effect are the result."""
    fulfil({UUID(effect.data["task"]): effect.words for effect in effects}, by=_BY)
    return {effect.id: f"task:{effect.data['task']}" for effect in effects}


def open_again(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """What had fulfilled it is void: it must be done after all."""
    back = unfulfil({UUID(effect.data["task"]) for effect in effects}, by=_BY, why=reason)
    return {
        effect.id: TakenBack(True, "待办重开了" if UUID(effect.data["task"]) in back else "待办不用重开")
        for effect in effects
    }


effect_kinds.register(EffectKind("close-task", "办结待办", close, open_again))
