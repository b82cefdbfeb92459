"""How tasks stand, for duties whose own procedure waits for one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from lifecycle.models import Task


@dataclass(frozen=True, slots=True)
class Running:
    """A task with its clock; `escalated_to` the office that heard of it, or empty."""

    id: int
    uid: UUID
    state: str
    starts_at: dt.datetime | None
    due_at: dt.datetime | None
    escalated_to: str
    assignee: int | None


def running(ids: Collection[int] = (), *, uids: Collection[UUID] = ()) -> dict[int, Running]:
    """{id: how it stands} of tasks named by id or uid, whatever their state."""
    rows = Task.objects.filter(uid__in=list(uids)) if uids else Task.objects.filter(pk__in=list(ids))
    found = rows.values_list("pk", "uid", "state", "starts_at", "due_at", "escalated_to", "assignee_id")
    return {row[0]: Running(*row) for row in found}
