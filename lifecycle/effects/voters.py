"""Effect kind "end-proxy": a vote entrusted to or by somebody who is no longer a voter is void (appendix E D06).

data: {"proxy": uid, "on": ISO day, "why": words}.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from core.audit import acting
from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from lifecycle.models import VoterProxy

_BY = "rules"


def end(effects: list[Applying]) -> Mapping[int, str]:
    """End each on its day; one that ended already stays as it is."""
    with acting(by=_BY, why="委托人或受托人去世、离开"):
        for effect in effects:
            VoterProxy.objects.filter(uid=effect.data["proxy"], ended_on=None).update(
                ended_on=dt.date.fromisoformat(effect.data["on"]),
                end_reason=effect.data["why"],
                source=effect.source[:64],
            )
    return {effect.id: f"proxy:{effect.data['proxy']}" for effect in effects}


def revive(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Entrust it again, unless the voter has meanwhile entrusted another."""
    found: dict[int, TakenBack] = {}
    with acting(by=_BY, why=reason):
        for effect in effects:
            row = VoterProxy.objects.filter(uid=effect.data["proxy"]).exclude(ended_on=None).first()
            again = row and VoterProxy.objects.filter(election=row.election_id, person=row.person_id, ended_on=None)
            if row is None or again.exists():
                found[effect.id] = TakenBack(False, "委托后来又改过，要人看")
                continue
            VoterProxy.objects.filter(pk=row.pk).update(ended_on=None, end_reason="")
            found[effect.id] = TakenBack(True, "恢复委托")
    return found


effect_kinds.register(EffectKind("end-proxy", "委托投票失效", end, revive))
