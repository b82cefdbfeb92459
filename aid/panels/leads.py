"""What made somebody think that this family may need help."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aid.selectors.leads import leads_about, leads_of_person
from core.panels import Panel, panels
from residents.selectors.person import PersonView


def _rows(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    return {"hardship": leads_about(person.pk)}


def _leads(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    scope = request.user.scope("aid.view")  # type: ignore[union-attr]
    area = person.living_area or person.hukou_area
    return {
        "lines": leads_of_person(person.pk, scope=scope),
        "may_report": request.user.scope("aid.assist").holds(area),  # type: ignore[union-attr]
    }


panels.register(Panel("hardship", "困难线索", "aid.view", "aid/panels/leads.html", _leads, order=46, rows=_rows))
