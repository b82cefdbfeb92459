"""成批短信: draft, look at it as it would go, approve, or not."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from accounts.selectors.areas import area_options
from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import names_of
from core.errors import NotFound, UserError
from core.permission import permitted
from messaging.declaration import audiences, sms_texts
from messaging.forms import BatchForm
from messaging.selectors.sms_batches import batch_in, batch_templates, batches_in, preview
from messaging.services.sms_batches import approve_batch, draft_batch, drop_batch
from messaging.services.sms_templates import ship_texts, template_named


@permitted("sms.view")
@never_cache
@require_GET
def batches(request: HttpRequest) -> HttpResponse:
    """Those that wait first."""
    found = batches_in(chosen_scope(request, "sms.view"))
    context = {"tab": "batches", "batches": found, "names": names_of({one.row.drafted_by for one in found})}
    return render(request, "messaging/batches.html", context)


@permitted("sms.send")
@never_cache
def draft(request: HttpRequest) -> HttpResponse:
    """First the template, then its places."""
    ship_texts()
    code = request.GET.get("template", "")
    if not code:
        return render(request, "messaging/batch_choose.html", {"tab": "batches", "templates": batch_templates()})
    try:
        template = template_named(code)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    areas = [(key, title) for key, title in area_options(request.user.scope("sms.send"))]
    initial = {
        "area": getattr(getattr(request, "area", None), "code", ""),
        "audience": request.GET.get("audience", ""),
    }
    form = BatchForm(template, areas, request.POST or None, initial=initial)
    form.label_places(dict(sms_texts[code].places) if code in sms_texts else {})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = draft_batch(
                area=data["area"], title=data["title"], template=code, audience=data["audience"],
                params=form.params, by=request.user,
            )  # fmt: skip
        except UserError as error:
            form.refuse(error)
        else:
            return redirect("message-batch", made.uid)
    status = 422 if request.method == "POST" else 200
    return render(
        request, "messaging/batch_new.html", {"tab": "batches", "form": form, "template": template}, status=status
    )


@permitted("sms.view")
@never_cache
@require_GET
def batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What would go to whom, and who is left out and why."""
    row = batch_in(request.user.scope("sms.view"), uid)
    if row is None:
        raise Http404("没有这一批短信。")
    user = request.user
    mine = row.drafted_by == user.username
    context: dict[str, Any] = {
        "tab": "batches",
        "batch": row,
        "audience": audiences[row.audience].title if row.audience in audiences else row.audience,
        "look": preview(row),
        "names": names_of({row.drafted_by, row.decided_by}),
        "mine": mine,
        "may_approve": not mine and user.scope("sms.approve").covers(row.area_code),
        "may_drop": mine or user.scope("sms.approve").covers(row.area_code),
    }
    return render(request, "messaging/batch.html", context)


@permitted("sms.view")
@require_POST
def decide(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Approved, or not sent; the service asks who may."""
    why = request.POST.get("why", "")
    try:
        if request.POST.get("act") == "approve":
            number = approve_batch(uid=uid, why=why, by=request.user)
            messages.success(request, f"批准了，{number} 条在排队，按时段发出。")
        else:
            number = drop_batch(uid=uid, why=why, by=request.user)
            messages.success(request, f"不发了，{number} 条都留着记录。")
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    return redirect("message-batch", uid)
