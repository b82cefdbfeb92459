"""别处转来的线索: rows of other areas' files that belong here."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.audit import log_read
from core.errors import NotFound, UserError
from core.imports.feed import Actor, feeds
from core.imports.leads import State, dispatch, judged_again, lead_of, not_ours, take, to_come, visible_leads
from core.imports.passing import WAITING
from core.imports.preview import shown_columns, shown_reading
from core.imports.views import importer
from core.models import Lead
from core.ui import area_names

PAGE = 50
SHOWN = {"": WAITING, "taken": (State.TAKEN,), "closed": (State.CLOSED, State.WITHDRAWN)}
_TITLES = {"": "待处理", "taken": "已收下", "closed": "退回或撤销"}
COUNTED = 9999


@importer
@never_cache
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """Leads that lie here, the oldest first."""
    show = request.GET.get("show", "")
    show = show if show in SHOWN else ""
    text = request.GET.get("after", "")
    after = int(text) if text.isdigit() and len(text) < 19 else 0
    mine = visible_leads(request.user)
    found = list(mine.filter(state__in=SHOWN[show], pk__gt=after).order_by("pk")[: PAGE + 1])
    cells = [
        {
            "number": mine.filter(state__in=states)[:COUNTED].count(),
            "label": _TITLES[key],
            "url": f"?show={key}" if key else "?",
            "current": key == show,
            "tone": "amb" if not key else "",
        }
        for key, states in SHOWN.items()
    ]
    context = {
        "lines": [(lead, feeds[lead.feed]) for lead in found[:PAGE]],
        "cells": cells,
        "show": show,
        "to_come": to_come(request.user),
        "next_url": f"?show={show}&after={found[PAGE - 1].pk}" if len(found) > PAGE else "",
    }
    return render(request, "imports/leads.html", context)


@importer
@never_cache
@require_http_methods(["GET", "POST"])
def lead(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One lead: what the row says, how it would be judged here, and the three answers."""
    try:
        found = lead_of(uid, by=request.user)
    except NotFound as error:
        raise Http404 from error
    problem = None
    if request.method == "POST":
        try:
            messages.success(request, _act(request, found))
        except UserError as error:
            problem = error
        else:
            return redirect("leads")
    return render(request, "imports/lead.html", _context(request, found, problem), status=422 if problem else 200)


def _act(request: HttpRequest, found: Lead) -> str:
    """Do what was pressed; returns what to say."""
    act, reason = request.POST.get("act", ""), request.POST.get("reason", "")
    if act == "dispatch":
        to = request.POST.get("area", "")
        dispatch(found, to=to, by=request.user, reason=reason)
        return f"已派给{area_names.area_name(to)}。"
    if act == "not-ours":
        return f"已{not_ours(found, reason=reason, by=request.user).trail[-1]['act']}。"
    decision = act if act in ("accept", "same") else ""
    taken = take(found, by=request.user, decision=decision, chosen=request.POST.get("with", ""))
    return f"{taken.label or '这一行'}：{taken.trail[-1]['act']}。"


def _context(request: HttpRequest, found: Lead, problem: UserError | None) -> dict[str, Any]:
    feed = feeds[found.feed]
    row = judged_again(found, by=request.user) if found.state in WAITING else None
    actor = cast(Actor, request.user)
    alike = feed.conflict(row, actor) if row and feed.conflict and found.state == State.OPEN else []
    against = next(iter(alike), None)
    log_read(
        by=request.user, action="看转来的线索", kind="lead", uid=found.uid, label=found.label, area=found.area_code
    )
    scope = actor.scope(feed.permission)
    return {
        "lead": found,
        "feed": feed,
        "pairs": shown_reading(row, feed) if row else [],
        "columns": shown_columns(feed),
        "row": row,
        "refused": bool(row and any(finding.level == "refused" for finding in row.findings)),
        "against": against,
        "problem": problem,
        "areas": [(code, name) for code, name in area_names.choices(scope) if code != found.area_code],
        "may_dispatch": len(found.area_code) < 12,
    }
