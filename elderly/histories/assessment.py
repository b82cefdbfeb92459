"""What became of an assessment: recorded, replaced, voided. Answers are sealed; the page says only that they changed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from elderly.domain.rights import HEALTH
from elderly.models import Assessment


def find_assessment(user: Any, text: str) -> Subject | None:
    """An assessment in the scope of those whose work health is."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    rows = Assessment.objects.filter(user.scope(HEALTH).q("area_code"), uid=uid).select_related("person")
    row = rows.first()
    if row is None:
        return None
    label = f"{row.person.name} {row.assessed_on} 的{row.get_scale_display()}"
    return Subject(row.pk, label, reverse("assessment", args=[row.uid]), row.area_code)


histories.register(
    HistoryKind(
        "assessment",
        "能力评估",
        find_assessment,
        (Told(Assessment, "id", "评估", hidden=frozenset({"answers", "risks", "workings", "informant_name", "note"})),),
    )
)
