"""Effect kinds "end-supplies" (data: {"on": ISO day, "why"}) and "move-supplies": plans and wishes end or follow the person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from aid.services.wishes import end_for, follow_people, resume_for
from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds


def end(effects: list[Applying]) -> Mapping[int, str]:
    for effect in effects:
        if effect.person:
            end_for([effect.person], on=dt.date.fromisoformat(effect.data["on"]), why=effect.data["why"])
    return {effect.id: f"supplies:{effect.person}" for effect in effects}


def resume(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """What ended for this reason goes on; wishes of past months are not made up for."""
    back = {effect.id: resume_for(effect.person or 0, why=effect.data["why"], reason=reason) for effect in effects}
    return {
        pk: TakenBack(True, f"恢复 {number} 项按月送的物资" if number else "没有要恢复的")
        for pk, number in back.items()
    }


def move(effects: list[Applying]) -> Mapping[int, str]:
    follow_people([effect.person for effect in effects if effect.person])
    return {effect.id: f"supplies:{effect.person}" for effect in effects}


def move_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """They stand where the person stands now."""
    follow_people([effect.person for effect in effects if effect.person])
    return {effect.id: TakenBack(True, "物资跟着人走") for effect in effects}


effect_kinds.register(EffectKind("end-supplies", "停送物资", end, resume))
effect_kinds.register(EffectKind("move-supplies", "物资转社区", move, move_back))
