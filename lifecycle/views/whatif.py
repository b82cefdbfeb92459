"""试算: a roster by values, or on a day, that are not in force yet."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.parameters import Reading, parameters, read_many
from core.permission import permitted
from core.ui.dates import NotADay, parse_day
from lifecycle.roster.context import may_open, roster_named
from lifecycle.roster.declaration import Roster, rosters
from lifecycle.selectors.reach import own_area
from lifecycle.whatif.trial import Trial, try_out

_VALUE = "p."


@permitted("roster.view")
@never_cache
@require_safe
def what_if(request: HttpRequest) -> HttpResponse:
    """Choose a roster (or come from a parameter), type other values or another day, and see who and how much. Nothing is written."""
    area = own_area(request.user, "roster.view", getattr(getattr(request, "area", None), "code", ""))
    choices = [roster for roster in rosters if may_open(roster, request.user, area)]
    wanted, key = request.GET.get("roster", ""), request.GET.get("parameter", "")
    chosen = [roster for roster in choices if key in roster.parameters] if key else []
    if wanted:
        chosen = [roster for roster in choices if roster.key == roster_named(wanted).key]
    context: dict[str, Any] = {"choices": choices, "chosen": chosen, "wanted": wanted, "key": key, "area_code": area}
    if chosen:
        context |= _asked(request, chosen, area)
    return render(request, "lifecycle/what_if.html", context, status=422 if context.get("errors") else 200)


def _asked(request: HttpRequest, chosen: list[Roster], area: str) -> dict[str, Any]:
    """The fields with what was typed, and the trials once something was."""
    today = clock.today()
    errors: dict[str, str] = {}
    now, then = (_day(request, name, today, errors) for name in ("now", "then"))
    keys = list(dict.fromkeys(key for roster in chosen for key in roster.parameters))
    readings = read_many(keys, on=then, area=area)
    values = _values(request, keys, errors)
    trials: list[Trial] = []
    if "go" in request.GET and not errors:
        trials = [_try(roster, area, values, now, then, request.user) for roster in chosen]
    return {
        "now": request.GET.get("now") or now.isoformat(),
        "then": request.GET.get("then") or then.isoformat(),
        "fields": [_field(request, key, readings[key], errors) for key in keys],
        "errors": errors,
        "trials": trials,
        "values": values,
        "went": "go" in request.GET and not errors,
    }


def _try(roster: Roster, area: str, values: dict[str, Any], now: dt.date, then: dt.date, by: Any) -> Trial:
    own = {key: value for key, value in values.items() if key in roster.parameters}
    return try_out(roster, area=area, values=own, now=now, then=then, by=by)


def _day(request: HttpRequest, name: str, today: dt.date, errors: dict[str, str]) -> dt.date:
    text = request.GET.get(name, "").strip()
    if not text:
        return today
    try:
        return parse_day(text, today=today)
    except NotADay as error:
        errors[name] = str(error)
        return today


def _values(request: HttpRequest, keys: list[str], errors: dict[str, str]) -> dict[str, Any]:
    """What was typed, as values; an empty field leaves the value in force."""
    found = {}
    for key in keys:
        text = request.GET.get(f"{_VALUE}{key}", "").strip()
        try:
            value = parameters[key].parse(text)
        except ValueError as error:
            errors[f"{_VALUE}{key}"] = str(error)
            continue
        if value is not None:
            found[key] = value
    return found


def _field(request: HttpRequest, key: str, reading: Reading, errors: dict[str, str]) -> dict[str, Any]:
    name = f"{_VALUE}{key}"
    return {
        "name": name,
        "key": key,
        "label": parameters[key].name,
        "unit": parameters[key].unit,
        "typed": request.GET.get(name, ""),
        "reading": reading,
        "error": errors.get(name, ""),
    }
