"""On a person's page: 待办, what is to do; 名册, on which rosters today, and why or why not; 选举; 走访."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from accounts.selectors.users import names_of
from core import clock
from core.effects_log import EffectLog, effect_logs
from core.panels import Panel, Rows, allowed, panels, there
from lifecycle.paying.declaration import payment_schemes
from lifecycle.roster.context import Unconfirmed, may_open, open_together
from lifecycle.roster.declaration import rosters
from lifecycle.roster.explain import judge_together
from lifecycle.selectors.cascades import cascades_of
from lifecycle.selectors.elections import elections_of
from lifecycle.selectors.paid import PAID_SHOWN, lines_of, overpaid_of
from lifecycle.selectors.reach import own_area
from lifecycle.selectors.tasks_of_person import tasks_about, tasks_of_person
from lifecycle.selectors.visits_past import visits_about, visits_of

effect_logs.register(EffectLog("rules", cascades_of))


def rosters_of(request: HttpRequest, person: Any) -> dict[str, Any]:
    """One line per roster: two statements for all of them, under the request's own row-level security."""
    chosen = getattr(getattr(request, "area", None), "code", "")
    area, today = own_area(request.user, "roster.view", chosen), clock.today()
    asked = [roster for roster in rosters if roster.in_panel and may_open(roster, request.user, area)]
    opened = open_together(asked, area=area, as_of=today)
    ready = [(roster, context) for roster, context in opened if not isinstance(context, Unconfirmed)]
    judged = {found.roster.key: found for found in judge_together(ready, person.id)}
    where = urlencode({"area": area, "as_of": today.isoformat()})
    lines: list[dict[str, Any]] = []
    for roster, context in opened:
        if isinstance(context, Unconfirmed):
            lines.append({"title": roster.title, "trouble": context, "member": None})
        elif found := judged.get(roster.key):
            url = f"{reverse('roster-why', args=[roster.key, person.uid])}?{where}"
            title = f"{roster.title} {context.period}"
            lines.append({"title": title, "found": found, "member": found.member, "url": url})
    return {"lines": sorted(lines, key=lambda line: not line["member"])}


def visits(request: HttpRequest, person: Any) -> dict[str, Any]:
    """走访: when, who came, who was met; what was seen and said only for those who go to doors themselves."""
    may_visit = allowed(request.user, "visit.do", person)
    found = visits_of(person.pk, reader=request.user) if there(request, "visits") else []
    return {
        "visits": found,
        "names": names_of({one.row.by for made in found for one in (made, *made.joined)}) if found else {},
        "may_visit": may_visit and person.living,
        "sensitive": may_visit,
    }


def tasks(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """待办: nothing where there never was a task."""
    lines = tasks_of_person(request.user, person.id)
    where = urlencode({"view": "all", "person": str(person.uid)})
    return {"lines": lines, "all_url": f"{reverse('tasks')}?{where}"} if lines else None


def payments(_request: HttpRequest, person: Any) -> dict[str, Any]:
    """发放记录: what was paid by frozen lists, the newest first, and what was paid too much."""
    lines = [
        line for line in lines_of(person.pk).select_related("run")[:PAID_SHOWN] if line.run.scheme in payment_schemes
    ]
    titles = {scheme.key: scheme.title for scheme in payment_schemes}
    return {"lines": [(titles[line.run.scheme], line) for line in lines], "overpaid": overpaid_of(person.pk)}


def elections_coming(_request: HttpRequest, person: Any) -> Rows:
    areas = [area for area in (person.hukou_area, person.living_area) if area]
    return {"elections": elections_of(areas).filter(day__gte=clock.today(), called_off="")} if person.living else {}


def election(_request: HttpRequest, _person: Any) -> dict[str, Any]:
    """选举: an election is coming where the person belongs; what the panel says is loaded beside the page."""
    return {}


for _panel in (
    Panel(
        *("tasks", "待办", "task.view", "lifecycle/panels/tasks.html", tasks),
        order=5, rows=lambda request, person: {"tasks": tasks_about(request.user, person.pk)},
    ),
    Panel("rosters", "名册", "roster.view", "lifecycle/panels/rosters.html", rosters_of, order=20),
    Panel(
        *("election", "选举", "election.view", "lifecycle/panels/election.html", election),
        order=22, rows=elections_coming,
    ),
    Panel(
        *("visits", "走访", "visit.view", "lifecycle/panels/visits.html", visits),
        order=25, rows=lambda _request, person: {"visits": visits_about(person.pk)}, when_empty=True,
    ),
    Panel(
        *("payments", "发放记录", "payment.view", "lifecycle/panels/payments.html", payments),
        order=45, rows=lambda _request, person: {"payments": lines_of(person.pk)},
    ),
):  # fmt: skip
    panels.register(_panel)
