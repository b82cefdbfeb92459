"""What people do with tasks, and what happens to due dates meanwhile."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from accounts.models import User
from core import clock
from core.domain.notice import Notice, NoticeDay
from core.errors import Conflict, NotFound, UserError
from core.services.calendar import record_notice
from core.services.parameters import record_version
from lifecycle.domain.task_states import ACTS, CLOSED_STATES, State, follows
from lifecycle.effects.task_closing import close, open_again
from lifecycle.engine.declaration import About, Applying, Batch, Happened
from lifecycle.models import Task
from lifecycle.rules.tasks import closes
from lifecycle.selectors.task_due import dues_of
from lifecycle.selectors.tasks import task_counts, tasks_for
from lifecycle.services import task_acts as acts
from lifecycle.services.task_completing import BadAnswers, complete, complete_plain
from lifecycle.services.task_escalation import escalate_overdue
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from tests.support.areas import HONGQIAO, PANFU, SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
MONDAY = dt.date(2026, 11, 16)


@pytest.fixture
def task() -> Callable[..., Task]:
    def make(
        key: str = "k", kind: str = "look-again", area: str = SANYANJING, on: dt.date = MONDAY, **more: Any
    ) -> Task:
        [pk] = open_tasks([NewTask(kind, area, "看是否要补救", "来由作废", key, on, **more)], by="rules")
        return Task.objects.get(pk=pk)

    return make


def again(task: Task) -> Task:
    return Task.objects.get(pk=task.pk)


def test_every_act_leads_where_the_table_says() -> None:
    """No state is a dead end, closing is final but for reopening, and nothing leaves a closed state unseen."""
    for state in State:
        ways = {act.key: follows(act.key, state) for act in ACTS.values() if follows(act.key, state)}
        assert ways, state
        if state in CLOSED_STATES:
            assert {key for key, to in ways.items() if to != state} == {"reopen"}
    assert all(act.reason for act in ACTS.values() if act.to in (State.CANCELLED, State.PAUSED))


def test_a_pause_moves_the_due_date_by_the_days_it_lasted(task: Callable[..., Task], shequ: User) -> None:
    one = task()
    with clock.travel(dt.date(2026, 11, 17)):
        acts.pause(one.uid, reason="家属出差", by=shequ)
    assert tasks_for(shequ)[0].due.text == "暂停中"
    with clock.travel(dt.date(2026, 11, 23)):
        acts.resume(one.uid, reason="回来了", by=shequ)
        due = dues_of([again(one)])[one.pk]
    assert again(one).due_on == dt.date(2026, 11, 25)  # 23, 24 and 25 count; the 17th began the pause
    assert [box.sign for box in due.boxes] == ["—", "停", "停", "停", "停", "停", "停", "1", "2", "3"]
    facts = dict(due.facts)
    assert "家属出差" in facts["暂停"]
    assert facts["改过"].startswith("2026-11-19 → 2026-11-25，暂停的日子不计")


def test_a_new_notice_moves_open_due_dates_and_says_so(task: Callable[..., Task], quji: User) -> None:
    one = task(on=dt.date(2026, 12, 30))
    assert one.due_on == dt.date(2027, 1, 4)  # 2027 is not known yet: Monday to Friday
    assert "还没公布" in dues_of([one])[one.pk].notes[0]
    days = (NoticeDay(dt.date(2027, 1, 1), False, "元旦"), NoticeDay(dt.date(2027, 1, 4), False, "元旦"))
    record_notice(Notice(days, ()), source="国办发明电〔2026〕11 号", by=quji)
    changed = again(one)
    assert changed.due_on == dt.date(2027, 1, 6)
    step = changed.steps.get()
    assert (step.act, step.before, step.after) == ("due", "2027-01-04", "2027-01-06")
    assert "国办发明电" in step.words


def test_a_limit_recorded_later_gives_open_tasks_their_day(task: Callable[..., Task], quji: User) -> None:
    with clock.travel(dt.date(2026, 11, 18)):
        one, other = task(kind="place-home"), task("other", kind="place-home", area=PANFU)
        assert one.due_on is None
        record_version(
            "task.place-home",
            area=HONGQIAO,
            since=dt.date(2026, 11, 1),
            value="5",
            document="洪桥办〔2026〕3 号",
            by=quji,
        )
    assert (again(one).due_on, again(one).limit_number) == (dt.date(2026, 11, 23), 5)
    assert again(other).due_on is None


def test_overdue_tasks_go_to_the_street_where_it_sees_them(
    task: Callable[..., Task], shequ: User, jiedao: User
) -> None:
    late, fresh = task("late"), task("fresh", on=dt.date(2026, 11, 18))
    with clock.travel(dt.date(2026, 11, 20)):
        assert tasks_for(jiedao) == []
        assert escalate_overdue(on=clock.today()) == 1
        assert escalate_overdue(on=clock.today()) == 0
        assert [line.task.pk for line in tasks_for(jiedao)] == [late.pk]
        assert task_counts(shequ).overdue == 1
    assert (again(late).escalated_to, "逾期 1 个工作日" in again(late).escalated_why) == (HONGQIAO, True)
    assert again(fresh).escalated_to == ""


def test_the_form_is_asked_before_a_task_is_done(task: Callable[..., Task], shequ: User) -> None:
    one = task()
    with pytest.raises(BadAnswers, match="请选看过以后") as refused:
        complete(one.uid, by=shequ)
    assert refused.value.field == "result"
    with pytest.raises(UserError, match="要填办理结果"):
        complete_plain(one.uid, by=shequ)
    done = complete(one.uid, by=shequ, answers={"result": "mended", "note": "已恢复低保"})
    assert (done.state, done.outcome, done.closed_by) == ("done", "已经补救", "shequ")
    assert json.loads(done.answers) == {"result": "mended", "note": "已恢复低保"}
    with pytest.raises(Conflict, match="已经是「办结」"):
        complete(one.uid, by=shequ, answers={"result": "mended"})


def test_a_checklist_is_ticked(task: Callable[..., Task], shequ: User) -> None:
    one = task(kind="verify-death")
    with pytest.raises(BadAnswers, match="还有没做的：问清去世"):
        complete(one.uid, by=shequ, ticked=[0, 2], answers={"found": "dead"})
    assert complete(one.uid, by=shequ, ticked=[0, 1, 2], answers={"found": "dead"}).checklist == [0, 1, 2]


def test_it_is_handed_on_and_back(task: Callable[..., Task], shequ: User, jiedao: User, panfu: User) -> None:
    one = task()
    assert acts.assign(one.uid, to="jiedao", by=shequ) == "交给 梁伟强"
    assert [line.task.pk for line in tasks_for(jiedao)] == [one.pk]
    assert tasks_for(shequ) == []
    with pytest.raises(UserError, match="管不到"):
        acts.assign(one.uid, to="panfu", by=shequ)
    acts.assign(one.uid, to="", by=shequ)
    assert again(one).assignee is None
    assert [step.words for step in one.steps.order_by("id")] == ["交给 梁伟强", "交回岗位"]


def test_closing_needs_a_reason_and_may_be_reopened_once(task: Callable[..., Task], shequ: User) -> None:
    one = task()
    with pytest.raises(UserError, match="取消要写事由"):
        acts.cancel(one.uid, reason=" ", by=shequ)
    acts.cancel(one.uid, reason="重复了", by=shequ)
    same = task()
    assert same.pk != one.pk
    with pytest.raises(Conflict, match="另有一件"):
        acts.reopen(one.uid, reason="还要办", by=shequ)
    acts.cancel(same.uid, reason="重复了", by=shequ)
    acts.reopen(one.uid, reason="还要办", by=shequ)
    assert again(one).state == "open"


def test_a_batch_answers_for_each_task(task: Callable[..., Task], shequ: User) -> None:
    here, away = task("here"), task("away", area=PANFU)
    results = acts.each(
        [here.uid, away.uid, UUID(int=0)], lambda uid: acts.pause(uid, reason="台风停工", by=shequ), by=shequ
    )
    assert [(result.done, result.title) for result in results] == [
        (True, "看是否要补救"),
        (False, "看不到的待办"),
        (False, "看不到的待办"),
    ]
    assert again(away).state == "open"


def test_others_tasks_are_out_of_sight_or_out_of_reach(task: Callable[..., Task], panfu: User, jiaoyu: User) -> None:
    one = task()
    for stranger in (panfu, jiaoyu):  # another community; a bureau that does not hold the role
        with pytest.raises(NotFound):
            acts.start(one.uid, by=stranger)


def test_what_has_happened_closes_the_task_and_its_void_opens_it_again(task: Callable[..., Task]) -> None:
    one = task(kind="confirm-head", persons=((7, "former-head"),), household=41)
    other = task("other", kind="confirm-head", persons=((8, "former-head"),), household=42)
    told = Happened(
        5,
        UUID(int=5),
        "household.head_changed",
        MONDAY,
        clock.now(),
        "desk:shequ",
        {"household": 41},
        (About(9, "head", SANYANJING),),
    )
    [planned] = closes(Batch((told,), MONDAY))
    assert (planned.effect, planned.area, planned.person) == ("close-task", SANYANJING, 7)
    effect = Applying(
        1,
        "task.closed-by",
        5,
        "desk:shequ",
        7,
        SANYANJING,
        planned.key,
        planned.words,
        planned.data,
        MONDAY,
        f"task:{one.uid}",
    )
    close([effect])
    assert (again(one).state, again(other).state) == ("done", "open")
    assert "已有「户主变更」" in again(one).outcome
    assert open_again([effect], "登记错了")[1].done
    assert again(one).state == "open"
