"""疑似退出 and 说法不一: what files brought up and a person has to look at."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotFound, UserError
from core.permission import permitted
from core.scope import Scope
from core.sources import describe
from residents.selectors.disagreements import disagreement_lines, open_disagreements
from residents.selectors.exits import STATES, exit_lines, possible_exits
from residents.services.adopt import decide
from residents.services.exits import DECISIONS, decide_exit

COUNTED = 9999


@permitted("person.edit")
@never_cache
@require_safe
def exits(request: HttpRequest) -> HttpResponse:
    """Who is missing from a full list, in the areas of the user; the open ones first."""
    scope, show = _scope(request), request.GET.get("show", "")
    show = show if show in STATES else ""
    lines, following = exit_lines(scope, show=show, after=_after(request))
    titles = {"": "待核", "decided": "核对过的", "back": "又在表里了"}
    cells = [
        {
            "number": possible_exits(scope).filter(state__in=states)[:COUNTED].count(),
            "label": titles[key],
            "url": f"?show={key}" if key else "?",
            "current": key == show,
            "tone": "amb" if not key else "",
        }
        for key, states in STATES.items()
    ]
    context = {
        "lines": lines,
        "cells": cells,
        "show": show,
        "sources": describe([line.row.source for line in lines]),
        "decisions": [(state.value, words) for state, words in DECISIONS.items()],
        "next_url": f"?show={show}&after={following}" if following else "",
    }
    return render(request, "residents/exits.html", context)


@permitted("person.edit")
@require_POST
def exit_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found out about one person."""
    try:
        row = decide_exit(
            pk, state=request.POST.get("state", ""), reason=request.POST.get("reason", ""), by=request.user
        )
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{row.person.name}：{row.get_state_display()}。")
    return redirect(_back(request, "exits"))


@permitted("person.edit")
@never_cache
@require_safe
def disagreements(request: HttpRequest) -> HttpResponse:
    """Where two sources differ, in the areas of the user."""
    scope = _scope(request)
    lines, following = disagreement_lines(scope, after=_after(request))
    context = {
        "lines": lines,
        "count": open_disagreements(scope)[:COUNTED].count(),
        "next_url": f"?after={following}" if following else "",
    }
    return render(request, "residents/disagreements.html", context)


@permitted("person.edit")
@require_POST
def disagreement_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the other word, or keep what the base says."""
    adopt = request.POST.get("decision") == "adopt"
    try:
        row = decide(pk, adopt=adopt, reason=request.POST.get("reason", ""), by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{row.person.name}：{row.get_state_display()}。")
    return redirect(_back(request, "disagreements"))


def _scope(request: HttpRequest) -> Scope:
    user, area = cast(Any, request.user), getattr(request, "area", None)
    scope: Scope = user.scope("person.edit")
    return scope.within(area.code) if area else scope


def _after(request: HttpRequest) -> int:
    text = request.GET.get("after", "")
    return int(text) if text.isdigit() and len(text) < 19 else 0


def _back(request: HttpRequest, otherwise: str) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else otherwise
