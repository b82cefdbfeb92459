"""探访保障: coverage by names, the proof, giving people to a colleague."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.areas import area_options
from accounts.selectors.choice import chosen_scope
from accounts.selectors.doers import doers_of
from core import clock
from core.errors import UserError
from core.permission import permitted
from core.remember import remember
from elderly.domain.categories import NATIONAL, categories, names_of
from elderly.selectors.coverage import ALL, STATES, UNSEEN, Asked, Coverage, coverage
from elderly.selectors.guarantee import Proof, prove
from elderly.selectors.plans import VISITS, owners_in
from elderly.selectors.rhythms import group_lines
from elderly.selectors.unplaced import unplaced_page
from elderly.services.care_owners import give_to
from lifecycle.selectors.reach import own_area
from residents.selectors.someone import people_by_id

VIEW, EDIT = "elder.view", "elder.edit"
MOST = 500  # people of one act
_WIDE, _MINUTES = 9, 10  # a district's proof takes seconds: it may be ten minutes old
_COMMUNITIES = 60


@permitted(VIEW)
@never_cache
@require_safe
def coverage_page(request: HttpRequest) -> HttpResponse:
    """This month, by name; filters stand in the address."""
    asked, today, scope = Asked.read(request.GET), clock.today(), chosen_scope(request, VIEW)
    page = coverage(scope, asked, reader=request.user, today=today)
    area = own_area(request.user, VIEW, getattr(getattr(request, "area", None), "code", ""))
    may_give = request.user.has_permission(EDIT)  # type: ignore[union-attr]
    communities = [one for one in area_options(scope) if len(one[0]) >= 12]
    context = {
        "page": page,
        "asked": asked,
        "area": area,
        "month": today,
        "cells": _cells(page, asked),
        "groups": [(code, categories()[code].name) for code in NATIONAL],
        "owners": owners_in(scope),
        "communities": communities if 1 < len(communities) <= _COMMUNITIES else [],
        "doers": doers_of(VISITS, asked.area or area) if may_give else [],
        "may_give": may_give,
        "may_call": may_give,
        "here": request.get_full_path(),
        "mine_url": asked.address(mine=not asked.mine),
        "plain": asked == Asked(show=asked.show),
    }
    return render(request, "elderly/care/coverage.html", context)


def _cells(page: Coverage, asked: Asked) -> list[dict[str, Any]]:
    whole = [(ALL, "应探访的老人", page.total, ""), (UNSEEN, "本月还没见到", page.unseen, "amb" if page.unseen else "")]
    parts = [
        (key, words, page.counts.get(key, 0), tone if page.counts.get(key) else "")
        for key, (words, tone, _) in STATES.items()
    ]
    return [
        {"number": number, "label": words, "url": asked.address(show=key), "tone": tone, "current": asked.show == key}
        for key, words, number, tone in (*whole, *parts)
    ]


@permitted(VIEW)
@never_cache
@require_safe
def proof(request: HttpRequest) -> HttpResponse:
    """The line below the numbers, computed from the base when it is asked for; a page of its own without htmx."""
    area = own_area(request.user, VIEW, getattr(getattr(request, "area", None), "code", ""))
    found: Proof = (
        prove(area) if len(area) >= _WIDE else remember(f"proof:{area}", lambda: prove(area), seconds=60 * _MINUTES)
    )
    context = {"proof": found, "area": area, "named": _named(found, request)}
    template = "elderly/care/proof_line.html" if request.htmx else "elderly/care/proof.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _named(found: Proof, request: HttpRequest) -> list[tuple[Any, str, str]]:
    people = people_by_id([one.person_id for one in found.without], scope=request.user.scope(VIEW))  # type: ignore[union-attr]
    return [(people[one.person_id], names_of(one.codes), one.words) for one in found.without if one.person_id in people]


@permitted(EDIT)
@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Give the ticked people to a colleague, with their visits."""
    back = request.POST.get("back", "")
    start = reverse("care")
    try:
        uids = [UUID(uid) for uid in request.POST.getlist("plan")[:MOST]]
        number = give_to(uids, to=request.POST.get("to", ""), by=request.user)
    except ValueError:
        messages.error(request, "勾选的名单不对，请刷新再勾。")
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, f"{number} 位老人换了责任人，待探访的也转过去了。" if number else "选的老人本来就归他，没有变化。"
        )
    return redirect(back if back == start or back.startswith(f"{start}?") else start)


@permitted(VIEW)
@never_cache
@require_safe
def unplaced(request: HttpRequest) -> HttpResponse:
    """住处待核: old people whose dwelling nobody has said, so that nobody can tell with whom they live."""
    after = request.GET.get("after", "")
    page = unplaced_page(chosen_scope(request, VIEW), after=int(after) if after.isdigit() else 0, today=clock.today())
    return render(request, "elderly/care/unplaced.html", {"page": page})


@permitted(VIEW)
@require_safe
def definitions(request: HttpRequest) -> HttpResponse:
    """What each group means, how it is told, and how often somebody comes, with sources."""
    area = own_area(request.user, VIEW, getattr(getattr(request, "area", None), "code", ""))
    return render(request, "elderly/care/definitions.html", {"groups": group_lines(area, clock.today()), "area": area})
