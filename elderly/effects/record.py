"""Effect kind "elder-record": somebody's elder record is brought to what the base says (elderly/services/records.py).

data: {}. Taking back is the same act: whoever voids an event has put the base right before.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.urls import reverse

from core import clock
from elderly.domain.record_stages import record_words
from elderly.selectors.records import states_of
from elderly.services.records import Since, keep_records
from lifecycle.engine.declaration import Applying, EffectKind, Landed, TakenBack, effect_kinds

_TARGET = "elder-record:"


def keep(effects: list[Applying]) -> Mapping[int, str]:
    """One statement for all. An event of the past counts as of today: whoever turned sixty meanwhile gets a full record."""
    today = clock.today()
    since = {effect.person: Since(max(effect.occurred_on, today), effect.source) for effect in effects if effect.person}
    keep_records(since, by="rules", why="生命事件规则")
    return {effect.id: f"{_TARGET}{effect.person}" for effect in effects if effect.person}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Hold the records against the base again."""
    today = clock.today()
    since = {effect.person: Since(today, effect.source) for effect in effects if effect.person}
    done = keep_records(since, by="rules", why=reason)
    return {
        effect.id: TakenBack(True, f"老人档案{done[effect.person].words}")
        if effect.person in done
        else TakenBack(True, "老人档案不用改")
        for effect in effects
    }


def landed(targets: Collection[str]) -> Mapping[str, Landed]:
    """How the record stands now."""
    people = {target: int(target.removeprefix(_TARGET)) for target in targets}
    states = states_of(people.values())
    return {
        target: Landed(record_words(state.stage, state.closing), "" if state.closing else "p", _url(state.person_uid))
        for target, person in people.items()
        if (state := states.get(person))
    }


def _url(person: object) -> str:
    return reverse("elder-record", args=[person])


effect_kinds.register(EffectKind("elder-record", "老人档案", keep, take_back, landed, together=True))
