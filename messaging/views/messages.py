"""短信: what was asked for, to whom, why, and what became of it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages as flashes
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import names_of
from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from messaging.domain.sms_states import TONES, WORDS, State
from messaging.selectors.sms import Wanted, all_templates, counts_by_state, message_in, message_page
from messaging.services.sms_batches import release_held

_SHOWN = (State.QUEUED, State.ACCEPTED, State.DELIVERED, State.FAILED, State.HELD, State.SUPPRESSED)
_DAYS = 30


@permitted("sms.view")
@never_cache
@require_GET
def messages(request: HttpRequest) -> HttpResponse:
    """The list, newest first; what waits for somebody stands above it."""
    scope, wanted = chosen_scope(request, "sms.view"), Wanted.read(request.GET)
    page = message_page(scope, wanted)
    counts = counts_by_state(scope, clock.now() - dt.timedelta(days=_DAYS))
    asked = {"state": wanted.state, "template": wanted.template}
    context: dict[str, Any] = {
        "tab": "messages",
        "page": page,
        "wanted": wanted,
        "states": [(state.value, WORDS[state], TONES[state], counts.get(state.value, 0)) for state in _SHOWN],
        "templates": all_templates(),
        "days": _DAYS,
        "next_url": f"?{urlencode({**{k: v for k, v in asked.items() if v}, 'before': page.next})}"
        if page.next
        else "",
    }
    return render(request, "messaging/messages.html", context)


@permitted("sms.view")
@never_cache
@require_GET
def message(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One message: its text, its way, and what a person can still do."""
    line = message_in(request.user.scope("sms.view"), uid)
    if line is None:
        raise Http404("没有这条短信。")
    context = {
        "tab": "messages",
        "line": line,
        "sms": line.sms,
        "names": names_of({line.sms.requested_by}),
        "may_send": request.user.scope("sms.send").holds(line.sms.area_code),
    }
    return render(request, "messaging/message.html", context)


@permitted("sms.send")
@require_POST
def release(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Back into the queue."""
    try:
        release_held(uid=uid, by=request.user)
        flashes.success(request, "重新排队了，一会儿就发。")
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        flashes.error(request, str(error))
    return redirect("message", uid)
