"""短信 on a person's page: the last ones that were asked for about this person."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.panels import Panel, Rows, panels
from messaging.selectors.sms import Line, messages_of

_SHOWN = 6


def _rows(_request: HttpRequest, person: Any) -> Rows:
    return {"messages": messages_of(person.pk)}


def _context(_request: HttpRequest, person: Any) -> dict[str, Any]:
    return {"lines": [Line(row, None) for row in messages_of(person.pk)[:_SHOWN]]}


panels.register(Panel("messages", "短信", "sms.view", "messaging/panels/messages.html", _context, order=90, rows=_rows))
