"""What was changed in check-ups, for those whose work health is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from elderly.domain.checkup_said import in_words
from elderly.domain.rights import HEALTH
from elderly.models import Checkup
from residents.selectors.someone import people_by_uid


def find_checkups(user: Any, text: str) -> Subject | None:
    """The person whose check-ups these are, named by uid."""
    try:
        uid = UUID(text)
    except ValueError:
        return None
    who = people_by_uid([uid], scope=user.scope(HEALTH)).get(uid)
    return Subject(who.id, f"{who.name}的体检", reverse("health", args=[who.uid]), who.area) if who else None


histories.register(
    HistoryKind(
        "checkup",
        "体检",
        find_checkups,
        (
            Told(
                Checkup,
                "person_id",
                "体检",
                words={"sealed": in_words},
                label=lambda state: f"{state['exam_on']:%Y-%m-%d}",
                hidden=frozenset({"exchange_id", "uid"}),
            ),
        ),
    )
)  # fmt: skip
