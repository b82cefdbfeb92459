"""Effect kind "elder-standing": of a person's assessments on a scale the latest counts, and no other (elderly/services/standing.py).

data: {}. Taking back is the same act: whoever takes a merge back has put the rows right before.
"""

from __future__ import annotations

from collections.abc import Mapping

from elderly.services.standing import settle_standing
from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds


def keep(effects: list[Applying]) -> Mapping[int, str]:
    """One settling for all."""
    settle_standing({effect.person for effect in effects if effect.person}, by="rules", why="两条记录合并")
    return {effect.id: "" for effect in effects}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    settle_standing({effect.person for effect in effects if effect.person}, by="rules", why=reason)
    return {effect.id: TakenBack(True, "有效的评估已重排") for effect in effects}


effect_kinds.register(EffectKind("elder-standing", "有效的评估", keep, take_back))
