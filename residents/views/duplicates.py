"""待核对: is it one person? The list of pairs, one pair side by side with both consequences, and the decision."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.errors import NotFound, UserError
from core.permission import permitted
from residents.forms.merge import GROUNDS, DecisionForm, OtherRecordForm
from residents.selectors.comparison import compare_records, verdict_words
from residents.selectors.duplicates import (
    PERMISSION,
    decided,
    merge_of_pair,
    pair_named,
    pairs_page,
    place_of,
    waiting,
)
from residents.selectors.person import PersonView, person_page
from residents.services.likeness import defer, set_apart
from residents.services.merge import may_decide, merge, preview
from residents.services.merge_words import if_not, if_same
from residents.views.guard import person_or_404

DECIDED_SHOWN = 100


@permitted(PERMISSION)
@never_cache
@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Pairs that wait, the likeliest first; `?show=apart` those found to be two people."""
    scope = _scope(request)
    apart = request.GET.get("show") == "apart"
    rows, mark = (
        (list(decided(scope)[:DECIDED_SHOWN]), "") if apart else pairs_page(scope, request.GET.get("after", ""))
    )
    context = {
        "pairs": rows,
        "apart": apart,
        "total": len(rows) if apart else waiting(scope).count(),
        "next_url": f"?after={mark}" if mark else "",
        "first_url": "?" if request.GET.get("after") else "",
    }
    return render(request, "residents/duplicates/list.html", context)


@permitted(PERMISSION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def pair(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One pair; POST decides it and goes on to the next."""
    scope = _scope(request)
    try:
        found = pair_named(uid, scope=scope)
    except NotFound as missing:
        if (merged := merge_of_pair(uid)) is not None:
            return redirect("merge", uid=merged)
        raise Http404(missing.message) from missing
    place = place_of(found, scope=scope)
    left, right = (person_page(one.uid, scope=scope) for one in (found.left, found.right))
    aside = {"pair": found, "place": place, "back": reverse("duplicates"), "back_words": "待核对"}
    if request.method != "POST":
        return _side_by_side(request, left, right, aside)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _side_by_side(request, left, right, aside, problem="请选一个决定。")
    said = form.cleaned_data
    try:
        if said["decision"] == "merge":
            return _merged(request, left, right, said)
        decide = set_apart if said["decision"] == "apart" else defer
        decide(pair_uid=uid, by=request.user, why=said["why"])
    except UserError as error:
        return _side_by_side(request, left, right, aside, problem=str(error))
    messages.success(request, "已记为两个人，不再提示。" if said["decision"] == "apart" else "先放着，排到最后。")
    return redirect("duplicate", uid=place.next) if place.next else redirect("duplicates")


@permitted(PERMISSION)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def with_another(request: HttpRequest, uid: UUID) -> HttpResponse:
    """From a person's page: choose the other record (`?with=` its uid), compare, merge."""
    seen = person_or_404(request, uid, PERMISSION)
    if "with" not in request.GET:
        return _choose(request, seen)
    other = _person(request, request.GET["with"])
    if other.pk == seen.pk:
        return redirect("person-merge", uid=uid)
    aside = {"back": reverse("person", args=[uid]), "back_words": seen.name}
    left, right = sorted((seen, other), key=lambda one: one.pk)
    if request.method != "POST":
        return _side_by_side(request, left, right, aside)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _side_by_side(request, left, right, aside, problem="请选一个决定。")
    try:
        return _merged(request, left, right, form.cleaned_data)
    except UserError as error:
        return _side_by_side(request, left, right, aside, problem=str(error))


def _scope(request: HttpRequest) -> Any:
    scope = request.user.scope(PERMISSION)
    area = getattr(request, "area", None)
    return scope.within(area.code) if area else scope


def _choose(request: HttpRequest, seen: PersonView) -> HttpResponse:
    """Who else? What is typed is sent by POST: a number has no place in an address."""
    form = OtherRecordForm(request.user, request.POST or None)
    if form.is_bound and form.is_valid():
        other = form.cleaned_data["other"]
        if other != seen.uid:
            return redirect(f"{reverse('person-merge', args=[seen.uid])}?{urlencode({'with': other})}")
        form.add_error("other", "这就是同一条记录，请找另一条。")
    status = 422 if form.is_bound else 200
    return render(request, "residents/duplicates/choose.html", {"person": seen, "form": form}, status=status)


def _person(request: HttpRequest, uid: str) -> PersonView:
    try:
        return person_page(UUID(uid), scope=request.user.scope(PERMISSION))
    except (ValueError, NotFound) as missing:
        raise Http404("没有这个人，或者不在你的合并范围里。") from missing


def _kept(request: HttpRequest, left: PersonView, right: PersonView) -> tuple[PersonView, PersonView]:
    """The record that stays: the earlier one, unless the other was chosen (`keep=right`)."""
    asked = request.POST.get("keep") or request.GET.get("keep")
    return (right, left) if asked == "right" else (left, right)


def _merged(request: HttpRequest, left: PersonView, right: PersonView, said: dict[str, Any]) -> HttpResponse:
    kept, lost = _kept(request, left, right)
    choices = {}
    if said["number"]:
        choices["number"] = "kept" if said["number"] == ("left" if kept is left else "right") else "lost"
    made = merge(keep_uid=kept.uid, lose_uid=lost.uid, by=request.user, why=said["why"], choices=choices)
    messages.success(request, "已合并成一条。看错了可以撤销。")
    return redirect("merge", uid=made.uid)


def _side_by_side(
    request: HttpRequest, left: PersonView, right: PersonView, aside: dict[str, Any], *, problem: str = ""
) -> HttpResponse:
    kept, lost = _kept(request, left, right)
    stated = request.POST.get("number") or request.GET.get("number") or ""
    own = "left" if kept is left else "right"
    choices = {"number": "kept" if stated == own else "lost"} if stated in ("left", "right") else {}
    plan = preview(keep_uid=kept.uid, lose_uid=lost.uid, by=request.user, choices=choices)
    comparison, judgement = compare_records(left, right, kept=kept)
    context = {
        "left": left,
        "right": right,
        "kept": kept,
        "lost": lost,
        "keep": own,
        "comparison": comparison,
        "verdict": verdict_words(judgement),
        "plan": plan,
        "number": _side(plan.number.side, own) if plan.number.both else "",
        "same": if_same(plan),
        "apart": if_not(plan),
        "refused": may_decide((plan.kept, plan.lost), request.user),
        "problem": problem,
        "grounds": GROUNDS,
        "why": request.POST.get("why", ""),
        **aside,
    }
    return render(request, "residents/duplicates/pair.html", context, status=422 if problem else 200)


def _side(side: str | None, own: str) -> str:
    """Which side of the page a side of the plan is."""
    if side is None:
        return ""
    return own if side == "kept" else {"left": "right", "right": "left"}[own]
