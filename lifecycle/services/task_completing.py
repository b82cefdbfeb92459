"""A task is done: every step ticked, every required question answered, the answers sealed."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from core.audit import acting
from core.errors import UserError
from lifecycle.domain.task_answers import outcome, read_answers, unticked
from lifecycle.models import Task
from lifecycle.selectors.tasks import kind_of
from lifecycle.services.task_acts import needs_form, task_to
from lifecycle.services.task_moves import move
from lifecycle.tasking.declaration import Done, task_followers

_OUTCOME = 200


class BadAnswers(UserError):
    """The form is not complete; `problems`: {question: what is wrong}. "checklist" names the steps."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        key, words = next(iter(problems.items()))
        super().__init__(words, field=key)
        self.problems = dict(problems)


def complete(
    uid: UUID,
    *,
    by: Any,
    answers: Mapping[str, Any] | None = None,
    ticked: Collection[int] | None = None,
    note: str = "",
) -> Task:
    """Close a task that is done. `ticked`: places in the checklist, from 0; None: all of it was done.

    Raises BadAnswers for a form that is not complete, NotFound, NotAllowed, Conflict.
    """
    with acting(by=by.username, why="办结待办"):
        task = task_to("complete", uid, by=by)
        kind = kind_of(task)
        done = sorted(set(range(len(kind.checklist)) if ticked is None else ticked))
        said, problems = read_answers(kind.form, answers or {})
        if left := unticked(kind.checklist, done):
            problems = {
                "checklist": f"还有没做的：{'；'.join(left)}。做了就勾上，用不着做的也请勾上并写一句说明。",
                **problems,
            }
        if problems:
            raise BadAnswers(problems)
        result = "，".join(filter(None, [outcome(kind.form, said), note.strip()]))[:_OUTCOME]
        move(
            [task.pk],
            "complete",
            by=by.username,
            words=result or "办完了",
            checklist=done,
            answers=json.dumps(said, ensure_ascii=False) if said else "",
            outcome=result or "办完了",
        )
        _tell_followers(task, said, note.strip(), by)
    task.refresh_from_db()
    return task


def _tell_followers(task: Task, answers: Mapping[str, Any], note: str, by: Any) -> None:
    """Other duties act on what was answered."""
    followers = [one for one in task_followers if task.kind in one.kinds]
    if not followers:
        return
    persons = tuple(task.people.order_by("place").values_list("person_id", "role"))
    done = Done(task.pk, task.kind, task.area_code, task.household_id, persons, answers, task.data, note, by)
    for one in followers:
        one.follow(done)


def complete_plain(uid: UUID, *, by: Any) -> None:
    """Close one of a batch: only a task without steps or questions can be closed unseen."""
    with acting(by=by.username, why="批量办结"):
        task = task_to("complete", uid, by=by)
        if needs_form(task.kind):
            raise UserError("这一件要填办理结果。", remedy="请点开它单独办。")
        move([task.pk], "complete", by=by.username, words="办完了（批量）", outcome="办完了")
