"""The pages and the API of tasks, as their users meet them: under row-level security, by address."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from accounts.services.tokens import issue_token
from core import clock
from core.outbox import NewEvent, Subject, emit
from lifecycle.models import Task
from lifecycle.services.tasks import open_tasks
from lifecycle.services.tasks_handover import count_of, hand_over
from lifecycle.tasking.declaration import NewTask
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
TODAY = dt.date(2026, 11, 18)


@pytest.fixture(autouse=True)
def _wednesday() -> Any:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def task() -> Callable[..., Task]:
    def make(
        kind: str = "look-again", area: str = SANYANJING, on: dt.date = dt.date(2026, 11, 16), **more: Any
    ) -> Task:
        [pk] = open_tasks([NewTask(kind, area, "", "来由作废", str(uuid4()), on, **more)], by="rules")
        return Task.objects.get(pk=pk)

    return make


@pytest.fixture
def clerk(client_as: Callable[[User], Client], shequ: User) -> Client:
    return client_as(shequ)


def page(client: Client, **query: str) -> str:
    return client.get(reverse("tasks"), query).content.decode()


def test_the_list_says_whom_until_when_and_hides_other_communities(task: Callable[..., Task], clerk: Client) -> None:
    her = factories.person("何丽容")
    task(persons=((her.pk, "subject"),))
    away = factories.person("陈小明", living=PANFU, hukou=PANFU)
    task(area=PANFU, persons=((away.pk, "subject"),))
    text = page(clerk)
    assert "看是否要补救 · 何丽容" in text
    assert "明天到期" in text
    assert "陈小明" not in text


def test_views_and_filters_are_in_the_address(task: Callable[..., Task], clerk: Client) -> None:
    late, fresh = task(on=dt.date(2026, 11, 9)), task(kind="place-home")
    assert "逾期 4 个工作日" in page(clerk, view="overdue")
    assert str(fresh.uid) not in page(clerk, view="overdue")
    assert str(late.uid) not in page(clerk, kind="place-home")
    assert "没有这样的待办" in page(clerk, kind="verify-death")
    her = factories.person()
    mine = task(persons=((her.pk, "subject"),))
    found = page(clerk, view="all", person=str(her.uid))
    assert str(mine.uid) in found
    assert str(late.uid) not in found


def test_fifty_at_a_time_without_leaving_one_out(task: Callable[..., Task], clerk: Client) -> None:
    open_tasks(
        [NewTask("look-again", SANYANJING, "", "", str(n), TODAY - dt.timedelta(days=n % 7)) for n in range(120)],
        by="rules",
    )
    seen, url, days = set(), reverse("tasks"), []
    for _ in range(3):
        response = clerk.get(url)
        rows = response.context["rows"]
        seen |= {line.task.uid for line, _ in rows}
        days += [line.task.due_on for line, _ in rows]
        url = f"{reverse('tasks')}{response.context['next_url']}"
    assert len(seen) == 120
    assert days == sorted(days)
    assert response.context["next_url"] == ""
    assert len(clerk.get(f"{reverse('tasks')}{response.context['previous_url']}").context["rows"]) == 50


def test_the_page_leads_back_to_the_event_and_is_closed_with_its_form(
    task: Callable[..., Task], clerk: Client, shequ: User
) -> None:
    her = factories.person("何丽容")
    event = emit(NewEvent("person.died", TODAY, (Subject(her.pk, "subject", SANYANJING),), "GA06:3:14"), by="test")
    one = task(kind="verify-death", persons=((her.pk, "subject"),), event=event.pk, source="GA06:3:14")
    text = clerk.get(reverse("task", args=[one.uid])).content.decode()
    assert "死亡登记" in text
    assert "第 14 行" in text
    assert "问清去世的日子" in text
    refused = clerk.post(
        reverse("task-finish", args=[one.uid]), {"checklist": ["0"], "found": "dead", "note": "问过了"}
    )
    assert refused.status_code == 422
    assert "还有没做的" in refused.content.decode()
    assert "问过了" in refused.content.decode()
    done = clerk.post(reverse("task-finish", args=[one.uid]), {"checklist": ["0", "1", "2"], "found": "dead"})
    assert done.status_code == 302
    assert "确已去世" in clerk.get(reverse("task", args=[one.uid])).content.decode()


def test_a_due_date_opens_its_days(task: Callable[..., Task], clerk: Client) -> None:
    text = clerk.get(reverse("task-due", args=[task().uid])).content.decode()
    assert "为什么是 2026-11-19" in text
    assert text.count("<li") == 4
    assert "建议值，待业务部门确认" in text


def test_acts_of_the_page(task: Callable[..., Task], clerk: Client, jiedao: User) -> None:
    one = task()
    assert "要写事由" in clerk.post(reverse("task-act", args=[one.uid, "pause"]), follow=True).content.decode()
    for act, words in (("start", ""), ("pause", "家属出差"), ("resume", "回来了"), ("escalate", "要街道协调")):
        clerk.post(reverse("task-act", args=[one.uid, act]), {"reason": words})
    clerk.post(reverse("task-assign", args=[one.uid]), {"to": "jiedao"})
    one.refresh_from_db()
    assert (one.state, one.assignee, one.escalated_to) == ("open", jiedao, "440104001")
    assert clerk.post(reverse("task-act", args=[one.uid, "fulfil"])).status_code == 404


def test_a_batch_says_what_became_of_each(task: Callable[..., Task], clerk: Client) -> None:
    plain, asked, away = task(kind="place-home"), task(), task(area=PANFU)
    said = {"act": "complete", "task": [str(one.uid) for one in (plain, asked, away)]}
    text = clerk.post(reverse("tasks-batch"), said).content.decode()
    assert "办好 1 件" in text
    assert "没办成 2 件" in text
    assert "要填办理结果" in text


def test_another_communitys_task_is_nowhere(
    task: Callable[..., Task], client_as: Callable[[User], Client], panfu: User, jiaoyu: User
) -> None:
    one = task()
    for stranger in (panfu, jiaoyu):
        client = client_as(stranger)
        for name in ("task", "task-due"):
            assert client.get(reverse(name, args=[one.uid])).status_code == 404
        assert client.post(reverse("task-finish", args=[one.uid])).status_code == 404


def test_it_stands_on_the_persons_page_and_in_the_search(task: Callable[..., Task], clerk: Client) -> None:
    her = factories.person("何丽容")
    one = task(persons=((her.pk, "subject"),))
    assert reverse("task", args=[one.uid]) in clerk.get(reverse("person", args=[her.uid])).content.decode()
    assert "kind=look-again" in clerk.get(reverse("omnibox"), {"q": "补救"}).content.decode()


def test_a_leaver_hands_on_what_was_theirs(task: Callable[..., Task], shequ: User, jiedao: User, panfu: User) -> None:
    one, other = task(assignee=shequ.pk), task(assignee=shequ.pk, area=PANFU)
    assert count_of(shequ) == 2
    assert hand_over(shequ, panfu) == 2
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.assignee, other.assignee) == (None, panfu)
    assert "离岗" in other.steps.get().words


def test_machines_read_and_close_tasks(task: Callable[..., Task], shequ: User) -> None:
    her = factories.person("何丽容")
    one, other = task(persons=((her.pk, "subject"),)), task(kind="place-home", area=PANFU)
    bearer = {"HTTP_AUTHORIZATION": f"Bearer {issue_token(shequ)}"}
    listed = Client().get("/api/v1/tasks/", {"state": "open"}, **bearer).json()["results"]
    assert listed == [
        {
            "uid": str(one.uid), "kind": "look-again", "title": "看是否要补救", "state": "open", "due_on": "2026-11-19",
            "persons": [str(her.uid)], "area": SANYANJING, "event": None,
        }
    ]  # fmt: skip
    assert Client().get(f"/api/v1/tasks/{other.uid}/", **bearer).status_code == 404
    url = f"/api/v1/tasks/{one.uid}/complete/"
    refused = Client().post(url, "{}", "application/json", **bearer)
    assert (refused.status_code, "看过以后" in refused.content.decode()) == (400, True)
    body = json.dumps({"answers": {"result": "nothing"}})
    done = Client().post(url, body, "application/json", **bearer)
    assert (done.status_code, done.json()["state"], done.json()["outcome"]) == (200, "done", "不用补救")
    assert Client().get("/api/v1/tasks/", {"state": "oops"}, **bearer).status_code == 400
