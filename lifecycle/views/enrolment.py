"""入学对账: the term's school list beside the roster, by year of entry, with names."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.selectors.choice import chosen_scope
from core import clock
from core.permission import permitted
from lifecycle.selectors.enrolment import ABSENT, KINDS, MEANS, MISSING, MOST, WORDS, reconcile, years_on

_GRADES = "一二三四五六七八九"


@permitted("roster.view")
@never_cache
@require_safe
def enrolment(request: HttpRequest) -> HttpResponse:
    """Numbers of a year of entry by community; the children of one kind by name."""
    today = clock.today()
    years = years_on(today)
    year = next((year for year in years if str(year) == request.GET.get("year")), None)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else MISSING
    scope = chosen_scope(request, "roster.view")
    within = request.GET.get("in", "")
    within = within if within and scope.covers(within) else ""
    found = reconcile(scope, area=_area(request), year=year, kind=kind, today=today, within=within)
    cells = [
        {
            "number": found.numbers[key],
            "label": WORDS[key],
            "url": f"?year={year or ''}&kind={key}",
            "current": key == kind and not within,
            "tone": "amb" if key == MISSING and found.numbers[key] else "",
        }
        for key in KINDS
    ]
    context = {
        "found": found,
        "years": [(one, f"{_GRADES[years[0] - one]}年级") for one in years],
        "year": year,
        "grade": f"{_GRADES[years[0] - year]}年级" if year else "",
        "kind": kind,
        "means": MEANS[kind],
        "title": WORDS[kind],
        "columns": [(key, WORDS[key]) for key in KINDS],
        "lines": [
            (code, [(key, numbers[key]) for key in KINDS])
            for code, numbers in sorted(found.by_area, key=lambda line: (-line[1][MISSING], -line[1][ABSENT], line[0]))
        ],
        "cells": cells,
        "within": within,
        "most": MOST,
    }
    return render(request, "lifecycle/enrolment.html", context)


def _area(request: HttpRequest) -> str:
    """Whose parameters count: the chosen area, else the first granted."""
    if request.area and request.area.code:
        return request.area.code
    return min(grant.area_code for grant in request.user.live_grants)
