"""Tasks that rules have opened: who caused them, and what becomes of them when the cause is taken back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from core import clock
from core.scope import as_system
from lifecycle.domain.task_states import State
from lifecycle.engine.declaration import TakenBack
from lifecycle.models import Effect, Task, TaskPerson
from lifecycle.services.task_moves import move
from lifecycle.services.tasks import open_ids, open_or_find, open_tasks
from lifecycle.tasking.declaration import NewTask

LOOK_AGAIN = "look-again"
_ALSO = "effects"  # in Task.data: further effects that ask for the same task


@dataclass(frozen=True)
class Asked:
    """An effect that is taken back, and the task that it had opened."""

    effect: int
    task: UUID


def open_for_effects(tasks: Mapping[int, NewTask], *, by: str) -> dict[int, str]:
    """{effect: task wanted} → {effect: task's uid}; a task that another effect opened before remembers this one too."""
    with as_system("effects open tasks in every area"):
        found = dict(zip(tasks, open_or_find(tasks.values(), by=by), strict=True))
        own = {effect: task.uid for effect, task in found.items() if task.effect == effect}
        return own | _share({effect: task.id for effect, task in found.items() if effect not in own})


def _share(tasks: Mapping[int, int]) -> dict[int, str]:
    if not tasks:
        return {}
    rows = {row.pk: row for row in Task.objects.filter(pk__in=set(tasks.values())).only("uid", "effect_id", "data")}
    for effect, pk in tasks.items():
        row = rows[pk]
        if effect not in _causes(row):
            row.data = {**row.data, _ALSO: [*row.data.get(_ALSO, []), effect]}
            row.save(update_fields=["data"])
    return {effect: str(rows[pk].uid) for effect, pk in tasks.items()}


def withdraw(asked: Iterable[Asked], *, reason: str, by: str) -> dict[int, TakenBack]:
    """Take effects away from their tasks. A task without any cause left is cancelled, or looked at again when somebody did it."""
    asked = list(asked)
    with as_system("effects are taken back in every area"):
        uids = {one.task for one in asked}
        rows = {row.uid: row for row in Task.objects.select_for_update().filter(uid__in=uids).order_by("pk")}
        left = {uid: _without(row, {one.effect for one in asked if one.task == uid}) for uid, row in rows.items()}
        idle = [row for uid, row in rows.items() if not left[uid]]
        cancelled = set(move([row.pk for row in idle], "take-back", by=by, words=reason))
        _look_again([row for row in idle if row.state == State.DONE and row.closed_by != by], reason, by)
        return {one.effect: _said(rows.get(one.task), bool(left.get(one.task)), cancelled, by) for one in asked}


def _said(row: Task | None, shared: bool, cancelled: set[int], by: str) -> TakenBack:
    if row is None:
        return TakenBack(True, "没有这件待办了")
    if shared:
        return TakenBack(True, "还有别的来由，待办保留")
    if row.pk in cancelled:
        return TakenBack(True, "待办已取消")
    if row.state == State.DONE and row.closed_by == by:
        return TakenBack(True, "待办早已自己办结")
    if row.state == State.DONE:
        return TakenBack(False, "已办完，请看是否要补救")
    return TakenBack(True, "待办早已取消")


def _causes(row: Task) -> list[int]:
    return [*filter(None, [row.effect_id]), *row.data.get(_ALSO, [])]


def _with_cause(rows: list[Task]) -> list[Task]:
    """Those that an effect still asks for, or that no effect ever asked for."""
    asking = {effect for row in rows for effect in _causes(row)}
    standing = set(Effect.objects.filter(pk__in=asking, state=Effect.State.APPLIED).values_list("pk", flat=True))
    return [row for row in rows if not _causes(row) or standing.intersection(_causes(row))]


def _without(row: Task, gone: set[int]) -> list[int]:
    """The causes that stay; written down when there are any."""
    left = [effect for effect in _causes(row) if effect not in gone]
    if left and left != _causes(row):
        row.effect_id, row.data = left[0], {**row.data, _ALSO: left[1:]}
        row.save(update_fields=["effect_id", "data"])
    return left


def _look_again(done: list[Task], reason: str, by: str) -> None:
    people: dict[int, list[tuple[int, str]]] = {}
    for named in TaskPerson.objects.filter(task__in=done).order_by("place"):
        people.setdefault(named.task_id, []).append((named.person_id, named.role))
    open_tasks(
        [
            NewTask(
                kind=LOOK_AGAIN,
                area=row.area_code,
                title=f"看是否要补救：{row.title}",
                why=f"这件事办完以后，来由作废了：{reason}",
                key=f"look-again:{row.uid}",
                starts_on=clock.today(),
                persons=tuple(people.get(row.pk, ())),
                household=row.household_id,
                event=row.event_id,
                source=row.source,
                about=row.pk,
            )
            for row in done
        ],
        by=by,
    )


def fulfil(tasks: Mapping[UUID, str], *, by: str) -> None:
    """{task: what has happened}: close those that are open."""
    with as_system("effects close tasks in every area"):
        rows = dict(Task.objects.filter(uid__in=tasks).values_list("uid", "pk"))
        for words in sorted(set(tasks.values())):
            ids = [rows[uid] for uid, said in tasks.items() if said == words and uid in rows]
            move(ids, "fulfil", by=by, words=words, outcome=words[:200])


def unfulfil(tasks: set[UUID], *, by: str, why: str) -> set[UUID]:
    """Open again what an event had fulfilled, while its cause stands and no other task has taken its place; returns these."""
    with as_system("effects reopen tasks in every area"):
        done = _with_cause(list(Task.objects.filter(uid__in=tasks, state=State.DONE, closed_by=by)))
        taken = open_ids([(row.kind, row.key) for row in done])
        ids = {row.pk: row.uid for row in done if (row.kind, row.key) not in taken}
        return {ids[pk] for pk in move(ids, "reopen", by=by, words=why, outcome="")}
