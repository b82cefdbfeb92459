"""What was changed in a record, field by field."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.field_history import entries, histories
from core.permission import signed_in
from core.sources import describe

PAGE = 100


@signed_in
@never_cache
@require_safe
def history(request: HttpRequest, kind: str, uid: str) -> HttpResponse:
    """The record's kind says who may see it: out of sight and missing are the same 404."""
    declared = histories.get(kind)
    subject = declared.find(request.user, uid) if declared else None
    if declared is None or subject is None:
        raise Http404
    every = entries(declared, subject, reader=request.user)
    asked = request.GET.get("from", "")
    start = int(asked) if asked.isdecimal() else 0
    shown = every[start : start + PAGE]
    users = {entry.by for entry in shown if entry.by}
    found = get_user_model().objects.filter(username__in=users).values_list("username", "name")
    names = {"seed": "演示数据", "system": "系统", **dict(found)}
    sources = describe(entry.source for entry in shown)
    context = {
        "kind": declared,
        "subject": subject,
        "total": len(every),
        "lines": [(entry, names.get(entry.by, entry.by), sources.get(entry.source)) for entry in shown],
        "newer_url": f"?from={max(start - PAGE, 0)}" if start else "",
        "older_url": f"?from={start + PAGE}" if start + PAGE < len(every) else "",
    }
    return render(request, "core/history.html", context)
