"""按人查: who saw, changed, took out or published one person. The auditor types a number or a name and sees no resident."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core.audit import log_read
from core.permission import permitted
from core.traces import Traced, finders, lines_about, names_of, traces

SHOWN = 400


@permitted("audit.view")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def audit_person(request: HttpRequest) -> HttpResponse:
    """POST, so that a document number stands in no address, no history and no log."""
    text = request.POST.get("q", "").strip()
    found = [one for finder in finders for one in finder.find(text, request.user)] if text else []
    chosen = _chosen(found, request.POST.get("uid", ""))
    context: dict[str, Any] = {"tab": "person", "asked": bool(text), "found": found, "chosen": chosen, "text": text}
    if chosen:
        log_read(
            by=request.user,
            action="按人查日志",
            kind="person",
            uid=chosen.uids[0],
            label=chosen.label,
            reason=request.POST.get("reason", "").strip()[:200],
        )
        context |= trace_context(chosen, request.POST.get("group", ""))
    return render(request, "core/audit_person.html", context)


def _chosen(found: list[Traced], uid: str) -> Traced | None:
    if len(found) == 1:
        return found[0]
    return next((one for one in found if uid and str(one.uids[0]) == uid), None)


def trace_context(traced: Traced, group: str = "") -> dict[str, Any]:
    """What the list of acts needs: lines with names, and how many of each kind."""
    every = lines_about(traced)
    counts = Counter(line.group for line in every)
    lines = [line for line in every if group in ("", line.group)][:SHOWN]
    names = names_of(lines)
    return {
        "lines": [(line, names.get(line.by, line.by)) for line in lines],
        "groups": [(trace.title, counts[trace.title]) for trace in traces],
        "group": group,
        "total": len(every),
    }
