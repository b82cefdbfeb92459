"""What was frozen: the runs of a month, their lines, and what a key was paid in all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from core.errors import NotFound
from core.scope import Scope
from lifecycle.models import PaymentLeaver, PaymentLine, PaymentRun
from lifecycle.models.payment import STANDING
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.opening import NO_LIST, VIEW, unit_of
from residents.selectors.payees import former_of, standing_for


def runs_of(scheme: str, area: str, month: dt.date | None = None) -> QuerySet[PaymentRun]:
    """The standing runs whose street lies in the area, or holds it; all months or one, lists before their supplements."""
    own = Scope.of([area]).q("area_code") | Q(area_code=unit_of(area))
    runs = PaymentRun.objects.filter(own, scheme=scheme, state__in=STANDING)
    return (runs.filter(month=month) if month else runs).order_by("area_code", "number")


def run_named(uid: UUID | str, *, by: Any, permission: str = VIEW) -> PaymentRun:
    """A run whose street the user's grants reach: wholly, or a community of it (for reading); else NotFound."""
    run = PaymentRun.objects.select_related("frozen_by", "exported_by", "cancelled_by").filter(uid=uid).first()
    if run is None:
        raise NotFound(NO_LIST)
    scope = by.scope(permission)
    if not (scope.covers(run.area_code) or (permission == VIEW and scope.within(run.area_code))):
        raise NotFound(NO_LIST)
    return run


def lines_in(runs: Iterable[PaymentRun], area: str) -> QuerySet[PaymentLine]:
    """The lines of these runs that belong to the area, in the order of the lists."""
    rows = PaymentLine.objects.filter(Scope.of([area]).q("area_code"), run__in=[run.pk for run in runs])
    return rows.select_related("run").order_by("run_id", "position")


def leavers_in(runs: Iterable[PaymentRun], area: str) -> QuerySet[PaymentLeaver]:
    """Who left these lists, of the area."""
    rows = PaymentLeaver.objects.filter(Scope.of([area]).q("area_code"), run__in=[run.pk for run in runs])
    return rows.order_by("area_code", "name", "id")


@dataclass(frozen=True, slots=True)
class Total:
    """How many lines and how much money, of a community."""

    area: str
    lines: int
    amount: Decimal


def totals_of(runs: Iterable[PaymentRun], area: str) -> list[Total]:
    """By community."""
    rows = lines_in(runs, area).order_by().values("area_code").annotate(lines=Count("pk"), sum=Sum("amount"))
    return [Total(row["area_code"], row["lines"], row["sum"]) for row in rows.order_by("area_code")]


@dataclass(frozen=True, slots=True)
class Paid:
    """What a key was paid for a month, by all runs that stand; `own`: by the list itself, without what supplemented it."""

    key: str
    person: int
    area: str
    name: str
    amount: Decimal
    own: Decimal
    run: int


def paid_for(
    scheme: PaymentScheme, month: dt.date, area: str = "", *, keys: Collection[str] | None = None
) -> dict[str, Paid]:
    """{key: what it was paid} for a month: lines of the area, or those of the keys wherever they were paid.

    Lines of a record that was merged since count for the one that stands for it.
    """
    rows = PaymentLine.objects.filter(run__scheme=scheme.key, run__month=month, run__state__in=STANDING)
    if area:
        rows = rows.filter(Scope.of([area]).q("area_code"))
    if keys is not None:
        rows = rows.filter(key__in=_with_former(scheme, keys))
    columns = ("key", "person_id", "area_code", "name", "amount", "run__supplement", "run_id")
    lines = list(rows.order_by("run_id", "position").values_list(*columns))
    kept = standing_for({line[1] for line in lines}) if scheme.by_person else {}
    found: dict[str, Paid] = {}
    for key, person, community, name, amount, supplement, run in lines:
        now = _followed(key, person, kept)
        before = found.get(now)
        own = Decimal(0) if supplement else amount
        if before:
            amount, own = amount + before.amount, own + before.own
        found[now] = Paid(now, kept.get(person, person), community, name, amount, own, run)
    return found


def _followed(key: str, person: int, kept: dict[int, int]) -> str:
    """The key under which the surviving record is paid."""
    head, colon, rest = key.partition(":")
    return f"{kept[person]}{colon}{rest}" if person in kept and head == str(person) else key


def _with_former(scheme: PaymentScheme, keys: Collection[str]) -> list[str]:
    """The keys, and those under which records merged into the same persons were paid."""
    if not scheme.by_person:
        return list(keys)
    heads = {int(key.partition(":")[0]) for key in keys}
    former = former_of(heads)
    also = [
        f"{lost}{colon}{rest}"
        for key in keys
        for head, colon, rest in [key.partition(":")]
        for lost in former.get(int(head), ())
    ]
    return [*keys, *also]
