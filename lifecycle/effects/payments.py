"""Effect kind "compare-paid": frozen months of these lines are compared with what is due after the event.

data: {"scheme": key, "keys": [key, …]}. The target of one that found something reads `overpayment:<uid>`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.urls import reverse

from lifecycle.engine.declaration import Applying, EffectKind, Landed, TakenBack, effect_kinds
from lifecycle.models import Overpayment
from lifecycle.models.payment import UNSETTLED
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.overpaid import Cause, find_overpaid

_TARGET = "overpayment:"


def compare(effects: list[Applying]) -> Mapping[int, str]:
    """Compare once for each scheme; what was paid too much is written down and asked back."""
    targets = dict.fromkeys((effect.id for effect in effects), "")
    for scheme in sorted({effect.data["scheme"] for effect in effects}):
        own = [effect for effect in effects if effect.data["scheme"] == scheme]
        causes = {key: Cause(effect.event, effect.occurred_on) for effect in own for key in effect.data["keys"]}
        found = find_overpaid(payment_schemes[scheme], keys=list(causes), causes=causes)
        for effect in own:
            over = next((found[key] for key in effect.data["keys"] if key in found), None)
            targets[effect.id] = f"{_TARGET}{over.uid}" if over else ""
    return targets


def compare_again(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """The event is void: the same months are compared once more. What was opened stays for a person to close."""
    compare(effects)
    return {
        effect.id: TakenBack(False, "金额重新核对了，请看还要不要追回")
        if effect.target
        else TakenBack(True, "已发的月份重新核对了")
        for effect in effects
    }


def landed(targets: Collection[str]) -> dict[str, Landed]:
    """{`overpayment:<uid>`: how it stands} for those that the reader may see."""
    uids = [UUID(target.removeprefix(_TARGET)) for target in targets]
    return {
        f"{_TARGET}{row.uid}": Landed(
            f"多发 {row.amount:,.2f} 元，{row.get_state_display()}",
            "a" if row.state in UNSETTLED and row.amount else "p",
            reverse("overpaid", args=[row.uid]),
            row.state in UNSETTLED and bool(row.amount),
        )
        for row in Overpayment.objects.filter(uid__in=uids)
    }


effect_kinds.register(EffectKind("compare-paid", "核对已发的月份", compare, compare_again, landed))
