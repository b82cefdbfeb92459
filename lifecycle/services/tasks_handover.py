"""Whoever leaves hands on what was assigned to them in person: to the successor, or back to the role."""

from __future__ import annotations

from typing import Any

from accounts.roles import roles
from core import clock
from core.scope import Scope, as_system
from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import Task
from lifecycle.services.task_moves import move

_WALL = "the offices that confirm a hand-over see no resident; the leaver's tasks may lie in any area"


def count_of(user: Any) -> int:
    """Open tasks that are assigned to this user."""
    with as_system(_WALL):
        return Task.objects.filter(assignee=user, state__in=OPEN_STATES).count()


def hand_over(leaver: Any, successor: Any) -> int:
    """The successor gets what lies where they may work, the role the rest; returns how many were handed on."""
    with as_system(_WALL):
        held = Scope.of(_areas(successor)).q("area_code")
        rows = Task.objects.filter(assignee=leaver, state__in=OPEN_STATES)
        theirs = list(rows.filter(held).values_list("pk", flat=True))
        rest = list(rows.exclude(pk__in=theirs).values_list("pk", flat=True))
        words = f"{leaver.display_name}离岗"
        done = move(
            theirs, "assign", by="system", words=f"{words}，交给 {successor.display_name}", assignee_id=successor.pk
        )
        done += move(rest, "assign", by="system", words=f"{words}，交回岗位", assignee_id=None)
        return len(done)


def _areas(user: Any) -> list[str]:
    """Where the user may work on tasks today; read anew, since the hand-over has just given the rights."""
    today = clock.today()
    return [
        grant.area_code
        for grant in user.grants.all()
        if roles[grant.role].allows("task.do") and (grant.until is None or grant.until >= today)
    ]
