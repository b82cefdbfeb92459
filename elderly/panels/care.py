"""探访安排 on the person page: groups, why this rhythm, who answers, when next, when last."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core import clock
from core.panels import Panel, Rows, allowed, panels
from elderly.models import CarePlan, ElderCategory
from elderly.selectors.categories import categories_of
from elderly.selectors.coverage import line_of
from residents.selectors.person import PersonView


def care(request: HttpRequest, person: PersonView) -> dict[str, Any] | None:
    """Nobody without a group and without a plan has the panel."""
    today = clock.today()
    groups = categories_of([person.pk], today).get(person.pk, [])
    plan = CarePlan.objects.filter(person_id=person.pk).select_related("owner").order_by("-id").first()
    if plan is None and not groups:
        return None
    line = line_of(plan, today) if plan and plan.closed_on is None else None
    return {"plan": plan, "line": line, "groups": groups, "may_edit": allowed(request.user, "elder.edit", person)}


def _rows(_request: HttpRequest, person: PersonView) -> Rows:
    return {
        "care-groups": ElderCategory.objects.filter(person_id=person.pk),
        "care-plans": CarePlan.objects.filter(person_id=person.pk),
    }


panels.register(Panel("care", "探访安排", "elder.view", "elderly/panels/care.html", care, order=18, rows=_rows))
