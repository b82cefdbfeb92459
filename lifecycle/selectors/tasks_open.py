"""Whom an open task of a kind is about."""

from __future__ import annotations

from collections.abc import Collection

from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import TaskPerson


def people_with_open(kind: str, people: Collection[int]) -> set[int]:
    """Those of these people whom an open task of the kind is about (place 0: the one whom it is for)."""
    rows = TaskPerson.objects.filter(person_id__in=list(people), place=0, task__kind=kind, task__state__in=OPEN_STATES)
    return set(rows.values_list("person_id", flat=True))
