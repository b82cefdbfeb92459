"""What aid a person asked for, or is covered by."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from aid.domain.case_states import State
from aid.selectors.case_of_person import cases_about, cases_of_person
from core.panels import Panel, panels
from residents.selectors.person import PersonView


def _rows(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    return {"aid-cases": cases_about(person.pk)}


def _cases(request: HttpRequest, person: PersonView) -> dict[str, Any]:
    rows = cases_of_person(person.pk, request.user.scope("aid.view"))  # type: ignore[union-attr]
    return {"cases": [(row, State(row.state)) for row in rows]}


panels.register(Panel("aid-cases", "救助", "aid.view", "aid/panels/cases.html", _cases, order=45, rows=_rows))
