"""Tasks that close by themselves: what they ask for has happened (TaskKind.closed_by)."""

from __future__ import annotations

from collections.abc import Iterator

from core.outbox import event_kinds
from lifecycle.engine.declaration import Batch, Happened, Planned, Rule, rules
from lifecycle.selectors.tasks_waiting import Awaiting, awaiting
from lifecycle.tasking.declaration import task_kinds


def closes(batch: Batch) -> Iterator[Planned]:
    """For each event, the open tasks about its people or its household that it fulfils."""
    wanted = {kind for event in batch for kind in _kinds(event.kind)}
    people = [about.person for event in batch for about in event.people]
    households = [household for event in batch if (household := _household(event)) is not None]
    by_person: dict[int, list[Awaiting]] = {}
    by_household: dict[int, list[Awaiting]] = {}
    for task in awaiting(sorted(wanted), people, households):
        if task.person is not None:
            by_person.setdefault(task.person, []).append(task)
        if task.household is not None:
            by_household.setdefault(task.household, []).append(task)
    for event in batch:
        found = [task for about in event.people for task in by_person.get(about.person, ())]
        found += by_household.get(_household(event) or 0, ())
        for task in {task.uid: task for task in found}.values():
            if task.kind in _kinds(event.kind) and task.event != event.id:
                yield _closing(task, event)


def _closing(task: Awaiting, event: Happened) -> Planned:
    title = event_kinds[event.kind].title if event.kind in event_kinds else event.kind
    return Planned(
        event,
        "close-task",
        key=f"{task.uid}:{event.id}",
        words=f"「{task.title}」办结：{event.occurred_on.isoformat()} 已有「{title}」",
        person=task.person,
        area=task.area,
        data={"task": str(task.uid)},
    )


def _kinds(event: str) -> list[str]:
    return [kind.key for kind in task_kinds if event in kind.closed_by]


def _household(event: Happened) -> int | None:
    said = event.payload.get("household")
    return said if isinstance(said, int) else None


def closing_events() -> tuple[str, ...]:
    """The kinds of events that close a task of some kind."""
    return tuple(sorted({event for kind in task_kinds for event in kind.closed_by}))


# Task kinds of this room are declared before its rules; a room above registers a rule of its own with `closes`.
rules.register(Rule("task.closed-by", "事已办成，待办自己办结", closing_events(), "待办", closes, order=900))
