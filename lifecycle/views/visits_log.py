"""Visits that were made: the log, whom nobody met this month, photos, and two people's answers side by side."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import names_of
from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from lifecycle.domain.visits import BOTH, MET, MINE, THEIRS
from lifecycle.selectors.visits_log import Asked, differing, log_page, months
from lifecycle.services.visits import settle_visit
from lifecycle.services.visits_photos import read_photo

VERDICT_WORDS = ((THEIRS, "用先填的"), (MINE, "用后填的"), (BOTH, "两条都留"))


@permitted("visit.view")
@never_cache
@require_GET
def log(request: HttpRequest) -> HttpResponse:
    """Visits of an area, newest first; filters stand in the address."""
    asked = Asked.read(request.GET)
    page = log_page(chosen_scope(request, "visit.view"), asked, reader=request.user)
    sensitive = request.user.has_permission("visit.do")
    context = {"page": page, "asked": asked, "met": MET, "months": months(clock.today()), "sensitive": sensitive}
    template = "lifecycle/visits/log_rows.html" if request.htmx else "lifecycle/visits/log.html"
    return render(request, template, context)


@permitted("visit.do")
@never_cache
def settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Two people's answers to the same visit, decided one by one."""
    try:
        mine, theirs, found = differing(request.user, uid)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    names = names_of({mine.row.by, theirs.row.by})
    context: dict[str, Any] = {
        "names": names,
        "mine": mine,
        "theirs": theirs,
        "fields": found,
        "verdicts": VERDICT_WORDS,
    }
    if request.method == "POST":
        try:
            settle_visit(uid, {one.key: request.POST.get(one.key, "") for one in found}, by=request.user)
        except UserError as error:
            return render(request, "lifecycle/visits/settle.html", context | {"error": error}, status=422)
        messages.success(request, "定下了，两个人填的都留在历史里。")
        return redirect("visits-log")
    return render(request, "lifecycle/visits/settle.html", context)


@permitted("visit.do")
@never_cache
@require_GET
def photo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One photo; the look is written down."""
    try:
        content, kind = read_photo(uid, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = "inline"
    return response
