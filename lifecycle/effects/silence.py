"""Effect kind "silence": no message goes to a person any more (appendix E D18). data: {"reason": SilenceReason}."""

from __future__ import annotations

from collections.abc import Mapping

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from messaging.services.silence import NewSilence, lift, silence
from residents.selectors.phones import phone_digests


def begin(effects: list[Applying]) -> Mapping[int, str]:
    """One statement for all; somebody already silent for that reason stays so."""
    phones = phone_digests(effect.person for effect in effects if effect.person)
    wanted = [
        NewSilence(
            effect.person,
            effect.data["reason"],
            effect.source,
            effect.area,
            *phones.get(effect.person, (None, "")),
        )
        for effect in effects
        if effect.person
    ]
    made = silence(wanted, by="system", why="生命事件规则")
    return {effect.id: f"silence:{made[effect.person]}" for effect in effects if effect.person in made}


def end(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Messages may go again."""
    ids = {effect.id: int(effect.target.partition(":")[2]) for effect in effects if effect.target}
    lift(ids.values(), by="system", why=reason)
    return {effect.id: TakenBack(True, "恢复发送短信") for effect in effects}


effect_kinds.register(EffectKind("silence", "停发短信", begin, end))
