"""The groups of one person: what the base tells and why, what an office declared or contests, and what it was before."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from core import clock
from core.errors import UserError
from core.permission import permitted
from core.read_log import log_view
from elderly.domain.categories import categories
from elderly.forms.care import DeclareForm
from elderly.selectors.categories import contested_by, history_of, reasons_of
from elderly.services import declared_categories as acts
from elderly.views.care import EDIT, VIEW
from residents.views.guard import person_or_404


@permitted(VIEW)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def groups(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Read by whoever sees old people; changed by whoever may edit them."""
    user, today = request.user, clock.today()
    may_edit = user.has_permission(EDIT)  # type: ignore[union-attr]
    person = person_or_404(request, uid, VIEW)
    log_view(by=user, kind="person", uid=person.uid, label=person.name, area=person.living_area or person.hukou_area)
    lines = history_of(person.pk)
    held = {line.code for line in lines if line.until is None}
    codes = [(code, one.name) for code, one in categories().items() if code not in held]
    form = DeclareForm(request.POST if request.POST.get("act") == "declare" else None, codes=codes)
    error = ""
    if request.method == "POST":
        if not may_edit:
            raise Http404
        try:
            if _act(request, uid, form):
                return redirect("care-groups", uid)
        except UserError as problem:
            error = str(problem)
    reasons = reasons_of([person.pk], today)
    context: dict[str, Any] = {
        "person": person,
        "now": [(line, reasons.get((person.pk, line.code), "")) for line in lines if line.until is None],
        "past": [line for line in lines if line.until is not None],
        "contested": [(row, categories()[row.code]) for row in contested_by(person.pk, today)],
        "form": form,
        "error": error,
        "may_edit": may_edit,
    }
    return render(request, "elderly/care/groups.html", context, status=422 if request.method == "POST" else 200)


def _act(request: HttpRequest, uid: UUID, form: DeclareForm) -> bool:
    """Do what was asked; False when the form has to be shown again."""
    said, by = request.POST, request.user
    act, code, reason = said.get("act", ""), said.get("code", ""), said.get("reason", "")
    if act == "declare":
        if not form.is_valid():
            return False
        acts.declare(uid, form.cleaned_data["code"], evidence=form.cleaned_data["evidence"], by=by)
    elif act == "end":
        line = said.get("line", "")
        acts.end_declared(int(line) if line.isdigit() else 0, reason=reason, by=by)
    elif act == "contest":
        acts.contest(uid, code, reason=reason, by=by)
    elif act == "accept":
        acts.accept_again(uid, code, by=by)
    else:
        return False
    messages.success(request, "记下了，探访安排已跟着改。")
    return True
