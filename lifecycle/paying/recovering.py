"""What people do about an overpayment: agree on paying back, note money that came, recover it, or give it up, each with its reason."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import Overpayment, OverpaymentStep, Task
from lifecycle.models.payment import UNSETTLED, OverpaidState
from lifecycle.paying.opening import FREEZE, VIEW
from lifecycle.paying.overpaid import TASK, task_key
from lifecycle.services.tasks_of_effects import fulfil

ACTS = {
    "agree": ("约定退回", OverpaidState.AGREED),
    "pay-back": ("记一笔退回", None),
    "recover": ("已全部追回", OverpaidState.RECOVERED),
    "write-off": ("不追回", OverpaidState.WRITTEN_OFF),
    "note": ("记一笔", None),
}


def act_on(uid: UUID, act: str, *, reason: str, by: Any, amount: Decimal | None = None) -> Overpayment:
    """Do one of ACTS with an overpayment. `amount`: yuan that came back (pay-back). The reason stays with the step.

    NotFound outside the user's area, NotAllowed without payment.freeze (a note needs only to see it), Conflict once it is closed.
    """
    title, state = ACTS[act]
    with acting(by=by.username, why=f"多发：{title}"):
        row = Overpayment.objects.select_for_update().filter(by.scope(VIEW).q("area_code"), uid=uid).first()
        if row is None:
            raise NotFound("没有这笔多发，或者不在你的范围内。")
        if act != "note" and not by.scope(FREEZE).holds(row.area_code):
            raise NotAllowed(f"你的岗位不能办「{title}」。", remedy="由街道或区里办；你可以记一笔情况。")
        if row.state not in UNSETTLED:
            raise Conflict(f"这笔多发{row.get_state_display()}，已经了结。")
        if not reason.strip():
            raise UserError(f"{title}要写事由。", field="reason", remedy="例如：家属同意下月一次退清。")
        if act == "pay-back":
            _pay_back(row, amount)
        if act == "recover":
            amount, row.recovered = row.amount - row.recovered, row.amount
        _move(row, state, by)
        row.save()
        OverpaymentStep.objects.create(
            overpayment=row, at=clock.now(), by=by.username, act=act, words=reason.strip(), amount=amount
        )
        if row.state not in UNSETTLED:
            _close_task(row, title)
    return row


def _pay_back(row: Overpayment, amount: Decimal | None) -> None:
    left = row.amount - row.recovered
    if amount is None or amount <= 0 or amount != amount.quantize(Decimal("0.01")):
        raise UserError("退回的金额要填到分的正数。", field="amount", remedy="例如 100.00。")
    if amount > left:
        raise UserError(f"退回的比还欠的 {left:,.2f} 元多。", field="amount", remedy="请核对金额。")
    row.recovered += amount


def _move(row: Overpayment, state: OverpaidState | None, by: Any) -> None:
    if state is None:
        return
    row.state = state
    if state not in UNSETTLED:
        row.closed_at, row.closed_by = clock.now(), by.username


def _close_task(row: Overpayment, words: str) -> None:
    """What was to be done about it is done."""
    open_ones = Task.objects.filter(kind=TASK, key=task_key(row), state__in=OPEN_STATES).values_list("uid", flat=True)
    fulfil(dict.fromkeys(open_ones, f"多发：{words}"), by="payments")
