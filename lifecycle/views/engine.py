"""规则 × 事件: what each rule did with each kind of event, how quickly, and what failed. The matrix shows no resident."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.outbox import event_kinds
from core.permission import permitted
from lifecycle.engine.declaration import rules
from lifecycle.selectors.engine import days_of, latest_of, matrix, stuck, totals
from lifecycle.services.deliveries import retry

_DAYS = {"1": "今天", "7": "7 天", "30": "30 天"}


@permitted("engine.view")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Event by rule, in the last 1, 7 or 30 days, and the deliveries that failed."""
    days = request.GET.get("days", "7")
    days = days if days in _DAYS else "7"
    kinds = matrix(days=int(days))
    context = {"kinds": kinds, "totals": totals(kinds), "stuck": stuck(), "days": days, "periods": _DAYS.items()}
    return render(request, "lifecycle/engine.html", context | _may(request))


@permitted("engine.view")
@require_safe
def rule(request: HttpRequest, key: str) -> HttpResponse:
    """A rule: when, why, what it did lately; names only of people within the reader's sight."""
    found = rules.get(key)
    if found is None:
        raise Http404(f"没有规则 {key}。")
    context = {
        "rule": found,
        "kinds": [event_kinds[kind].title if kind in event_kinds else kind for kind in found.on],
        "days": days_of(key),
        "stuck": stuck(rule=key),
        "latest": latest_of(key) if request.user.has_permission("person.view") else None,
    }
    return render(request, "lifecycle/engine_rule.html", context | _may(request))


@permitted("engine.retry")
@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """Try failed deliveries again: one (`delivery`), those of a rule (`rule`), or all."""
    chosen, key = request.POST.get("delivery", ""), request.POST.get("rule", "")
    ids = [int(chosen)] if chosen.isdecimal() else None
    number = retry(by=request.user.username, rule=key, ids=ids)
    said = f"{number} 次触发马上再试。" if number else "没有要再试的：可能刚刚已经办成了。"
    messages.success(request, said)
    return redirect(reverse("engine-rule", args=[key]) if key and not ids else reverse("engine"))


def _may(request: HttpRequest) -> dict[str, bool]:
    return {"may_retry": request.user.has_permission("engine.retry")}
