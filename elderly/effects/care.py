"""Effect kind "elder-care": somebody's groups, plan and next visit are brought to what the base says (elderly/services/care.py).

data: {}. Taking back is the same act: whoever voids an event has put the base right before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from core import clock
from elderly.selectors.plans import plan_states
from elderly.services.care import settle
from lifecycle.engine.declaration import Applying, EffectKind, Landed, TakenBack, effect_kinds

_TARGET = "elder-care:"
_MANY = "生命事件"


def keep(effects: list[Applying]) -> Mapping[int, str]:
    """One settling for all."""
    people = {effect.person for effect in effects if effect.person}
    cause = effects[0].words if len(effects) == 1 else _MANY
    settle(people, by="rules", on=clock.today(), cause=cause)
    return {effect.id: f"{_TARGET}{effect.person}" for effect in effects if effect.person}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    people = {effect.person for effect in effects if effect.person}
    settle(people, by="rules", on=clock.today(), cause=reason)
    return {effect.id: TakenBack(True, "分类和探访安排已照底册重排") for effect in effects}


def landed(targets: Collection[str]) -> Mapping[str, Landed]:
    """{target: when somebody comes next, and who answers}, for those whom the reader may see."""
    states = plan_states([int(target.removeprefix(_TARGET)) for target in targets])
    return {
        f"{_TARGET}{person}": Landed(state.words, "p" if state.next_on else "", state.url)
        for person, state in states.items()
    }


effect_kinds.register(EffectKind("elder-care", "老人分类和探访安排", keep, take_back, landed))
