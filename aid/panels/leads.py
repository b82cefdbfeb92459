"""What made somebody think that this family may need help."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aid.selectors.leads import leads_about, leads_of_person
from core.panels import Panel, panels, there
from residents.selectors.person import PersonView


def _rows(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    return {"hardship": leads_about(person.pk)}


def _leads(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Without a lead the panel is where one is entered."""
    user: Any = request.user
    area = person.living_area or person.hukou_area
    may_report = person.living and user.scope("aid.assist").holds(area)
    if not there(request, "hardship"):
        return {"lines": [], "may_report": True} if may_report else None
    return {"lines": leads_of_person(person.pk, scope=user.scope("aid.view")), "may_report": may_report}


panels.register(
    Panel("hardship", "困难线索", "aid.view", "aid/panels/leads.html", _leads, order=46, rows=_rows, when_empty=True)
)
