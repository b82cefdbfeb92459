"""What was changed in visits, field by field (core/field_history.py): of two people's answers, both stay readable here."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from lifecycle.domain.visits import HEALTH, MOOD, NEEDS
from lifecycle.models import Visit


def find_visit(user: Any, text: str) -> Subject | None:
    """A visit in the scope of those who go to doors: the history shows what was said there."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    rows = Visit.objects.filter(user.scope("visit.do").q("area_code"), uid=uid).select_related("person")
    row = rows.first()
    if row is None:
        return None
    return Subject(
        row.pk,
        f"{row.person.name} {row.visited_at:%Y-%m-%d} 的走访",
        reverse("person", args=[row.person.uid]),
        row.area_code,
    )


def _needs(codes: str) -> str:
    return "、".join(NEEDS.get(code, code) for code in codes.split(",") if code)


histories.register(
    HistoryKind(
        "visit",
        "走访",
        find_visit,
        (
            Told(
                Visit,
                "id",
                "走访",
                words={
                    "health": lambda code: HEALTH.get(code, code),
                    "mood": lambda code: MOOD.get(code, code),
                    "needs": _needs,
                },
            ),
        ),
    )
)
