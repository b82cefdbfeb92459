"""The household page and acts about one household."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.permission import permitted
from core.sources import describe
from core.ui.family_graph import MOST, build_family_graph, fits
from core.ui.stay_bars import build_stay_bars
from residents.domain.new_head import candidates
from residents.forms.household import HeadForm, JoinForm, LeaveForm, SplitForm
from residents.selectors.discretion import discreet_household
from residents.selectors.family import family_persons
from residents.selectors.household import HouseholdView, Member
from residents.services.member import add_member, change_head, remove_member, split_household
from residents.views.guard import desk, household_or_404
from residents.views.stays import stay_bars_of
from residents.views.then import household_page_then

FORM = "residents/household_act.html"


@permitted("household.view")
@never_cache
@require_safe
def household(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A family: the graph with its slider of days, who was here when, who is here now, where. With `?on=` and `?known=` the
    page of then."""
    if request.GET.get("on") or request.GET.get("known"):
        return household_page_then(request, uid)
    seen = household_or_404(request, uid)
    people = family_persons(discreet_household(request.user, seen))
    today = clock.today()
    scope = request.user.scope("household.edit")
    context = {
        "household": seen,
        "graph": build_family_graph(people, today=today) if fits(people) else None,
        "bars": build_stay_bars(stay_bars_of(seen), today=today) if seen.members else None,
        "since": min((member.start.year for member in seen.members), default=None),
        "candidates": _candidates(seen) if seen.head_gone else [],
        "may_edit": scope.holds(seen.household.area_code) and not seen.household.closed_on,
        "sources": describe([member.source for member in seen.members] + [seen.household.source]),
        "many": len(seen.members) > MOST,
        "may_see_aid": request.user.scope("aid.view").holds(seen.household.area_code),
    }
    return render(request, "residents/household.html", context)


def _candidates(seen: HouseholdView) -> list[tuple[Member, str]]:
    """Members in the order of who may be head, with the word of what they are."""
    by_id = {member.person_id: member for member in seen.present}
    ranked = candidates([(m.person_id, m.relation, m.birth_date) for m in seen.present], on=clock.today())
    return [(by_id[candidate.key], candidate.because) for candidate in ranked]


@permitted("household.edit")
@never_cache
def join(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody joins."""
    seen = household_or_404(request, uid, "household.edit")
    form = JoinForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> None:
        add_member(
            household_uid=uid,
            person_uid=said["person"],
            relation=said["relation"],
            shares_registration=said["shares_registration"],
            on=said["on"],
            why=said["why"],
            by=request.user,
        )

    context = _context(
        seen, "加人", "加入这一户", "join", {"join-reasons": ["出生", "婚嫁", "投靠亲属", "收养", "迁入"]}
    )
    return desk(request, form, act=act, done="已入户。", to=_page(seen), template=FORM, context=context)


@permitted("household.edit")
@never_cache
def leave(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Somebody leaves."""
    seen = household_or_404(request, uid, "household.edit")
    form = LeaveForm(seen.present, request.POST or None, initial={"person": request.GET.get("person")})

    def act(said: dict[str, Any]) -> None:
        remove_member(
            household_uid=uid, person_uid=UUID(said["person"]), on=said["on"], why=said["why"], by=request.user
        )

    context = _context(seen, "离户", "登记离户", "leave", {"leave-reasons": ["婚嫁", "搬走", "户口迁出", "登记有误"]})
    return desk(request, form, act=act, done="已登记离户。", to=_page(seen), template=FORM, context=context)


@permitted("household.edit")
@never_cache
def head(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who is head from now on."""
    seen = household_or_404(request, uid, "household.edit")
    ranked = _candidates(seen)
    proposed = request.GET.get("head") or (str(ranked[0][0].uid) if ranked else "")
    form = HeadForm(
        seen.present, request.POST or None, proposed=proposed, children=_children(seen), initial=_typed(request)
    )

    def act(said: dict[str, Any]) -> None:
        change_head(
            household_uid=uid,
            head_uid=UUID(said["head"]),
            relations=form.relations(),
            on=said["on"],
            why=said["why"],
            by=request.user,
        )

    context = _context(
        seen, "确认新户主", "确认户主", "head", {"head-reasons": ["原户主去世", "原户主迁出", "家人商定"]}
    )
    return desk(request, form, act=act, done="户主已确认。", to=_page(seen), template=FORM, context=context)


@permitted("household.edit")
@never_cache
def split(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Some members found a household of their own."""
    seen = household_or_404(request, uid, "household.edit")
    form = SplitForm(seen.present, request.POST or None, proposed=request.GET.get("head", ""), initial=_typed(request))

    def act(said: dict[str, Any]) -> str:
        opened = split_household(
            household_uid=uid,
            number=said["number"],
            head_uid=UUID(said["head"]),
            relations=form.relations(),
            on=said["on"],
            why=said["why"],
            by=request.user,
        )
        return reverse("household", args=[opened])

    context = _context(seen, "拆户", "分出去", "split", {"split-reasons": ["婚后分户", "离婚分户", "购房分户"]})
    return desk(request, form, act=act, done="已分户，这是新的一户。", to=_page(seen), template=FORM, context=context)


def _children(seen: HouseholdView) -> frozenset[tuple[int, int]]:
    """(parent, child) pairs that the kinship knows."""
    return frozenset((row.person_id, row.relative_id) for row in seen.kin if row.kind == "child")


def _typed(request: HttpRequest) -> dict[str, str]:
    """What stood in the form when another head was chosen."""
    return {name: request.GET[name] for name in ("on", "why", "number") if request.GET.get(name)}


def _page(seen: HouseholdView) -> str:
    return reverse("household", args=[seen.uid])


def _context(seen: HouseholdView, title: str, button: str, act: str, reasons: dict[str, list[str]]) -> dict[str, Any]:
    return {"household": seen, "title": title, "button": button, "draft": f"{act}:{seen.uid}", "reasons": reasons}
