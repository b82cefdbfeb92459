"""系统维护: what the system administrator looks at in the morning."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.permission import permitted
from core.upkeep import search_indexes_lacking, states, worries


@permitted("system.upkeep")
@require_safe
def upkeep(request: HttpRequest) -> HttpResponse:
    """Backups, rehearsals, kept numbers: the last success and failure of each; indexes that are missing."""
    worried = [(worry, worry.look()) for worry in worries]
    context = {"states": states(), "lacking": search_indexes_lacking(), "worried": worried}
    return render(request, "core/upkeep.html", context)
