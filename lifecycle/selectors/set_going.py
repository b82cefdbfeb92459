"""How much the events since a moment set going, and how much of it falls to the reader."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.scope import Scope
from lifecycle.models import Effect
from lifecycle.selectors.tasks import COUNTED, open_tasks_of


@dataclass(frozen=True)
class SetGoing:
    """Effects carried out in an area since a moment, and the reader's open tasks among them; each at most COUNTED."""

    effects: int
    tasks: int


def set_going(user: Any, scope: Scope, area: str, *, since: dt.datetime) -> SetGoing:
    """Two statements."""
    done = Effect.objects.filter(scope.q("area_code"), at__gte=since, state=Effect.State.APPLIED)[:COUNTED].count()
    tasks = open_tasks_of(user, area).filter(opened_at__gte=since, effect_id__isnull=False)[:COUNTED].count()
    return SetGoing(done, tasks if user.has_permission("task.view") else 0)
