"""The tree of areas: pages, one for each area."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.models import Area
from accounts.selectors.area_history import history_of
from accounts.selectors.area_page import CHILDREN, URBAN_RURAL, drawing_of, lines_below, numbers_for, staff_of
from accounts.selectors.areas import area_tree
from accounts.selectors.choice import chosen_area
from accounts.selectors.offices import account_offices
from accounts.selectors.users import UserLine, lines_of_area
from core.permission import permitted
from core.sources import describe


@permitted("area.view")
def areas(request: HttpRequest) -> HttpResponse:
    """The page of the area the user looks at."""
    chosen = chosen_area(request)
    return _page(request, (chosen and chosen.code) or _top(request))


@permitted("area.view")
def area(request: HttpRequest, code: str) -> HttpResponse:
    """One area. Names and outlines are public; numbers of people show only inside the grants."""
    return _page(request, code)


def _accounts(request: HttpRequest, code: str) -> list[UserLine] | None:
    """The area's accounts, for those who look after them."""
    return lines_of_area(request.user, code) if request.user.scope("user.view").covers(code) else None


def _top(request: HttpRequest) -> str:
    """Where somebody with several areas begins: the smallest area that holds them all."""
    tree = area_tree()
    chains = [[node.code for node in tree.chain(grant.area_code)] for grant in request.user.live_grants]
    shared = [codes[0] for codes in zip(*chains, strict=False) if len(set(codes)) == 1]
    return shared[-1] if shared else "000000"


def _page(request: HttpRequest, code: str) -> HttpResponse:
    tree, row = area_tree(), Area.objects.select_related("parent").filter(code=code).first()
    if row is None:
        raise Http404
    numbers = numbers_for(request.user)
    context = {
        "area": row,
        "chain": tree.chain(code)[:-1],
        "titles": [number.title for number in numbers],
        "own": [(number.title, number.of(code)) for number in numbers],
        "lines": lines_below(code, numbers, deep=row.level == Area.Level.DISTRICT),
        "below": CHILDREN[row.level],
        "urban_rural": URBAN_RURAL.get(row.urban_rural_code, ""),
        "staff": staff_of(row),
        "drawing": drawing_of(row),
        "history": history_of(code),
        "ended": tree[code].ended,
        "may_change": request.user.scope("area.edit").covers(code),
        "own_numbers": request.user.scope("person.view").covers(code),
        "source_words": source.text if (source := describe([row.source]).get(row.source)) else "",
        "accounts": _accounts(request, code),
        "may_create": request.user.has_permission("user.edit") and account_offices().admits(request.user, code),
    }
    return render(request, "accounts/area.html", context)
