"""救助: the desk, one case, a new one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from aid.domain.case_states import State
from aid.domain.law import AID_KINDS
from aid.selectors.case_desk import aid_desk
from aid.selectors.case_of_person import case_to_look_at
from aid.selectors.case_page import case_view
from aid.services.cases import apply_for
from aid.services.figures import figure
from aid.views.case_forms import NewCaseForm
from core.errors import NotFound, UserError
from core.permission import permitted
from core.read_log import log_view
from residents.selectors.household import members_of
from residents.selectors.person import PersonView, person_page

BOTH = ["GET", "HEAD", "POST"]
# Steps of the ordinary way are always shown, the others while something stands there.
_ALWAYS = (
    State.APPLIED, State.CHECKING, State.SURVEYING, State.REVIEWING, State.POSTED, State.CONFIRMING, State.IN_FORCE,
)  # fmt: skip


@permitted("aid.view")
@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for me, and how many stand where."""
    area = getattr(request, "area", None)
    found = aid_desk(request.user, area.code if area else "")
    books = reverse("aid-cases-list")
    cells = [
        {
            "number": number,
            "label": state.title,
            "url": f"{books}?state={state.value}",
            "tone": _tone(state.tone, number),
        }
        for state, number in found.counts
        if number or state in _ALWAYS
    ]
    look = {
        "desk": found,
        "cells": cells,
        "may_assist": request.user.has_permission("aid.assist"),  # type: ignore[union-attr]
    }
    return render(request, "aid/desk.html", look)


def _tone(tone: str, number: int) -> str:
    return {"r": "red", "a": "amb"}.get(tone, "") if number else ""


@permitted("aid.view")
@never_cache
@require_safe
def case(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One case; each look is written down."""
    try:
        seen = case_view(uid, request.user)
    except NotFound as error:
        raise Http404(str(error)) from error
    row = seen.case
    log_view(by=request.user, kind="aid-case", uid=row.uid, label=row.number, area=row.area_code)
    pays = AID_KINDS[row.kind].pays
    return render(
        request,
        "aid/case.html",
        {
            "seen": seen,
            "case": row,
            "figures": figure(row) if pays != "once" else None,
            "account_reasons": ("核对发放账户", "发放退票", "居民来问"),
        },
    )


@permitted("aid.assist")
@never_cache
@require_http_methods(BOTH)
def new(request: HttpRequest) -> HttpResponse:
    """An application: with a person given, those who live together are shown before anything is stored."""
    view = _person(request)
    form = NewCaseForm(request.user, request.POST or None, initial=_initial(view, request))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        try:
            opened = apply_for(said.pop("person"), on=said.pop("applied_on"), by=request.user, **said)
        except UserError as refused:
            form.refuse(refused)
        else:
            messages.success(request, f"申请编号 {opened.number}。请登记授权核对书、承诺书，再交街道受理。")
            return redirect("aid-case", uid=opened.uid)
    status = 422 if request.method == "POST" else 200
    look = {"form": form, "person": view, "members": _members(view)}
    return render(request, "aid/case_new.html", look, status=status)


def _scope(request: HttpRequest) -> Any:
    return request.user.scope("person.view")  # type: ignore[union-attr]


def _person(request: HttpRequest) -> PersonView | None:
    asked = request.GET.get("person", "")
    try:
        return person_page(UUID(asked), scope=_scope(request)) if asked else None
    except (ValueError, NotFound) as error:
        raise Http404("没有这个人，或者不在你的范围里。") from error


def _initial(view: PersonView | None, request: HttpRequest) -> dict[str, Any]:
    kind = request.GET.get("kind", "")
    said = {"kind": kind if kind in AID_KINDS else ""}
    return said | {"person": f"{view.name} {view.row.number_last4}".strip()} if view else said


def _members(view: PersonView | None) -> list[Any]:
    if view is None or not view.households:
        return []
    return [one for one in members_of(view.households[0].household) if one.here]


@permitted("aid.view")
@require_safe
def recount(request: HttpRequest, uid: UUID) -> HttpResponse:
    """From a task about somebody to the case that has to be looked at anew; without one, to the person's page."""
    found = case_to_look_at(uid, request.user)
    return redirect("aid-case", uid=found) if found else redirect("person", uid=uid)


@permitted("aid.view")
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """/aid/cases/ is the register's list."""
    query = request.META.get("QUERY_STRING", "")
    return redirect(f"{reverse('aid-cases-list')}{'?' + query if query else ''}")
