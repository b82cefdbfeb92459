"""On a person's page: the latest check-up, and what stands out in it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import clock
from core.panels import Panel, allowed, panels
from elderly.domain.rights import HEALTH
from elderly.selectors.checkups import checkup_rows, latest_lines


def checkup(request: HttpRequest, person: Any) -> dict[str, Any] | None:
    """One statement; nobody without check-ups has the panel."""
    line = latest_lines([person.pk], until=clock.today()).get(person.pk)
    if line is None:
        return None
    source = getattr(request, "person_sources", {}).get(line.source)
    return {
        "line": line,
        "source": source,
        "this_year": line.row.exam_on.year == clock.today().year,
        "may_edit": allowed(request.user, "elder.edit", person),
    }


panels.register(
    Panel(
        *("checkup", "体检", HEALTH, "elderly/panels/checkup.html", checkup),
        order=23,
        rows=lambda _request, person: {"checkups": checkup_rows(person.pk)},
        sourced=True,
    )
)
