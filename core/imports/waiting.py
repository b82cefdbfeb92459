"""How many batches wait for somebody: the number behind 导入."""

from __future__ import annotations

from django.http import HttpRequest

from core.imports.batches import State, visible


def waiting_batches(request: HttpRequest) -> int | None:
    """Batches to be matched, previewed or entered, in the user's areas."""
    waiting = visible(request.user).filter(state__in=[State.UPLOADED, State.CHECKING, State.PREVIEW, State.COMMITTING])
    return int(waiting.count()) or None
