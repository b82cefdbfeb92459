"""Effect kind "lead": a family may be falling because of what happened.

data: {"reason": Reason, "words": what happened, "see": person to see, if another}.
"""

from __future__ import annotations

from collections.abc import Mapping

from aid.domain.leads import Reason
from aid.selectors.leads import lead_of_reason
from aid.services.leads import Sign, tell_signs, withdraw_reasons
from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds

_BY = "rules"
_TARGET = "lead-reason:"


def tell(effects: list[Applying]) -> Mapping[int, str]:
    """Gather them into the leads of their homes."""
    about = [effect for effect in effects if effect.person]
    signs = [
        Sign(
            effect.person or 0,
            Reason(effect.data["reason"]),
            effect.occurred_on,
            effect.source,
            effect.data.get("words", ""),
            effect.event,
            effect.data.get("see"),
        )
        for effect in about
    ]
    made = tell_signs(signs, by=_BY)
    return {effect.id: f"{_TARGET}{pk}" for effect, pk in zip(about, made, strict=True) if pk}


def withdraw(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """The lead loses this reason; one that somebody has acted on is looked at by a person."""
    ids = {effect.id: int(effect.target.removeprefix(_TARGET)) for effect in effects if effect.target}
    settled = withdraw_reasons(ids.values(), by=_BY, why=reason)
    return {
        effect: TakenBack(True, "线索少了这个起因")
        if settled.get(pk, True)
        else TakenBack(False, "已经有人跟过这条线索，请看还要不要帮")
        for effect, pk in ids.items()
    }


effect_kinds.register(EffectKind("lead", "困难线索", tell, withdraw, lead_of_reason))
