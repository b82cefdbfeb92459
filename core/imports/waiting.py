"""How many batches wait for somebody: the number behind 导入."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from core.imports.batches import State, visible
from core.remember import remember


def waiting_batches(request: HttpRequest) -> int | None:
    """Batches to be matched, previewed or entered, in the user's areas; up to half a minute old."""
    user: Any = request.user
    key = f"count:batches:{user.pk}"
    return remember(key, lambda: _count(user), seconds=30) or None


def _count(user: Any) -> int:
    waiting = [State.UPLOADED, State.CHECKING, State.PREVIEW, State.COMMITTING]
    return int(visible(user).filter(state__in=waiting).count())
