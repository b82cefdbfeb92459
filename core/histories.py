"""What was changed in the mechanisms' own records (core/field_history.py)."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from core.field_history import HistoryKind, Subject, Told, histories
from core.models import ParameterValue
from core.parameters import parameters


def find_parameter(user: Any, text: str) -> Subject | None:
    parameter = parameters.get(text)
    if parameter is None or not user.has_permission("parameter.view"):
        return None
    return Subject(parameter.key, parameter.name, reverse("parameter", args=[parameter.key]))


histories.register(
    HistoryKind(
        "parameter",
        "政策参数",
        find_parameter,
        (Told(ParameterValue, "key", "参数", label=lambda state: f"{state['during'].lower or '…'} 起"),),
    )
)
