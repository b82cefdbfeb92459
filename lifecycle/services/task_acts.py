"""What people do with a task: take it, hand it on, pause and resume, note, report up, cancel, reopen."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.doers import Doer, doers_of
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from lifecycle.domain.task_states import ACTS, TITLES, State, follows
from lifecycle.models import Task, TaskPause
from lifecycle.selectors.tasks import may_do, visible
from lifecycle.services.task_escalation import escalate as report_up
from lifecycle.services.task_escalation import office_above
from lifecycle.services.task_moves import move
from lifecycle.services.task_recount import recount
from lifecycle.services.tasks import open_ids
from lifecycle.tasking.declaration import task_kinds
from lifecycle.tasking.guarding import CANCEL, GIVE_BACK, guard


def task_to(act: str, uid: UUID, *, by: Any) -> Task:
    """The task, locked, when this user may do this with it now. Raises NotFound, NotAllowed, Conflict in words."""
    task = visible(by).select_for_update(of=("self",)).filter(uid=uid).first()
    if task is None:
        raise NotFound("没有这件待办，或者不在你的范围里。")
    known = ACTS[act]
    if not by.scope(known.permission).holds(task.area_code) or not may_do(by, task):
        raise NotAllowed(f"「{known.title}」这一步归别的岗位，你可以看，不能办。")
    if follows(act, task.state) is None:
        raise Conflict(
            f"这件待办已经是「{TITLES[State(task.state)]}」，不能再{known.title}。", remedy="请刷新看最新的情况。"
        )
    return task


def start(uid: UUID, *, by: Any) -> None:
    """Begin to work on it; what belonged to nobody is now the user's."""
    with acting(by=by.username, why="开始办"):
        task = task_to("start", uid, by=by)
        move([task.pk], "start", by=by.username, assignee_id=task.assignee_id or by.pk)


def assign(uid: UUID, *, to: str, by: Any, reason: str = "") -> str:
    """Hand it to a colleague (sign-in name), or back to the role (""); returns who has it now, in words."""
    with acting(by=by.username, why="转交待办"):
        task = task_to("assign", uid, by=by)
        doer = _doer(task, to)
        if doer is None:
            guard(task.kind, task.pk, GIVE_BACK)
        if task.assignee_id == (doer.user_id if doer else None):
            raise Conflict("这件事现在就归他。" if doer else "这件事现在就归岗位，没有指定到人。", field="to")
        words = f"交给 {doer.name}" if doer else "交回岗位"
        said = "，".join(filter(None, [words, reason.strip()]))
        move([task.pk], "assign", by=by.username, words=said, assignee_id=doer.user_id if doer else None)
    return words


def _doer(task: Task, username: str) -> Doer | None:
    if not username:
        return None
    found = next((one for one in doers_of("task.do", task.area_code) if one.username == username), None)
    if found is None:
        raise UserError("这个人管不到这件事的地区。", field="to", remedy="请从名单里选一位。")
    return found


def pause(uid: UUID, *, reason: str, by: Any) -> None:
    """Time stands still from today on."""
    with acting(by=by.username, why="暂停待办"):
        task, now = task_to("pause", uid, by=by), clock.now()
        words = _reason(reason, "pause")
        move([task.pk], "pause", by=by.username, words=words, at=now)
        TaskPause.objects.create(task=task, since=now.date(), since_at=now, reason=words, by=by.username)


def resume(uid: UUID, *, reason: str, by: Any) -> None:
    """Time runs again, from today on; the due date moves by the days that did not count."""
    with acting(by=by.username, why="恢复待办"):
        task, now = task_to("resume", uid, by=by), clock.now()
        move([task.pk], "resume", by=by.username, words=_reason(reason, "resume"), at=now)
        TaskPause.objects.filter(task=task, until_at=None).update(until=now.date(), until_at=now, ended_by=by.username)
        recount([task.pk], by=by.username, why="暂停的日子不计")


def cancel(uid: UUID, *, reason: str, by: Any) -> None:
    """It need not be done; the reason stays."""
    with acting(by=by.username, why="取消待办"):
        task = task_to("cancel", uid, by=by)
        guard(task.kind, task.pk, CANCEL)
        move([task.pk], "cancel", by=by.username, words=_reason(reason, "cancel"))
        _end_pause(task, by)


def _end_pause(task: Task, by: Any) -> None:
    now = clock.now()
    TaskPause.objects.filter(task=task, until_at=None).update(until=now.date(), until_at=now, ended_by=by.username)


def reopen(uid: UUID, *, reason: str, by: Any) -> None:
    """It must be done after all. While another one for the same reason is open, that one is worked on."""
    with acting(by=by.username, why="重开待办"):
        task = task_to("reopen", uid, by=by)
        if open_ids([(task.kind, task.key)]):
            raise Conflict("同一件事已经另有一件待办开着。", remedy="请办那一件。")
        move([task.pk], "reopen", by=by.username, words=_reason(reason, "reopen"), outcome="", checklist=[])
        recount([task.pk], by=by.username, why="重开后改算")


def note(uid: UUID, *, text: str, by: Any) -> None:
    """Write something down beside it."""
    with acting(by=by.username, why="待办记一笔"):
        task = task_to("note", uid, by=by)
        if not text.strip():
            raise UserError("要写点什么。", field="text")
        move([task.pk], "note", by=by.username, words=text.strip())


def escalate(uid: UUID, *, reason: str, by: Any) -> str:
    """Report it to the office above; returns its area's code."""
    with acting(by=by.username, why="上报待办"):
        task = task_to("escalate", uid, by=by)
        office = office_above(task.area_code, task.escalated_to)
        if not office:
            raise Conflict("已经报到区里了，再往上没有了。")
        report_up({task.pk: office}, by=by.username, why=_reason(reason, "escalate"))
    return office


@dataclass(frozen=True)
class Result:
    """What became of one task of a batch."""

    uid: UUID
    title: str
    done: bool
    words: str


def each(uids: Iterable[UUID], act: Callable[[UUID], Any], *, by: Any) -> list[Result]:
    """Do the same with many, each on its own: one that cannot be done says why and holds up no other."""
    wanted = list(dict.fromkeys(uids))
    titles = dict(visible(by).filter(uid__in=wanted).values_list("uid", "title"))
    results = []
    for uid in wanted:
        try:
            words = act(uid)
        except UserError as error:
            results.append(Result(uid, titles.get(uid, "看不到的待办"), False, str(error)))
        else:
            results.append(Result(uid, titles[uid], True, words if isinstance(words, str) else "办好了"))
    return results


def needs_form(kind: str) -> bool:
    """Must something be answered or ticked before a task of this kind is done? Then it is not closed in a batch."""
    known = task_kinds.get(kind)
    return bool(known and (known.form or known.checklist or known.visit))


def _reason(text: str, act: str) -> str:
    words = text.strip()
    if not words:
        raise UserError(
            f"{ACTS[act].title}要写事由。", field="reason", remedy="一句话就行，例如：家属出差，12 月 1 日回来。"
        )
    return words
