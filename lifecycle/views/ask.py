"""问一个不在名册上的孩子: find the person first, then explain."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lifecycle.roster.explain import explain
from lifecycle.selectors.versions import published_named
from lifecycle.views.asked import Asked, roster_page
from lifecycle.views.roster import render_why
from residents.selectors.search import search_people

MOST = 12


@roster_page("roster.view")
@require_safe
def ask(request: HttpRequest, asked: Asked) -> HttpResponse:
    """One match is explained at once; several are offered; those who left after a publication are found by its rows."""
    text = request.GET.get("q", "").strip()
    groups = search_people(text, scope=asked.by.scope("roster.view"), limit=MOST) if text else []
    best = [group for group in groups if group.word is None] or groups
    found = {hit.person["uid"]: hit.person for group in best for hit in group.found}
    if text:
        for gone in published_named(asked.roster.key, asked.context.area, text, most=MOST):
            found.setdefault(gone["uid"], gone)
    if len(found) == 1:
        uid = next(iter(found))
        return render_why(request, asked, explain(asked.roster, asked.context, Q(uid=uid), by=asked.by))
    people = [{**person, "url": asked.url("roster-why", person["uid"])} for person in found.values()]
    look = {"asked": asked, "people": people, "text": text, "ask_url": asked.url("roster-ask")}
    return render(request, "lifecycle/rosters/ask.html" if request.htmx else "lifecycle/rosters/ask_page.html", look)
