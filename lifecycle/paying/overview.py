"""Months of a scheme at a glance: frozen where and how much, without computing a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from core import clock
from core.scope import Scope
from lifecycle.domain.months import month_of, written
from lifecycle.models import PaymentLine, PaymentRun
from lifecycle.models.payment import STANDING
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.opening import is_unit, unit_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A month of a scheme in an area. `streets`: how many of them have a frozen list; none: it is a draft."""

    month: str
    streets: int
    exported: int
    lines: int
    amount: Decimal
    now: bool


def months_of(scheme: PaymentScheme, area: str, months: Sequence[dt.date]) -> list[Cell]:
    """One cell a month, two statements in all; lines and sums are those of the area alone."""
    here = Scope.of([area])
    runs = PaymentRun.objects.filter(scheme=scheme.key, month__in=months, state__in=STANDING)
    runs = runs.filter(area_code=unit_of(area)) if is_unit(area) else runs.filter(here.q("area_code"))
    main = list(runs.filter(supplement=False).values_list("month", "state"))
    paid = PaymentLine.objects.filter(here.q("area_code"), run__in=runs).values("run__month")
    sums = {row["run__month"]: row for row in paid.annotate(lines=Count("pk"), sum=Sum("amount")).order_by()}
    this = month_of(clock.today())
    return [
        Cell(
            written(month),
            sum(one == month for one, _ in main),
            sum(one == month and state == "exported" for one, state in main),
            sums[month]["lines"] if month in sums else 0,
            sums[month]["sum"] if month in sums else Decimal("0.00"),
            month == this,
        )
        for month in months
    ]
