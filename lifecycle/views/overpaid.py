"""多发追回: who was paid too much, which months, how much, why, and what was done about it."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.choice import chosen_scope
from core.errors import NotFound, UserError
from core.permission import permitted
from core.read_log import log_view
from lifecycle.models.payment import UNSETTLED
from lifecycle.paying.opening import FREEZE, VIEW
from lifecycle.paying.recovering import ACTS, act_on
from lifecycle.paying.recovery_list import STATES, counted, lines_of, one_named, visible

PAGE = 50


@permitted(VIEW)
@never_cache
@require_safe
def overpaid_list(request: HttpRequest) -> HttpResponse:
    """All of the area, those not settled first unless a state is chosen."""
    chosen = request.GET.get("state", "")
    rows = visible(request.user, chosen_scope(request, VIEW))
    counts = counted(rows)
    shown = rows.filter(state=chosen) if chosen in STATES else rows.filter(state__in=UNSETTLED)
    page = Paginator(shown.order_by("-found_at", "-id"), PAGE).get_page(request.GET.get("page"))
    open_sum = sum((counts[state][1] for state in UNSETTLED if state in counts), Decimal("0.00"))
    look = {
        "lines": lines_of(page.object_list),
        "page": page,
        "chosen": chosen,
        "open_sum": open_sum,
        "said": f"第 {page.start_index()}–{page.end_index()} 笔，共 {page.paginator.count} 笔",
        "previous_url": f"?state={chosen}&page={page.number - 1}" if page.has_previous() else "",
        "next_url": f"?state={chosen}&page={page.number + 1}" if page.has_next() else "",
        "cells": [
            {
                "number": counts.get(state, (0,))[0],
                "label": words,
                "url": f"?state={state}",
                "current": state == chosen,
                "tone": "amb" if state == "open" and state in counts else "",
            }
            for state, words in STATES.items()
        ],
    }
    return render(request, "lifecycle/payments/overpaid_list.html", look)


@permitted(VIEW)
@never_cache
@require_safe
def overpaid(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One overpayment: months, cause, steps, and the acts that this user may do."""
    return _page(request, uid)


def _page(request: HttpRequest, uid: UUID, *, refused: UserError | None = None, act: str = "") -> HttpResponse:
    line, steps = one_named(uid, by=request.user)
    row = line.row
    label = f"{line.scheme} 多发"
    log_view(by=request.user, kind="overpayment", uid=row.uid, label=label, area=row.area_code)
    decides = request.user.scope(FREEZE).holds(row.area_code)  # type: ignore[union-attr]
    acts = [(key, title) for key, (title, _) in ACTS.items() if decides or key == "note"]
    look = {
        "line": line,
        "row": row,
        "steps": steps,
        "acts": acts if line.open else [],
        "refused": refused,
        "act": act,
        "typed": request.POST,
    }
    return render(request, "lifecycle/payments/overpaid.html", look, status=422 if refused else 200)


@permitted(VIEW)
@require_POST
def overpaid_act(request: HttpRequest, uid: UUID, act: str) -> Any:
    """Do one of the acts; what was typed stays when it is refused."""
    if act not in ACTS:
        raise NotFound("没有这个动作。")
    try:
        amount = _amount(request.POST.get("amount", "")) if act == "pay-back" else None
        act_on(uid, act, reason=request.POST.get("reason", ""), by=request.user, amount=amount)
    except NotFound:
        raise
    except UserError as refused:
        return _page(request, uid, refused=refused, act=act)
    messages.success(request, f"记下了：{ACTS[act][0]}。")
    return redirect("overpaid", uid=uid)


def _amount(text: str) -> Decimal:
    try:
        return Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation as error:
        raise UserError("退回的金额要填数字。", field="amount", remedy="例如 100.00。") from error
