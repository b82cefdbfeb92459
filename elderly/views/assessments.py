"""Assessments: those due and those made, one with its arithmetic, all of a person, the report on paper, a wrong one voided."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.choice import chosen_scope
from accounts.selectors.users import names_of
from core import clock
from core.audit import log_read
from core.errors import NotFound, UserError
from core.permission import permitted
from core.read_log import log_view
from elderly.domain import assessment_ability as ability
from elderly.domain.assessment_words import SCALES
from elderly.domain.rights import HEALTH
from elderly.panels.assessment import offers
from elderly.selectors.assessments import Shown, assessment_in_scope, shown_of
from elderly.selectors.assessments_list import Asked, list_page, number_due
from elderly.services.assessments import ASSESS, void_assessment
from residents.views.guard import person_or_404

KIND = "assessment"


@permitted(HEALTH)
@never_cache
@require_safe
def listed(request: HttpRequest) -> HttpResponse:
    """What is due (`?due`), or everything that was made; filters stand in the address."""
    asked, scope = Asked.read(request.GET), chosen_scope(request, HEALTH)
    context = {
        "page": list_page(scope, asked, on=clock.today()),
        "asked": asked,
        "scales": SCALES,
        "levels": ability.levels(),
        "number_due": number_due(scope, on=clock.today()),
        "may_assess": request.user.has_permission(ASSESS),
        "may_roster": request.user.has_permission("roster.view"),
    }
    return render(request, "elderly/assessments/list.html", context)


@permitted(HEALTH)
@never_cache
@require_safe
def of_person(request: HttpRequest, person: UUID) -> HttpResponse:
    """Every assessment of one person; the look is written down."""
    seen = person_or_404(request, person, HEALTH)
    log_view(by=request.user, kind=KIND, uid=seen.uid, label=seen.name, area=seen.living_area or seen.hukou_area)
    found = shown_of(seen.pk)
    context = {"person": seen, "all": found, "names": _names(found), "offers": offers(request, seen)}
    return render(request, "elderly/assessments/of_person.html", context)


@permitted(HEALTH)
@never_cache
@require_safe
def assessment(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One assessment with its arithmetic; the look is written down."""
    return render(request, "elderly/assessments/assessment.html", _context(request, uid))


@permitted(ASSESS)
@never_cache
@require_POST
def void(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Declare it wrong, with the reason."""
    reason = request.POST.get("reason", "")
    try:
        void_assessment(uid, reason=reason, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        context = _context(request, uid) | {"error": error, "typed": reason}
        return render(request, "elderly/assessments/assessment.html", context, status=422)
    messages.success(request, "作废了，前一份重新算数。")
    return redirect("assessment", uid=uid)


@permitted(HEALTH)
@never_cache
@require_safe
def printed(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The report on A4; printing is written down."""
    context = _context(request, uid, action="print") | {"today": clock.today()}
    return render(request, "elderly/assessments/print.html", context)


def _context(request: HttpRequest, uid: UUID, *, action: str = "view") -> dict[str, Any]:
    try:
        shown = assessment_in_scope(uid, scope=request.user.scope(HEALTH))
    except NotFound as missing:
        raise Http404(missing.message) from missing
    person = person_or_404(request, shown.row.person.uid, HEALTH)
    area = person.living_area or person.hukou_area
    if action == "print":
        log_read(by=request.user, action="print", kind=KIND, uid=person.uid, label=person.name, area=area)
    else:
        log_view(by=request.user, kind=KIND, uid=person.uid, label=person.name, area=area)
    return {
        "shown": shown,
        "person": person,
        "names": _names([shown]),
        "may_assess": request.user.scope(ASSESS).holds(shown.row.area_code),
    }


def _names(found: Iterable[Shown]) -> dict[str, str]:
    return names_of(
        {name for one in found for name in (one.row.assessor, one.row.second_name, one.row.voided_by) if name}
    )
