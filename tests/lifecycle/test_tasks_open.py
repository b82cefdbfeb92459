"""Tasks are opened once, with the limit as it stands, and taken back with what caused them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from accounts.models import Grant, User
from core import clock
from lifecycle.effects.tasks import open_for, take_back
from lifecycle.engine.declaration import Applying
from lifecycle.models import Task, TaskPerson
from lifecycle.services import tasks
from lifecycle.services.task_moves import move
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import Limit, NewTask, TaskKind, task_kinds
from tests.support.areas import SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
MONDAY = dt.date(2026, 11, 16)
HOURS = TaskKind("test-hours", "七十二小时内上门", "教育", limit=Limit("task.look-again", "hours"))
if HOURS.key not in task_kinds:
    task_kinds.register(HOURS)


def new(key: str = "k1", **changes: object) -> NewTask:
    base = NewTask(
        "look-again", SANYANJING, "看是否要补救", "来由作废", key, MONDAY, persons=((1, "subject"), (2, "spouse"))
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def test_a_task_is_opened_with_its_limit() -> None:
    [pk] = open_tasks([new()], by="rules")
    task = Task.objects.get(pk=pk)
    assert (task.due_on, task.limit_number, task.limit_unit) == (dt.date(2026, 11, 19), 3, "working")
    assert task.limit_parameter == "task.look-again"
    assert "系统建议值" in task.limit_document
    assert (task.role, task.assignee, task.state, task.opened_by) == ("committee_clerk", None, "open", "rules")
    assert list(TaskPerson.objects.order_by("place").values_list("person_id", "role")) == [
        (1, "subject"),
        (2, "spouse"),
    ]


def test_one_is_open_for_a_key() -> None:
    first, again, other = open_tasks([new(), new(why="第二次"), new("k2")], by="rules")
    assert first == again != other
    assert open_tasks([new("k2"), new()], by="rules") == [other, first]
    assert TaskPerson.objects.count() == 4
    move([first], "take-back", by="rules", words="没有了")
    assert open_tasks([new()], by="rules") not in ([first], [other])


def test_many_go_by_copy_and_leave_out_those_open() -> None:
    [known] = open_tasks([new("k7")], by="rules")
    ids = open_tasks([new(f"k{number}") for number in range(300)], by="rules")
    assert ids[7] == known
    assert Task.objects.count() == len(set(ids)) == 300


def test_whoever_opens_the_same_at_the_same_moment_gets_the_one_that_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    [known] = open_tasks([new("k7")], by="rules")
    seen, real = [], tasks.open_ids

    def blind_at_first(keys: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
        seen.append(len(keys))
        return {} if len(seen) == 1 else real(keys)

    monkeypatch.setattr(tasks, "open_ids", blind_at_first)
    ids = open_tasks([new(f"k{number}") for number in range(300)], by="rules")
    assert (ids[7], Task.objects.count(), seen) == (known, 300, [300, 1])


def test_an_unconfirmed_limit_gives_no_day() -> None:
    [pk] = open_tasks([new(kind="place-home")], by="rules")
    task = Task.objects.get(pk=pk)
    assert (task.due_on, task.limit_number, task.limit_parameter) == (None, None, "task.place-home")
    assert task.due_order == dt.date(9999, 12, 31)


def test_hours_run_through_the_weekend() -> None:
    with clock.travel(dt.datetime(2026, 11, 20, 15, 30, tzinfo=clock.SHANGHAI)):
        now_, given, before = open_tasks(
            [
                new("a", kind=HOURS.key, starts_on=dt.date(2026, 11, 20)),
                new("b", kind=HOURS.key, starts_at=dt.datetime(2026, 11, 19, 8, tzinfo=clock.SHANGHAI)),
                new("c", kind=HOURS.key, starts_on=dt.date(2026, 11, 18)),
            ],
            by="rules",
        )
    due = {pk: at.astimezone(clock.SHANGHAI) for pk, at in Task.objects.values_list("pk", "due_at")}
    assert [f"{due[pk]:%m-%d %H:%M}" for pk in (now_, given, before)] == ["11-20 18:30", "11-19 11:00", "11-19 03:00"]


def test_a_grid_worker_gets_what_falls_to_the_grid(shequ: User) -> None:
    grid = f"{SANYANJING}01"
    Grant.objects.create(user=shequ, role="committee_clerk", area_code=grid, granted_by="t", granted_at=clock.now())
    here, there = open_tasks([new("a", area=grid), new("b", area=f"{SANYANJING}02")], by="rules")
    assert Task.objects.get(pk=here).assignee == shequ
    assert Task.objects.get(pk=there).assignee is None


def applying(pk: int, effect_key: str = "7", **data: object) -> Applying:
    given = {
        "kind": "confirm-head",
        "title": "确认新户主",
        "persons": [[7, "former-head"]],
        "starts_on": "2026-11-16",
        **data,
    }
    return Applying(pk, "death.new-head", 0, "GA06:1:2", 7, SANYANJING, effect_key, "等确认新户主", given, MONDAY)


def opened(effects: list[Applying]) -> tuple[list[Applying], list[Task]]:
    """Effects as rules plan them, opened: event 0 stands for none here."""
    effects = [replace(effect, event=None) for effect in effects]  # type: ignore[arg-type]
    targets = open_for(effects)
    kept = [replace(effect, target=targets[effect.id]) for effect in effects]
    return kept, [Task.objects.get(uid=effect.target.removeprefix("task:")) for effect in kept]


def test_an_effect_taken_back_cancels_its_open_task() -> None:
    effects, [task] = opened([applying(1)])
    assert take_back(effects, "弄错了人")[1].done
    task.refresh_from_db()
    assert (task.state, task.steps.get().words) == ("cancelled", "弄错了人")


def test_what_was_done_already_is_looked_at_again() -> None:
    effects, [task] = opened([applying(1)])
    move([task.pk], "complete", by="shequ")
    said = take_back(effects, "死亡撤销")[1]
    assert (said.done, said.words) == (False, "已办完，请看是否要补救")
    again = Task.objects.get(kind="look-again")
    assert (again.about, again.area_code, "死亡撤销" in again.why) == (task, SANYANJING, True)
    assert again.people.get().person_id == 7


def test_a_task_with_two_causes_stays_until_both_are_gone() -> None:
    (one, other), (task, same) = opened([applying(1, "a", key="shared"), applying(2, "b", key="shared")])
    assert task == same
    assert take_back([one], "作废")[1].done
    task.refresh_from_db()
    assert task.state == "open"
    take_back([other], "作废")
    task.refresh_from_db()
    assert task.state == "cancelled"
