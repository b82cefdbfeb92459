"""Effect kind "sms": a text message because of what happened.

data: {"template": code, "params": {name: text}, and if it does not go to the person's own number "whose": "guardian"}. The effect's
key makes it once; silence, hours and numbers are the messages' own business (messaging/services/sms_asking.py).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lifecycle.engine.declaration import Applying, EffectKind, Landed, TakenBack, effect_kinds
from messaging.selectors.sms import standing_of
from messaging.services.sms_asking import NewSms, call_back, send_sms

_BY = "rules"
_TARGET = "sms:"


def _key(effect: Applying) -> str:
    return f"{effect.rule}:{effect.key}"[:160]


def ask_for(effects: list[Applying]) -> Mapping[int, str]:
    """One message for each effect; one that stands already stays as it is."""
    wanted = [
        NewSms(
            template=effect.data["template"],
            key=_key(effect),
            area=effect.area,
            person=effect.person,
            params=effect.data.get("params") or {},
            whose=effect.data.get("whose") or "self",
            cause=f"event:{effect.event}",
        )
        for effect in effects
    ]
    made = send_sms(wanted, by=_BY, why="生命事件规则")
    return {effect.id: f"{_TARGET}{made[_key(effect)]}" for effect in effects}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """What did not go stays here; what went is for a person to put right."""
    in_time = call_back([_key(effect) for effect in effects], by=_BY, why=reason)
    return {
        effect.id: TakenBack(True, "短信还没发，不发了")
        if in_time.get(_key(effect), True)
        else TakenBack(False, "短信已经发出，收不回来，请看要不要另行说明")
        for effect in effects
    }


def landed(targets: Collection[str]) -> Mapping[str, Landed]:
    """How each message stands."""
    ids = {int(target.removeprefix(_TARGET)): target for target in targets if target.startswith(_TARGET)}
    return {ids[one.pk]: Landed(one.words, one.tone, one.url, one.waits) for one in standing_of(ids)}


effect_kinds.register(EffectKind("sms", "发短信", ask_for, take_back, landed))
