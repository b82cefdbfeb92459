"""What was paid too much is found and written down, with names, months, sums and causes. Only people close it (recovering.py)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Sum

from core import clock
from core.audit import acting
from core.event_log import told_about
from core.parameters import read
from core.scope import as_system
from lifecycle.domain.months import month_of, months_on, written
from lifecycle.models import OverpaidMonth, Overpayment, OverpaymentStep, PaymentRun
from lifecycle.models.payment import STANDING, UNSETTLED, OverpaidState
from lifecycle.parameters import PAYMENT_LOOK_BACK
from lifecycle.paying.comparing import ZERO, Gap, gaps
from lifecycle.paying.declaration import PaymentScheme, payment_schemes
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask

_WHY = "frozen months are compared with what is due now in every area; who may read what was found is asked when it is shown"
BY = "payments"
TASK = "recover-overpaid"
_REASON = 300


@dataclass(frozen=True, slots=True)
class Cause:
    """The event because of which frozen months were compared."""

    event: int
    on: dt.date


def compare_all() -> dict[str, int]:
    """By night: every scheme against its frozen months; {scheme: overpayments that stand open}."""
    return {scheme.key: len(find_overpaid(scheme)) for scheme in payment_schemes}


def find_overpaid(
    scheme: PaymentScheme, *, keys: Collection[str] | None = None, causes: Mapping[str, Cause] | None = None
) -> dict[str, Overpayment]:
    """Compare the frozen months of a scheme (for these keys) with what is due now; returns {key: open overpayment}.

    Of a key one overpayment stands open: months found later join it, and months that turn out right after all are set to nothing with
    a step that says so. What a closed one settled is not asked for again.
    """
    with as_system(_WHY), acting(by=BY, why=f"核对已发的{scheme.title}"):
        looked = _frozen_months(scheme)
        over: dict[str, list[Gap]] = defaultdict(list)
        for district, month in looked:
            for gap in gaps(scheme, district, month, keys=keys):
                if gap.over > 0:
                    over[gap.key].append(gap)
        _without_written_off(scheme, over)
        standing = _standing(scheme, keys)
        months = {month for _, month in looked}
        for key in sorted(over.keys() | standing.keys()):
            found = _keep(scheme, standing.get(key), over.get(key, []), months, (causes or {}).get(key))
            standing[key] = found
        return standing


def _frozen_months(scheme: PaymentScheme) -> list[tuple[str, dt.date]]:
    """(district, month) of the standing runs not older than policy looks back."""
    runs = PaymentRun.objects.filter(scheme=scheme.key, state__in=STANDING)
    back = read(PAYMENT_LOOK_BACK.key, on=clock.today(), area="000000").value
    if back is not None:
        runs = runs.filter(month__gte=months_on(month_of(clock.today()), -int(back)))
    return sorted({(area[:6], month) for area, month in runs.values_list("area_code", "month")})


def _standing(scheme: PaymentScheme, keys: Collection[str] | None) -> dict[str, Overpayment]:
    rows = Overpayment.objects.select_for_update().filter(scheme=scheme.key, state__in=UNSETTLED)
    if keys is not None:
        rows = rows.filter(key__in=list(keys))
    return {row.key: row for row in rows}


def _without_written_off(scheme: PaymentScheme, over: dict[str, list[Gap]]) -> None:
    """Take out the months that somebody has decided not to recover, as long as no more than that was paid too much."""
    rows = OverpaidMonth.objects.filter(
        overpayment__scheme=scheme.key, overpayment__state=OverpaidState.WRITTEN_OFF, overpayment__key__in=list(over)
    )
    settled: dict[tuple[str, dt.date], Decimal] = {
        (key, month): amount
        for key, month, amount in rows.values("overpayment__key", "month")
        .annotate(sum=Sum("amount"))
        .values_list("overpayment__key", "month", "sum")
    }
    for key in list(over):
        over[key] = [gap for gap in over[key] if gap.over > settled.get((key, gap.month), ZERO)]
        if not over[key]:
            del over[key]


def _keep(
    scheme: PaymentScheme,
    row: Overpayment | None,
    over: Sequence[Gap],
    looked: Collection[dt.date],
    cause: Cause | None,
) -> Overpayment:
    if row is None:
        row = _open(scheme, over, cause)
    before = {month.month: month for month in OverpaidMonth.objects.filter(overpayment=row)}
    now = {gap.month: gap for gap in over}
    said = [_month_words(gap) for month, gap in sorted(now.items()) if _write_month(row, gap, before.get(month))]
    for month, kept in sorted(before.items()):
        if month in looked and month not in now and kept.amount:
            kept.due, kept.amount = kept.paid, ZERO
            kept.save()
            said.append(f"{written(month)} 现在算来没有多发")
    if said:
        row.amount = OverpaidMonth.objects.filter(overpayment=row).aggregate(sum=Sum("amount"))["sum"] or ZERO
        row.save()
        OverpaymentStep.objects.create(overpayment=row, at=clock.now(), by=BY, act="found", words="；".join(said))
        _ask_back(scheme, row)
    return row


def _write_month(row: Overpayment, gap: Gap, kept: OverpaidMonth | None) -> bool:
    """Write a month as it is found now; says whether anything is new."""
    paid = (gap.paid.amount if gap.paid else ZERO) - gap.back
    if kept is None:
        OverpaidMonth.objects.create(overpayment=row, month=gap.month, paid=paid, due=gap.amount_due, amount=gap.over)
        return True
    if (kept.paid, kept.due, kept.amount) == (paid, gap.amount_due, gap.over):
        return False
    kept.paid, kept.due, kept.amount = paid, gap.amount_due, gap.over
    kept.save()
    return True


def _month_words(gap: Gap) -> str:
    return f"{written(gap.month)} 发了 {gap.amount_due + gap.over:,.2f} 元，应发 {gap.amount_due:,.2f} 元"


def _open(scheme: PaymentScheme, over: Sequence[Gap], cause: Cause | None) -> Overpayment:
    last = max(over, key=lambda gap: gap.month)
    paid = next(gap.paid for gap in over if gap.paid)
    told = told_about([paid.person], recorded_after=_frozen_at(paid.run), or_occurred_after=clock.today())
    why = scheme.why_not(paid.area[:6], last.month, [last.key]).get(last.key, "")
    words = "；".join(filter(None, [why, *dict.fromkeys(f"{one.occurred_on} {one.title}" for one in told)]))
    return Overpayment.objects.create(
        scheme=scheme.key,
        key=last.key,
        person_id=paid.person,
        area_code=paid.area,
        amount=ZERO,
        reason=words[:_REASON] or "没有事件解释，请核对。",
        event_id=cause.event if cause else (told[-1].event if told else None),
        found_at=clock.now(),
        found_by="有事发生时核对" if cause else "夜间核对",
    )


def _frozen_at(run: int) -> dt.datetime:
    return PaymentRun.objects.values_list("frozen_at", flat=True).get(pk=run)


def _ask_back(scheme: PaymentScheme, row: Overpayment) -> None:
    """The task of recovering it, opened once; it leads to the page of the overpayment."""
    if not row.amount:
        return
    months = OverpaidMonth.objects.filter(overpayment=row, amount__gt=0).order_by("month")
    said = "、".join(written(month) for month in months.values_list("month", flat=True))
    open_tasks(
        [
            NewTask(
                kind=TASK,
                area=row.area_code,
                title=f"追回多发的{scheme.title}",
                why=f"{said} 多发 {row.amount:,.2f} 元。{row.reason}。"[:_REASON],
                key=task_key(row),
                starts_on=clock.today(),
                persons=((row.person_id, "subject"),),
                event=row.event_id,
                data={"place": "overpaid", "of": str(row.uid)},
            )
        ],
        by=BY,
    )


def task_key(row: Overpayment) -> str:
    """The key under which the task of an overpayment is opened."""
    return f"overpayment:{row.uid}"
