"""近期节点: whom the calendar will bring what."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.selectors.choice import chosen_scope
from core import clock
from core.permission import permitted
from lifecycle.milestone.declaration import milestones
from lifecycle.selectors.coming_milestones import milestones_between

SPANS = ((7, "7 天内"), (30, "30 天内"), (90, "90 天内"))


@permitted("person.view")
@never_cache
@require_safe
def coming(request: HttpRequest) -> HttpResponse:
    """The next days of the chosen area, by day; one kind alone with `?kind=`."""
    days = next((days for days, _ in SPANS if str(days) == request.GET.get("days")), SPANS[0][0])
    kind = request.GET.get("kind", "")
    kind = kind if kind in milestones else ""
    first = clock.today()
    scope = chosen_scope(request, "person.view")
    everything = milestones_between(
        scope,
        first=first,
        last=first + dt.timedelta(days=days - 1),
        scope_for=lambda permission: chosen_scope(request, permission),
    )
    shown = [one for one in everything.people if kind in ("", one.milestone.key)]
    cells = [
        {
            "number": number,
            "label": milestone.title,
            "url": f"?days={days}" if milestone.key == kind else f"?days={days}&kind={milestone.key}",
            "current": milestone.key == kind,
        }
        for milestone, number in everything.totals
    ]
    chosen = sum(number for milestone, number in everything.totals if kind in ("", milestone.key))
    context = {
        "coming": everything, "shown": shown, "left": chosen - len(shown), "cells": cells, "days": days, "kind": kind,
        "spans": SPANS,
    }  # fmt: skip
    return render(request, "lifecycle/milestones.html", context)
