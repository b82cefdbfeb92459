"""`/aid/means/…`: a family's incomes, assets, expenses and obligors, and what they come to."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from aid.selectors.means import MemberMeans, means_of_case, report_number
from aid.services.case_moves import seen_case
from aid.services.figures import Figures, figure, what_if
from aid.services.means import add_obligor, record_means, remove_obligor
from aid.views.means_forms import MeansForm, ObligorForm, WhatIfForm
from core import clock
from core.audit import log_read
from core.errors import UserError
from core.permission import permitted

VIEW = "aid.view"


@never_cache
@permitted(VIEW)
@require_safe
def means(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All members on one page; `?income=` tries out another income."""
    case = seen_case(uid, by=request.user)
    log_read(by=request.user, action="view", kind="aid-means", uid=case.uid, label=case.number, area=case.area_code)
    return _page(request, case)


@permitted(VIEW)
@require_POST
def save(request: HttpRequest, uid: UUID, member: UUID) -> HttpResponse:
    """One member's figures by one origin."""
    form = MeansForm(request.POST)
    if form.is_valid():
        try:
            record_means(uid, member, form.said(), by=request.user, on=clock.today())
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "记下了，下面已按新的数重算。")
            return redirect(f"{reverse('aid-means', args=[uid])}#m-{member}")
    return _page(request, seen_case(uid, by=request.user), wrong=(member, form), status=422)


@permitted(VIEW)
@require_POST
def obligor(request: HttpRequest, uid: UUID, member: UUID) -> HttpResponse:
    """Somebody who owes a member support."""
    form = ObligorForm(request.POST, prefix="ob")
    if form.is_valid():
        try:
            add_obligor(uid, member, form.said(), by=request.user, on=clock.today())
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "义务人记下了。")
            return redirect(f"{reverse('aid-means', args=[uid])}#m-{member}")
    return _page(request, seen_case(uid, by=request.user), wrong_obligor=(member, form), status=422)


@permitted(VIEW)
@require_POST
def obligor_remove(request: HttpRequest, uid: UUID, obligor: UUID) -> HttpResponse:
    """Take an obligor back."""
    try:
        remove_obligor(uid, obligor, by=request.user, on=clock.today())
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "义务人删去了。")
    return redirect(reverse("aid-means", args=[uid]))


def _page(
    request: HttpRequest,
    case: Any,
    *,
    wrong: tuple[UUID, MeansForm] | None = None,
    wrong_obligor: tuple[UUID, ObligorForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    figures = figure(case)
    members = means_of_case(case, on=clock.today())
    may_verify = request.user.scope("aid.review").holds(case.area_code)  # type: ignore[union-attr]
    may_edit = request.user.scope("aid.assist").holds(case.area_code) or may_verify  # type: ignore[union-attr]
    rows = [
        {
            "member": member,
            "form": wrong[1] if wrong and wrong[0] == member.uid else _form(member, case, verify=may_verify),
            "obligor_form": wrong_obligor[1]
            if wrong_obligor and wrong_obligor[0] == member.uid
            else ObligorForm(prefix="ob"),
            "open": bool(wrong and wrong[0] == member.uid),
            "open_obligor": bool(wrong_obligor and wrong_obligor[0] == member.uid),
        }
        for member in members
    ]
    context = {"case": case, "figures": figures, "rows": rows, "may_edit": may_edit, **_tried(request, figures)}
    return render(request, "aid/means.html", context, status=status)


def _form(member: MemberMeans, case: Any, *, verify: bool) -> MeansForm:
    """Filled in with what stands: the report's for the street, else what the family said."""
    origin = "verified" if verify and "verified" in member.told else "declared"
    number = report_number(case) if verify else ""
    told = {"income_per": "month", "expense_per": "year", "document": number, **member.told.get(origin, {})}
    form = MeansForm(initial={"origin": origin, **told}, auto_id=f"id_{member.uid.hex[:8]}_%s")
    form.fields["income_wage"].source = f"底册：{member.occupation}" if member.occupation else ""  # type: ignore[attr-defined]
    return form


def _tried(request: HttpRequest, figures: Figures) -> dict[str, Any]:
    form = WhatIfForm(request.GET if "income" in request.GET else None)
    tried = None
    if form.is_bound and form.is_valid() and form.cleaned_data["income"] is not None:
        tried = what_if(figures, cast(Any, form.cleaned_data["income"]))
    return {"what_if_form": form, "tried": tried}
