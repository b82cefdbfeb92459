"""导出申请: what I asked for, what waits for my decision, and the files that I may fetch for a day."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.errors import NotFound, UserError
from core.exports.approval import DISTRICT, approval_above, level_above
from core.exports.requests import decide, decided_by, fetch, mine, to_decide
from core.models import ExportRequest
from core.permission import signed_in
from core.ui.forms import ScreenForm

TONES = {"pending": "a", "approved": "p", "refused": "r"}


class AnswerForm(ScreenForm):
    """Agree, or say why not."""

    agreed = forms.ChoiceField(label="决定", choices=[("1", "同意"), ("0", "不同意")])
    answer = forms.CharField(label="意见", max_length=200, required=False)


@signed_in
@never_cache
@require_safe
def export_requests(request: HttpRequest) -> HttpResponse:
    """Both sides on one page: decisions first, they keep somebody waiting."""
    return _page(request)


def _page(request: HttpRequest, *, refused: UserError | None = None, status: int = 200) -> HttpResponse:
    user = request.user
    context = {
        "waiting": [_line(asked) for asked in to_decide(user)],
        "mine": [_line(asked) for asked in mine(user)],
        "decided": [_line(asked) for asked in decided_by(user)],
        "above": approval_above(),
        "refused": refused,
    }
    return render(request, "core/exports/requests.html", context, status=status)


def _line(asked: ExportRequest) -> dict[str, Any]:
    ready = asked.state == "approved" and asked.expires_at is not None and asked.expires_at > clock.now()
    return {
        "asked": asked,
        "tone": TONES[asked.state],
        "ready": ready,
        "over": asked.state == "approved" and not ready,
        "above": level_above(asked.level_area),
        "colleague": len(asked.level_area) <= DISTRICT,
    }


@signed_in
@require_POST
def export_decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Agree or not; what the service refuses is said above the list."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, refused=UserError("请选同意或不同意。"), status=422)
    try:
        made = decide(
            uid, agreed=form.cleaned_data["agreed"] == "1", answer=form.cleaned_data["answer"], by=request.user
        )
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        return _page(request, refused=error, status=422)
    messages.success(request, f"{made.get_state_display()}：{made.what}。")
    return redirect("export-requests")


@signed_in
@never_cache
@require_POST
def export_fetch(request: HttpRequest, uid: UUID) -> HttpResponse | FileResponse:
    """The approved file, to its applicant alone."""
    try:
        name, content = fetch(uid, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        return _page(request, refused=error, status=409)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)
