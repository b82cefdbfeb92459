"""Acts with a payment list: freeze it, freeze a supplement, void what has not left the house."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.selectors.areas import area_name
from core.errors import NotFound, UserError
from core.permission import permitted
from lifecycle.domain.months import written
from lifecycle.models import PaymentRun
from lifecycle.paying.freezing import cancel, freeze, supplement
from lifecycle.paying.frozen import run_named
from lifecycle.paying.opening import FREEZE, scheme_named
from lifecycle.views.payments import Asked, asked_for


@permitted(FREEZE)
@require_POST
def freeze_list(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """Freeze the list as the user saw it."""
    asked = asked_for(request, scheme, month)

    def act() -> str:
        runs = freeze(asked.scheme, asked.area, asked.month, by=request.user, expected=request.POST.get("expected", ""))
        return f"冻结了 {_said(runs)}。以后底册再变，这份名单也不会变；多发、少发另外列出来。"

    return _done(request, asked, act)


@permitted(FREEZE)
@require_POST
def freeze_supplement(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """Freeze what is owed besides."""
    asked = asked_for(request, scheme, month)

    def act() -> str:
        expected = request.POST.get("expected", "")
        run = supplement(asked.scheme, asked.area, asked.month, by=request.user, expected=expected)
        return f"补发名单冻结了：{_said([run])}。"

    return _done(request, asked, act)


@permitted(FREEZE)
@require_POST
def cancel_run(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Void a frozen list that nobody has exported."""
    run = run_named(uid, by=request.user, permission=FREEZE)
    asked = Asked(scheme_named(run.scheme), run.month, run.area_code)

    def act() -> str:
        cancel(run, reason=request.POST.get("reason", ""), by=request.user)
        return "名单作废了，现在又是草稿。"

    return _done(request, asked, act)


def _said(runs: list[PaymentRun]) -> str:
    lines, amount = sum(run.lines for run in runs), sum(run.amount for run in runs)
    where = area_name(runs[0].area_code) if len(runs) == 1 else f"{len(runs)} 个街道"
    return f"{where} {written(runs[0].month)} {lines:,} 笔，合计 {amount:,.2f} 元"


def _done(request: HttpRequest, asked: Asked, act: Callable[[], str]) -> Any:
    try:
        messages.success(request, act())
    except NotFound:
        raise
    except UserError as refused:
        messages.error(request, str(refused))
    return redirect(asked.url("payment-list"))
