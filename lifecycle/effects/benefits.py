"""Effect kind "stop-benefit": a benefit paid for a life ends with the month of death (appendix E D08, D09).

data: {"benefit": id, "on": first day without it}.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from residents.services.benefits import end_benefits, resume_benefits

_WHY = "领取人去世，次月起停发"


def stop(effects: list[Applying]) -> Mapping[int, str]:
    """End each benefit on its day; what ended earlier stays as it is."""
    ends = {effect.data["benefit"]: dt.date.fromisoformat(effect.data["on"]) for effect in effects}
    causes = {effect.data["benefit"]: effect.event for effect in effects}
    for source in {effect.source for effect in effects}:
        own = {effect.data["benefit"] for effect in effects if effect.source == source}
        end_benefits({pk: ends[pk] for pk in own}, by="system", why=_WHY, source=source, cause=causes)
    return {effect.id: f"benefit:{effect.data['benefit']}" for effect in effects}


def resume(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Open the benefit again; one that somebody changed meanwhile is put before a person."""
    ended = {effect.data["benefit"]: dt.date.fromisoformat(effect.data["on"]) for effect in effects}
    back = set(resume_benefits(ended, ended_on=ended, by="system", why=reason, source="rules"))
    return {
        effect.id: TakenBack(True, "恢复待遇")
        if effect.data["benefit"] in back
        else TakenBack(False, "这项待遇后来又改过，要人看要不要恢复")
        for effect in effects
    }


effect_kinds.register(EffectKind("stop-benefit", "停发待遇", stop, resume))
