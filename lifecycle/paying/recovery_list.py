"""Overpayments as a page lists them: inside the reader's area, with names, months and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from accounts.selectors.users import names_of
from core.errors import NotFound
from core.scope import Scope
from lifecycle.models import OverpaidMonth, Overpayment, OverpaymentStep
from lifecycle.models.payment import UNSETTLED, OverpaidState
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.opening import VIEW
from residents.selectors.payees import Payee, payees

_TITLES = {
    "found": "核对",
    "agree": "约定退回",
    "pay-back": "退回",
    "recover": "全部追回",
    "write-off": "不追回",
    "note": "记一笔",
}


@dataclass(frozen=True)
class Line:
    """An overpayment with whom it is about and its months (those of which something is left)."""

    row: Overpayment
    scheme: str
    person: Payee | None
    months: Sequence[OverpaidMonth]

    @property
    def left(self) -> Decimal:
        return self.row.amount - self.row.recovered

    @property
    def open(self) -> bool:
        return self.row.state in UNSETTLED


@dataclass(frozen=True)
class Step:
    """What was found or done, by whom in words."""

    title: str
    row: OverpaymentStep
    by: str


def visible(by: Any, scope: Scope) -> QuerySet[Overpayment]:
    """Those of the scope, of schemes whose receivers the user may know of."""
    allowed = Q(pk__in=[])
    for scheme in payment_schemes:
        allowed |= Q(by.scope(scheme.permission).q("area_code"), scheme=scheme.key)
    return Overpayment.objects.filter(scope.q("area_code"), allowed)


def counted(rows: QuerySet[Overpayment]) -> dict[str, tuple[int, Decimal]]:
    """{state: (how many, yuan)}."""
    found = rows.order_by().values("state").annotate(number=Count("pk"), sum=Sum("amount"))
    return {row["state"]: (row["number"], row["sum"]) for row in found}


def lines_of(rows: Sequence[Overpayment]) -> list[Line]:
    """With names and months, two statements for all."""
    people = payees({row.person_id for row in rows})
    months: dict[int, list[OverpaidMonth]] = {}
    for month in OverpaidMonth.objects.filter(overpayment__in=rows, amount__gt=0).order_by("month"):
        months.setdefault(month.overpayment_id, []).append(month)
    return [Line(row, _title(row), people.get(row.person_id), months.get(row.pk, [])) for row in rows]


def one_named(uid: UUID, *, by: Any) -> tuple[Line, list[Step]]:
    """An overpayment with its steps, oldest first; NotFound outside the user's grants."""
    row = visible(by, by.scope(VIEW)).select_related("event").filter(uid=uid).first()
    if row is None:
        raise NotFound("没有这笔多发，或者不在你的范围内。")
    steps = list(OverpaymentStep.objects.filter(overpayment=row).order_by("id"))
    names = names_of({step.by for step in steps})
    months = list(OverpaidMonth.objects.filter(overpayment=row).order_by("month"))
    line = Line(row, _title(row), payees({row.person_id}).get(row.person_id), months)
    return line, [
        Step(_TITLES.get(step.act, step.act), step, names.get(step.by, "系统" if step.by == "payments" else step.by))
        for step in steps
    ]


def _title(row: Overpayment) -> str:
    scheme = payment_schemes.get(row.scheme)
    return scheme.title if scheme else row.scheme


STATES = dict(OverpaidState.choices)
