"""Start-up: the catalogue and the kinds of events fit each other."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Warning, register

from core.outbox import event_kinds
from lifecycle.telling.declaration import life_events, not_told

HOW = "docs/how-to/add-an-event.md"


@register()
def catalogue_fits(**_: Any) -> list[CheckMessage]:
    """lifecycle.E001: what can be told is a kind of event. lifecycle.W001: a kind that can neither be told nor says who tells it."""
    found: list[CheckMessage] = [
        Error(
            f"The life event “{key}” has no EventKind.", hint=f"Register it in events.py ({HOW}).", id="lifecycle.E001"
        )
        for key in sorted(set(life_events.keys()) - set(event_kinds.keys()))
    ]
    silent = set(event_kinds.keys()) - set(life_events.keys()) - set(not_told.keys())
    return found + [
        Warning(
            f"Nobody can tell “{key}”, and nothing says who does.",
            hint=f"LifeEvent or NotTold ({HOW}).",
            id="lifecycle.W001",
        )
        for key in sorted(silent)
    ]
