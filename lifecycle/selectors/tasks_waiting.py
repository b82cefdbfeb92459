"""Open tasks that an event about their person or household may fulfil."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from lifecycle.domain.task_states import OPEN_STATES
from lifecycle.models import Task, TaskPerson


@dataclass(frozen=True)
class Awaiting:
    """An open task: whom and which household it is about, and the event that caused it."""

    uid: UUID
    kind: str
    title: str
    area: str
    person: int | None
    household: int | None
    event: int | None


def awaiting(kinds: Sequence[str], people: Iterable[int], households: Iterable[int]) -> list[Awaiting]:
    """Open tasks of these kinds about these people (as the one they are done for) or households. Two statements."""
    if not kinds:
        return []
    open_ones = Task.objects.filter(kind__in=kinds, state__in=OPEN_STATES)
    of_people = TaskPerson.objects.filter(person_id__in=set(people), place=0).values("task_id")
    rows = open_ones.filter(Q(pk__in=of_people) | Q(household_id__in=set(households)))
    first = dict(TaskPerson.objects.filter(task__in=rows, place=0).values_list("task_id", "person_id"))
    return [
        Awaiting(row.uid, row.kind, row.title, row.area_code, first.get(row.pk), row.household_id, row.event_id)
        for row in rows.order_by("pk")
    ]


def heads_in_hand() -> QuerySet[Task, int | None]:
    """Households for which somebody has a task to confirm the head: a subquery of their ids."""
    rows = Task.objects.filter(kind="confirm-head", state__in=OPEN_STATES).exclude(household_id=None)
    return rows.values_list("household_id", flat=True)
