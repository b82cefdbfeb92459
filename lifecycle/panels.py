"""名册 on a person's page: on which rosters today, and why or why not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from core import clock
from core.panels import Panel, panels
from lifecycle.roster.context import Unconfirmed, may_open, open_context
from lifecycle.roster.declaration import rosters
from lifecycle.roster.explain import judge_visible
from lifecycle.selectors.reach import own_area


def rosters_of(request: HttpRequest, person: Any) -> dict[str, Any]:
    """One line per roster: two statements each, under the request's own row-level security."""
    chosen = getattr(getattr(request, "area", None), "code", "")
    area, today = own_area(request.user, "roster.view", chosen), clock.today()
    lines: list[dict[str, Any]] = []
    for roster in rosters:
        if not roster.in_panel or not may_open(roster, request.user, area):
            continue
        try:
            context = open_context(roster, area=area, as_of=today)
        except Unconfirmed as unknown:
            lines.append({"title": roster.title, "trouble": unknown, "member": None})
            continue
        found = judge_visible(roster, context, person.id)
        if found is not None:
            where = urlencode({"area": area, "as_of": today.isoformat()})
            url = f"{reverse('roster-why', args=[roster.key, person.uid])}?{where}"
            lines.append(
                {"title": f"{roster.title} {context.period}", "found": found, "member": found.member, "url": url}
            )
    return {"lines": sorted(lines, key=lambda line: not line["member"])}


panels.register(Panel("rosters", "名册", "roster.view", "lifecycle/panels/rosters.html", rosters_of, order=20))
