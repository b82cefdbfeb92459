"""Who is visited, by whom, when next: what the clerk and the street see and do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core import clock
from core.audit import acting
from elderly.models import CarePlan, CareRound
from elderly.services.care import settle_everybody
from lifecycle.engine.drain import drain
from lifecycle.models import Task, Visit
from lifecycle.services.visits import Sent, record_visit
from residents.models import Person
from residents.services.deaths import Death, record_deaths
from residents.services.move import Destination, move_home
from tests.support.areas import DEYUANLI
from tests.support.factories import dwelling, household, kin, person

DAY = dt.date(2026, 11, 23)
As = Callable[[User], Client]

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(DAY):
        yield


@pytest.fixture
def couple(numbers: None, shequ: User, jiedao: User, quji: User) -> tuple[Person, Person]:
    """An old couple at home, with a plan each."""
    him = person("邓国强", birth=dt.date(1944, 5, 5), sex="1", home=dwelling(), marital_status="20")
    her = person("何丽容", birth=dt.date(1944, 3, 5), sex="2", home=dwelling(), marital_status="20")
    household(him, (her, "10"), home=dwelling())
    kin(him, her, "spouse", since=dt.date(1970, 1, 1))
    settle_everybody(by="test", on=DAY)
    return him, her


def _plan(who: Person) -> CarePlan:
    return CarePlan.objects.select_related("owner").get(person=who, closed_on=None)


def _visit(who: Person, met: str, by: User) -> None:
    said = {"met": met, "health": "same", "mood": "calm", "fire": "fine"}
    task = Task.objects.get(kind="care-visit", state="open", people__person_id=who.pk)
    known = Visit.objects.filter(person=who).order_by("-id").values_list("uid", flat=True).first()
    record_visit(Sent(uuid4(), who.uid, said, clock.now(), task.uid, known), by=by)


def test_widowed_at_82_she_lives_alone_and_is_seen_more_often(couple: tuple[Person, Person], shequ: User) -> None:
    him, her = couple
    assert (_plan(her).rhythm, _plan(her).owner) == ("空巢老人每月至少一次", shequ)
    with acting(by="quji", why="test"):
        record_deaths([Death(him.pk, DAY, "desk:quji")], by=shequ)
    assert drain().parked == 0
    plan = _plan(her)
    assert (plan.rhythm == "80 岁以上独居每 14 天一次" and plan.groups == ["01", "02", "04"]) or plan.days == 7
    assert CarePlan.objects.get(person=him).closing == "已去世"
    assert not Task.objects.filter(kind="care-visit", state="open", people__person_id=him.pk).exists()
    task = Task.objects.get(kind="care-visit", state="open", people__person_id=her.pk)
    assert (task.assignee, task.due_on) == (shequ, plan.next_on)


def test_a_move_takes_plan_visit_and_owner_along(couple: tuple[Person, Person], quji: User, jiedao: User) -> None:
    _, her = couple
    move_home(person_uids=[her.uid], to=Destination(DEYUANLI, "德源里3号101"), on=DAY, by=quji)
    drain()
    plan, task = _plan(her), Task.objects.get(kind="care-visit", state="open", people__person_id=her.pk)
    assert (plan.area_code, plan.owner, plan.owner_level) == (DEYUANLI, jiedao, "street")
    assert (task.area_code, task.assignee) == (DEYUANLI, jiedao)
    assert task.steps.filter(act="rescope").exists() and task.steps.filter(act="assign").exists()


def test_a_visit_opens_the_next_for_the_same_owner(couple: tuple[Person, Person], shequ: User) -> None:
    _, her = couple
    _visit(her, "self", shequ)
    plan, task = _plan(her), Task.objects.get(kind="care-visit", state="open", people__person_id=her.pk)
    assert (plan.next_on, task.due_on, task.assignee) == (dt.date(2026, 12, 31), dt.date(2026, 12, 31), shequ)


def test_the_page_names_everybody_and_proves_it(couple: tuple[Person, Person], client_as: As, shequ: User) -> None:
    him, her = couple
    _visit(her, "self", shequ)
    _visit(him, "nobody", shequ)
    client = client_as(shequ)
    page = client.get(reverse("care")).content.decode()
    assert "月探访率 50.0% = 本月已见到 1 ÷ 在册 2" in page and "去了 1 次没见到" in page
    seen = client.get(reverse("care") + "?show=seen").content.decode()
    assert "何丽容" in seen and "邓国强" not in seen
    assert "邓国强" in client.get(reverse("care") + "?show=unseen&mine=1").content.decode()
    assert "2 位六类老人，没有日子或责任人的：0 位" in client.get(reverse("care-proof")).content.decode()
    panel = client.get(reverse("person", args=[her.uid])).content.decode()
    assert "探访安排" in panel and "空巢老人每月至少一次" in panel
    assert "独居老人" in client.get(reverse("care-definitions")).content.decode()
    assert client.get(reverse("care-unplaced")).status_code == 200


def test_twice_not_met_the_street_takes_over(
    couple: tuple[Person, Person], client_as: As, shequ: User, jiedao: User
) -> None:
    him, _ = couple
    _visit(him, "nobody", shequ)
    with clock.travel(DAY + dt.timedelta(days=1)):
        _visit(him, "nobody", shequ)
        page = client_as(jiedao).get(reverse("care") + "?show=street").content.decode()
    assert "邓国强" in page and "多次没见到，转街道" in page
    assert Task.objects.filter(kind="missed-visits", state="open").count() == 1


def test_people_are_given_to_a_colleague_by_hand(
    couple: tuple[Person, Person], client_as: As, shequ: User, jiedao: User
) -> None:
    _, her = couple
    answer = client_as(jiedao).post(reverse("care-give"), {"plan": [str(_plan(her).uid)], "to": "jiedao"}, follow=True)
    assert "1 位老人换了责任人" in answer.content.decode()
    assert (_plan(her).owner, _plan(her).owner_by_hand) == (jiedao, True)
    assert Task.objects.get(kind="care-visit", state="open", people__person_id=her.pk).assignee == jiedao
    assert settle_everybody(by="test", on=DAY).total == 0  # what was chosen by hand stays
    answer = client_as(shequ).post(reverse("care-give"), {"plan": [str(_plan(her).uid)], "to": "panfu"}, follow=True)
    assert "管不到" in answer.content.decode()


def test_a_visit_is_not_cancelled_and_not_left_to_nobody(
    couple: tuple[Person, Person], client_as: As, shequ: User
) -> None:
    _, her = couple
    task = Task.objects.get(kind="care-visit", state="open", people__person_id=her.pk)
    client = client_as(shequ)
    for act, said in (("cancel", {"reason": "不去了"}), ("assign", {"to": ""})):
        answer = client.post(reverse("task-act", args=[task.uid, act]), said)
        task.refresh_from_db()
        assert task.state == "open" and task.assignee == shequ, answer.content.decode()[:200]


def test_an_extra_round_names_exactly_those_asked_for(
    couple: tuple[Person, Person], client_as: As, jiedao: User, shequ: User
) -> None:
    him, her = couple
    person("陈壮", birth=dt.date(1990, 1, 1), home=dwelling(room="900"))
    said = {"area": "440104001", "groups": ["02"], "reason": "cold", "until": "2026-11-26", "words": "看门窗"}
    answer = client_as(jiedao).post(reverse("care-round-new"), said, follow=True)
    page = answer.content.decode()
    assert "寒潮加访" in page and "何丽容" in page and "邓国强" in page and "陈壮" not in page
    tasks = Task.objects.filter(kind="care-round")
    assert tasks.count() == 2 and {task.assignee for task in tasks} == {shequ}
    _visit(her, "self", shequ)
    drain()
    assert tasks.get(people__person_id=her.pk).state == "done" and tasks.get(people__person_id=him.pk).state == "open"
    assert CareRound.objects.get().number == 2
    assert client_as(shequ).post(reverse("care-round-new"), said).status_code in (404, 422)  # beyond the own community


def test_groups_of_a_person_are_read_and_corrected(couple: tuple[Person, Person], client_as: As, shequ: User) -> None:
    _, her = couple
    url, client = reverse("care-groups", args=[her.uid]), client_as(shequ)
    assert "住处没有 60 岁以下的成年人" in client.get(url).content.decode()
    client.post(url, {"act": "contest", "code": "02", "reason": "女儿实际同住"})
    page = client.get(url).content.decode()
    assert "女儿实际同住" in page and not CarePlan.objects.filter(person=her, closed_on=None).exists()
    assert client.post(url, {"act": "declare", "code": "05", "evidence": ""}).status_code == 422
    client.post(url, {"act": "declare", "code": "05", "evidence": "子女都在深圳"})
    assert _plan(her).groups == ["05"]
