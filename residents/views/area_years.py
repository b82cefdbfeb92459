"""An area over the years, by the boundaries of then and of now."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.selectors.area_history import history_of
from accounts.selectors.areas import area_tree
from core.permission import permitted
from residents.selectors.area_years import years_of


@permitted("person.view")
@require_safe
def area_years(request: HttpRequest, code: str) -> HttpResponse:
    """The numbers of a street or community at each year's end. Out of scope, and above a street, it does not exist."""
    node = area_tree().get(code)
    scope = request.user.scope("person.view")
    if node is None or node.level not in ("street", "community") or not scope.covers(code):
        raise Http404
    lines = years_of(code, scope=scope)
    look = {
        "area": node,
        "chain": area_tree().chain(code)[:-1],
        "lines": lines,
        "differs": any(line.differs for line in lines),
        "history": history_of(code),
    }
    return render(request, "residents/areas/years.html", look)
