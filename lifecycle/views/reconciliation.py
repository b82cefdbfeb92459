"""夜间核对: what the lists of last night show against those of the night before, and what nobody can explain."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.choice import chosen_scope
from core.errors import NotFound, UserError
from core.permission import permitted
from lifecycle.reconciling.settling import mend_gap, settle_move
from lifecycle.selectors.reconciliation import ALL, OPEN, gap_lines, last_night, move_lines, open_counts


@permitted("roster.view")
@never_cache
@require_safe
def reconciliation(request: HttpRequest) -> HttpResponse:
    """Unexplained changes first; every change with its reasons on request."""
    scope = chosen_scope(request, "roster.view")
    show = ALL if request.GET.get("show") == ALL else OPEN
    after = request.GET.get("after", "")
    lines, following = move_lines(scope, show=show, after=int(after) if after.isdigit() else 0)
    moves, gaps = open_counts(scope)
    context = {
        "run": last_night(),
        "lines": lines,
        "gaps": gap_lines(scope) if show == OPEN else [],
        "show": show,
        "may_settle": request.user.has_permission("roster.publish"),
        "may_mend": request.user.has_permission("person.edit"),
        "next_url": f"?show={show}&after={following}" if following else "",
        "cells": [
            {
                "number": moves,
                "label": "没有事件解释的变化",
                "url": "?",
                "current": show == OPEN,
                "tone": "amb" if moves else "",
            },
            {"number": gaps, "label": "投影与事实不符", "url": "?#gaps", "tone": "amb" if gaps else ""},
        ],
    }
    return render(request, "lifecycle/reconciliation.html", context)


@permitted("roster.publish")
@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found out about one change."""
    try:
        settle_move(pk, words=request.POST.get("words", ""), by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "记下了，这一处不再列在这里。")
    return redirect("reconciliation")


@permitted("person.edit")
@require_POST
def mend(request: HttpRequest, pk: int) -> HttpResponse:
    """Bring one projection in step with the facts."""
    try:
        mend_gap(pk, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "已按事实改正。")
    return redirect("reconciliation")
