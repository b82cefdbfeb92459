"""Who is due for a check-up, and the lists to the community hospital."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import names_of
from core import clock
from core.errors import NotFound, UserError
from core.exports.approval import approval_above, level_above
from core.permission import permitted
from elderly.domain.rights import HEALTH
from elderly.recipients.health import AUDIENCE
from elderly.rosters.checkup_due import CHECKUP_DUE
from elderly.selectors.checkups_due import SHOWS, Asked, due_page
from elderly.selectors.exchanges import answered_count, answers, exchange_named, exchanges_of
from elderly.services.exchanges import Order, hand_over, may_hand_over, needs_agreement, people_for
from elderly.views.health_forms import ExchangeForm
from lifecycle.selectors.reach import own_area


def _area(request: HttpRequest) -> str:
    return own_area(request.user, HEALTH, getattr(getattr(request, "area", None), "code", ""))


@permitted(HEALTH)
@never_cache
@require_safe
def due(request: HttpRequest) -> HttpResponse:
    """今年还没有体检的, longest ago first; filters stand in the address."""
    asked, area, today = Asked.read(request.GET), _area(request), clock.today()
    page = due_page(chosen_scope(request, HEALTH), asked, area=area, today=today)
    cells = [
        {
            "number": page.counts.get(show, 0),
            "label": words,
            "url": Asked(show, asked.old).address(),
            "current": show == asked.show,
            "tone": "amb" if show in ("", "missed") and page.counts.get(show, 0) else "",
        }
        for show, words in SHOWS.items()
    ]
    where = urlencode({"area": area, "as_of": today.isoformat()})
    context = {
        "page": page,
        "asked": asked,
        "cells": cells,
        "area": area,
        "year": today.year,
        "roster_url": f"{reverse('roster', args=[CHECKUP_DUE.key])}?{where}",
        "export_url": f"{reverse('roster-export', args=[CHECKUP_DUE.key])}?{where}",
        "remind_url": _reminder(request),
        "old_url": Asked(asked.show, not asked.old).address(),
    }
    return render(request, "elderly/health/due.html", context)


def _reminder(request: HttpRequest) -> str:
    """Where a reminder to those who are due is drafted, for those who may send messages."""
    if not request.user.has_permission("sms.send"):  # type: ignore[union-attr]
        return ""
    return f"{reverse('message-batch-new')}?{urlencode({'template': 'checkup-invite', 'audience': AUDIENCE})}"


@permitted(HEALTH)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def exchange(request: HttpRequest) -> HttpResponse:
    """Hand a list over, and what became of earlier ones."""
    area = _area(request)
    form = ExchangeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return _handed_over(request, Order(area, **form.cleaned_data))
        except UserError as error:
            form.refuse(error)
    batches = exchanges_of(chosen_scope(request, HEALTH))
    context = {
        "form": form,
        "area": area,
        "batches": batches,
        "names": names_of({batch.made_by for batch in batches}),
        "may_hand_over": may_hand_over(request.user, area),
        "above": approval_above(area),
    }
    return render(request, "elderly/health/exchange.html", context, status=422 if form.errors else 200)


def _handed_over(request: HttpRequest, order: Order) -> Any:
    """The file, or the way to the pending request."""
    people = people_for(order, by=request.user)
    if asked := needs_agreement(order, people, by=request.user):
        messages.info(
            request,
            f"名单有 {len(people)} 人，超过 {approval_above(order.area)} 人要{level_above(asked.level_area)}同意。"
            "申请已送出，同意后 24 小时内来这里取。",
        )
        return redirect("export-requests")
    with tempfile.TemporaryDirectory(prefix="exchange-") as folder:
        path = Path(folder) / "list.xlsx"
        batch, _ = hand_over(order, people, by=request.user, path=path)
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=batch.file_name)


@permitted(HEALTH)
@never_cache
@require_safe
def exchange_batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who of a list came back with a check-up, and who did not."""
    scope = request.user.scope(HEALTH)  # type: ignore[union-attr]
    try:
        batch = exchange_named(uid, scope)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    show = request.GET.get("show", "")
    after = request.GET.get("after", "")
    lines, following = answers(
        batch, scope=scope, show=show, after=int(after) if after.isdecimal() and len(after) < 9 else 0
    )
    answered = answered_count(batch)
    numbers = {"": batch.rows, "waiting": batch.rows - answered, "answered": answered}
    titles = {"": "名单上", "waiting": "还没有体检结果", "answered": "已有体检结果"}
    cells = [
        {
            "number": numbers[key],
            "label": words,
            "url": f"?show={key}" if key else "?",
            "current": key == show,
            "tone": "amb" if key == "waiting" and numbers[key] else "",
        }
        for key, words in titles.items()
    ]
    context = {
        "batch": batch,
        "lines": lines,
        "cells": cells,
        "names": names_of({batch.made_by}),
        "next_url": f"?show={show}&after={following}" if following else "",
    }
    return render(request, "elderly/health/exchange_batch.html", context)
