"""能力评估 on the person page: what counts now on each scale, and where to begin a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import clock
from core.panels import Panel, Rows, allowed, panels, there
from core.ui.formats import full_years
from elderly.domain.assessment import OLD
from elderly.domain.assessment_words import SCALES
from elderly.domain.rights import HEALTH
from elderly.selectors.assessments import Shown, assessments_of
from elderly.services.assessments import ASSESS
from lifecycle.visiting.forms import door_form_url
from residents.selectors.person import PersonView


def offers(request: HttpRequest, person: PersonView) -> list[tuple[str, str]]:
    """The scales on which this user may assess this person, with their forms."""
    old = person.birth_date is None or full_years(person.birth_date, clock.today()) >= OLD
    if not (person.living and old and allowed(request.user, ASSESS, person)):
        return []
    return [(f"做{title}", door_form_url("assessment", person.uid, scale)) for scale, title in SCALES.items()]


def assessment(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Nothing for whoever is not old and never was assessed."""
    rows = list(assessments_of(person.pk)) if there(request, "assessments") else []
    begin = offers(request, person) if person.birth_date or rows else []
    if not rows and not begin:
        return None
    current = {row.scale: row for row in reversed(rows) if row.standing}
    return {"current": [Shown(row) for row in current.values()], "all": len(rows), "offers": begin}


def _rows(_request: HttpRequest, person: PersonView) -> Rows:
    return {"assessments": assessments_of(person.pk)}


panels.register(
    Panel(
        "assessment", "能力评估", HEALTH, "elderly/panels/assessment.html", assessment,
        order=24, rows=_rows, when_empty=True,
    )
)  # fmt: skip
