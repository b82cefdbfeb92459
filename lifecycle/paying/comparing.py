"""Frozen months against what is due now: who was paid too much, who too little."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Sum

from core.scope import Scope
from lifecycle.models import OverpaidMonth
from lifecycle.models.payment import OverpaidState
from lifecycle.paying.declaration import Due, PaymentScheme
from lifecycle.paying.frozen import Paid, paid_for, runs_of
from lifecycle.paying.opening import unit_of

ZERO = Decimal("0.00")


@dataclass(frozen=True, slots=True)
class Gap:
    """A key whose payment of a month is not what is due: `over` positive was paid too much, negative too little."""

    key: str
    month: dt.date
    paid: Paid | None
    due: Due | None
    back: Decimal = ZERO  # recovered meanwhile

    @property
    def amount_due(self) -> Decimal:
        return (self.due.amount if self.due else None) or ZERO

    @property
    def over(self) -> Decimal:
        return (self.paid.amount if self.paid else ZERO) - self.back - self.amount_due


def gaps(scheme: PaymentScheme, district: str, month: dt.date, *, keys: Collection[str] | None = None) -> list[Gap]:
    """Every key (of these, or all) that a district's frozen lists of a month paid otherwise than is due now.

    Streets that have frozen no list of the month are left out: nothing was paid there yet. A key whose amount is 待确认 cannot be
    compared and is left out too. Run as the system.
    """
    paid = paid_for(scheme, month, district, keys=keys)
    due = {one.key: one for one in _due(scheme, district, month, keys)}
    frozen = {run.area_code for run in runs_of(scheme.key, district, month)}
    back = recovered(scheme, month)
    found = []
    for key in sorted(paid.keys() | due.keys()):
        mine, owed = paid.get(key), due.get(key)
        if owed is not None and (owed.amount is None or (mine is None and unit_of(owed.area) not in frozen)):
            continue
        gap = Gap(key, month, mine, owed, back.get(key, ZERO))
        if gap.over:
            found.append(gap)
    return found


def recovered(scheme: PaymentScheme, month: dt.date) -> dict[str, Decimal]:
    """{key: what came back of a month}: it counts as not paid."""
    rows = OverpaidMonth.objects.filter(
        overpayment__scheme=scheme.key, overpayment__state=OverpaidState.RECOVERED, month=month
    )
    return dict(rows.values("overpayment__key").annotate(sum=Sum("amount")).values_list("overpayment__key", "sum"))


def _due(scheme: PaymentScheme, district: str, month: dt.date, keys: Collection[str] | None) -> list[Due]:
    if keys is None:
        return list(scheme.due(district, month))
    if scheme.due_of is not None:
        return list(scheme.due_of(district, month, sorted(keys)))
    wanted = set(keys)
    return [due for due in scheme.due(district, month) if due.key in wanted]


def underpaid(scheme: PaymentScheme, area: str, month: dt.date) -> list[Due]:
    """What a supplement of a street's frozen month would pay: the differences, with the arithmetic that led to them."""
    here = Scope.of([area])
    found = [
        _difference(gap.due, gap.amount_due + gap.over)
        for gap in gaps(scheme, area[:6], month)
        if gap.over < 0 and gap.due is not None and here.holds(gap.due.area)
    ]
    return sorted(found, key=lambda due: (due.area, due.key))


def overpaid(scheme: PaymentScheme, area: str, month: dt.date) -> list[Gap]:
    """Who was paid too much by the frozen lists of an area's month, as known now."""
    here = Scope.of([area])
    return [gap for gap in gaps(scheme, area[:6], month) if gap.over > 0 and gap.paid and here.holds(gap.paid.area)]


def _difference(due: Due, paid: Decimal) -> Due:
    owed = due.amount or ZERO
    words = f"应发 {owed:,.2f} 元，已发 {paid:,.2f} 元，补发 {owed - paid:,.2f} 元"
    return replace(due, amount=owed - paid, arithmetic=(*due.arithmetic, words))
