"""平安通 on a person's page."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.panels import Panel, Rows, allowed, panels
from elderly.selectors.alarm import alarm_rows, contacts_standing, device_of


def _rows(_request: HttpRequest, person: Any) -> Rows:
    return {"alarm": alarm_rows(person.pk)}


def _context(request: HttpRequest, person: Any) -> dict[str, Any]:
    return {
        "line": device_of(person.pk),
        "contacts": contacts_standing(person.pk),
        "may_edit": allowed(request.user, "alarm.edit", person),
    }


panels.register(Panel("alarm", "平安通", "alarm.view", "elderly/panels/alarm.html", _context, order=19, rows=_rows))
