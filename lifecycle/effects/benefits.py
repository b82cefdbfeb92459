"""Effect kinds "start-benefit" and "stop-benefit": what is due by events begins and ends with them (appendix E D08, D09).

start-benefit: {"kind": BenefitKind, "on": first day with it} for the effect's person, unless the person has one then or later.
stop-benefit: {"benefit": id, "on": first day without it, and if it is no death "why"}.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from residents.selectors.benefits import held_from
from residents.services.benefits import NewBenefit, end_benefits, record_benefits, resume_benefits, take_back_benefits

_WHY = "领取人去世，次月起停发"
_TARGET = "benefit:"


def start(effects: list[Applying]) -> Mapping[int, str]:
    """Open a benefit for each person who has none of the kind on the day or after it."""
    targets: dict[int, str] = {}
    for kind in sorted({effect.data["kind"] for effect in effects}):
        own = {effect.person: effect for effect in effects if effect.data["kind"] == kind and effect.person is not None}
        days = {person: dt.date.fromisoformat(effect.data["on"]) for person, effect in own.items()}
        held = held_from(kind, days)
        fresh = [effect for person, effect in own.items() if person not in held]
        new = [
            NewBenefit(effect.person or 0, kind, days[effect.person or 0], f"rule:{effect.rule}") for effect in fresh
        ]
        ids = record_benefits(new, by="system", why="按规定自动起发") if new else []
        targets |= {effect.id: f"{_TARGET}{pk}" for effect, pk in zip(fresh, ids, strict=True)}
    return {effect.id: targets.get(effect.id, "") for effect in effects}


def unstart(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """It was never due: the benefit goes, unless it has ended or was changed meanwhile."""
    made = {effect.id: int(effect.target.removeprefix(_TARGET)) for effect in effects if effect.target}
    gone = take_back_benefits(made.values(), by="system", why=reason, source="rules")
    said = {
        effect: TakenBack(True, "待遇没有开始") if pk in gone else TakenBack(False, "这项待遇后来又改过，要人看")
        for effect, pk in made.items()
    }
    return {effect.id: said.get(effect.id, TakenBack(True, "本来就有这项待遇")) for effect in effects}


def stop(effects: list[Applying]) -> Mapping[int, str]:
    """End each benefit on its day; what ended earlier stays as it is."""
    ends = {effect.data["benefit"]: dt.date.fromisoformat(effect.data["on"]) for effect in effects}
    causes = {effect.data["benefit"]: effect.event for effect in effects}
    for source, why in sorted({(effect.source, effect.data.get("why", _WHY)) for effect in effects}):
        same = [one for one in effects if (one.source, one.data.get("why", _WHY)) == (source, why)]
        own = {effect.data["benefit"] for effect in same}
        end_benefits({pk: ends[pk] for pk in own}, by="system", why=why, source=source, cause=causes)
    return {effect.id: f"{_TARGET}{effect.data['benefit']}" for effect in effects}


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


effect_kinds.register(EffectKind("start-benefit", "起发待遇", start, unstart))
effect_kinds.register(EffectKind("stop-benefit", "停发待遇", stop, resume))
