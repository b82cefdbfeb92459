"""名册 on a person's page: on which rosters today, and why or why not."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from accounts.selectors.users import names_of
from core import clock
from core.effects_log import EffectLog, effect_logs
from core.panels import Panel, allowed, panels
from lifecycle.roster.context import Unconfirmed, may_open, open_context
from lifecycle.roster.declaration import rosters
from lifecycle.roster.explain import judge_visible
from lifecycle.selectors.elections import elections_of
from lifecycle.selectors.cascades import cascades_of
from lifecycle.selectors.reach import own_area
from lifecycle.selectors.tasks_of_person import tasks_of_person
from lifecycle.selectors.visits_past import visits_of


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


effect_logs.register(EffectLog("rules", cascades_of))
panels.register(Panel("rosters", "名册", "roster.view", "lifecycle/panels/rosters.html", rosters_of, order=20))


def election_of(_request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """Shown when an election is coming where the person belongs; what it says is loaded beside the page. One statement."""
    areas = [area for area in (person.hukou_area, person.living_area) if area]
    return {} if person.living and elections_of(areas).filter(day__gte=clock.today(), called_off="").exists() else None


panels.register(Panel("election", "选举", "election.view", "lifecycle/panels/election.html", election_of, order=22))


def visits(request: HttpRequest, person: Any) -> dict[str, Any]:
    """走访: when, who came, who was met; what was seen and said only for those who go to doors themselves."""
    may_visit = allowed(request.user, "visit.do", person)
    found = visits_of(person.pk)
    return {
        "visits": found,
        "names": names_of({one.row.by for made in found for one in (made, *made.joined)}) if found else {},
        "may_visit": may_visit and person.living,
        "sensitive": may_visit,
    }


panels.register(Panel("visits", "走访", "visit.view", "lifecycle/panels/visits.html", visits, order=25))


def tasks_about(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """待办: nothing where there never was a task."""
    lines = tasks_of_person(request.user, person.id)
    where = urlencode({"view": "all", "person": str(person.uid)})
    return {"lines": lines, "all_url": f"{reverse('tasks')}?{where}"} if lines else None


panels.register(Panel("tasks", "待办", "task.view", "lifecycle/panels/tasks.html", tasks_about, order=5))
