"""Assessing an old person: at the door or by a program, once, by two, with the arithmetic, replaced, voided, due again."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from accounts.models import User
from core import clock
from core.models import Event, ParameterValue, ReadLog
from core.outbox import NewEvent, Subject, emit
from elderly.domain import assessment_ability as ability
from elderly.domain import assessment_tcm as tcm
from elderly.models import Assessment
from elderly.rosters.assessment_due import ASSESSMENT_DUE
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from lifecycle.roster.context import open_context
from lifecycle.roster.select import members
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from lifecycle.visiting.forms import door_form_url
from residents.models import Person
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]
TODAY = dt.date(2026, 11, 23)
HEAD = {"reason": "first", "place": "home", "informant": "family", "informant_name": "女儿 梁秀芬", "second": "陈护士"}
RISKS = {"coma": "no", "diagnosis": "no", **{f"event.{key}": "0" for key in ability.EVENTS}}
BEST = {f"item.{code}": str(item.most) for code, item in ability.items().items()}
WALKS = {"item.B.2.3": "2", "item.B.2.4": "1", "item.B.1.3": "2"}  # 84: mild


@pytest.fixture(autouse=True)
def _noon() -> Any:
    with clock.travel(dt.datetime(2026, 11, 23, 12, tzinfo=clock.SHANGHAI)):
        yield


def _elder(name: str = "梁惠珍", birth: dt.date = dt.date(1939, 5, 1), room: str = "302") -> Person:
    return factories.person(name, birth=birth, home=factories.dwelling(house="6号", room=room))


def _send(client: Any, person: Person, *, scale: str = "ability", own: str = "", **values: str) -> Any:
    filled = {**HEAD, **BEST, **RISKS, **values} if scale == "ability" else {**HEAD, **values}
    body = {
        "client_uid": own or str(uuid.uuid4()),
        "person": str(person.uid),
        "about": scale,
        "values": {key: [value] for key, value in filled.items() if key != "anyway"},
        "anyway": values.get("anyway") == "1",
    }
    return client.post("/api/v1/visits/forms/assessment/", body, content_type="application/json")


def test_a_form_at_the_door_becomes_a_result_with_its_arithmetic(client_as: Any, shequ: User, jiedao: User) -> None:
    person, client = _elder(), client_as(shequ)
    page = client.get(reverse("person", args=[person.uid])).content.decode()
    address = door_form_url("assessment", person.uid, "ability")
    assert "panel-assessment" in page and f'href="{address}"' in page
    form = client.get(address).content.decode()
    assert form.count("data-step ") + form.count("data-step>") == 30 and "另一位评估员" in form and "总分" not in form
    own = str(uuid.uuid4())
    first, again = (_send(client, person, own=own, **WALKS, diagnosis="yes") for _ in range(2))
    assert (first.status_code, again.status_code, Assessment.objects.count()) == (201, 200, 1)
    row = Assessment.objects.get()
    assert (row.score, row.level, row.valid_until, row.standing) == (84, 2, dt.date(2027, 11, 22), True)
    shown = client.get(first.json()["url"]).content.decode()
    assert (
        "能力中度受损（中度失能）" in shown
        and "按总分：能力轻度受损（轻度失能）" in shown
        and "确诊认知障碍（痴呆）" in shown
    )
    assert "梁伟强、陈护士" not in shown and "陈护士" in shown and "女儿 梁秀芬" in shown and "少量扶持" in shown
    report = client.get(reverse("assessment-print", args=[row.uid])).content.decode()
    assert report.count("（签名）") == 3 and ReadLog.objects.filter(action="print", subject_kind="assessment").exists()
    event = Event.objects.get(kind="person.assessed")
    assert event.payload == {"scale": "ability", "level": 2, "assessment": str(row.uid), "voided": False}
    life = client.get(reverse("person", args=[person.uid])).content.decode()
    assert "中度失能" in life and "有效期至" in life
    assert _send(client_as(jiedao), person, own=own).status_code == 404  # somebody else's id is nobody's
    with connection.cursor() as cursor:
        cursor.execute("SELECT row::text FROM elderly_assessment row")
        assert "梁秀芬" not in (stored := cursor.fetchone()[0]) and "B.2.3" not in stored


@pytest.mark.parametrize(
    ("values", "field", "words"),
    [
        ({"second": ""}, "second", "能力评估要至少 2 名评估员"),
        ({"second": "shequ"}, "second", "不能是你自己"),
        ({"item.B.1.1": ""}, "B.1.1", "「进食」还没有评"),
        ({"item.B.1.1": "5"}, "B.1.1", "「进食」没有 5 分这一项"),
        ({"coma": "yes"}, "B.3.9", "写了昏迷"),
        ({"coma": ""}, "coma", "还没有答"),
        ({"event.fall": ""}, "跌倒", "近 30 天有几次还没有填"),
        ({"place": "moon"}, "place", "「在哪里评」还没有选"),
    ],
)
def test_what_is_missing_or_impossible_is_refused_by_name(
    client_as: Any, shequ: User, values: dict[str, str], field: str, words: str
) -> None:
    answer = _send(client_as(shequ), _elder(), **values)
    assert answer.status_code == 400 and words in answer.json()["title"] + answer.json().get("detail", "")
    assert list(answer.json()["errors"]) == [field] and not Assessment.objects.exists()


def test_who_is_young_or_dead_is_not_assessed(client_as: Any, shequ: User) -> None:
    young, client = _elder("关子谦", dt.date(1980, 1, 1)), client_as(shequ)
    assert client.get(door_form_url("assessment", young.uid, "ability")).status_code == 404
    assert "还不满 60 周岁" in _send(client, young).json()["title"]
    dead = _elder("区玉兰", room="501")
    Person.objects.filter(pk=dead.pk).update(status="deceased", died_on=TODAY)
    assert client.get(door_form_url("assessment", dead.uid, "ability")).status_code == 404
    assert _send(client, dead).status_code == 409


def test_a_second_one_of_the_day_is_asked_about_and_the_later_counts(client_as: Any, shequ: User, jiedao: User) -> None:
    person = _elder()
    _send(client_as(jiedao), person, **WALKS)
    refused = _send(client_as(shequ), person)
    assert refused.status_code == 409 and "已有人在今天做过这份评估：梁伟强" in refused.json()["title"]
    assert _send(client_as(shequ), person, anyway="1").status_code == 201
    assert list(Assessment.objects.order_by("id").values_list("standing", flat=True)) == [False, True]
    history = client_as(shequ).get(reverse("assessments-of", args=[person.uid])).content.decode()
    assert "比上次（2026-11-23 轻度失能，84 分）好一级，多 6 分" in history
    late = {"filled_at": (clock.now() - dt.timedelta(days=3)).isoformat()}
    client = client_as(shequ)
    body = {"client_uid": str(uuid.uuid4()), "person": str(person.uid), "about": "selfcare", **late}
    body["values"] = {**{key: [value] for key, value in HEAD.items()}, **{f"item.{n}": ["mild"] for n in range(1, 6)}}
    assert client.post("/api/v1/visits/forms/assessment/", body, content_type="application/json").status_code == 201
    own = Assessment.objects.get(scale="selfcare")
    assert (own.assessed_on, own.score, own.level, own.standing) == (dt.date(2026, 11, 20), 3, 1, True)


def test_a_wrong_one_is_voided_with_its_reason_and_the_one_before_counts_again(
    client_as: Any, shequ: User, minzheng: User
) -> None:
    person, client = _elder(), client_as(shequ)
    _send(client, person, **WALKS)
    _send(client, person, anyway="1")
    before, wrong = Assessment.objects.order_by("id")
    address = reverse("assessment-void", args=[wrong.uid])
    assert client.post(address, {"reason": " "}).status_code == 422
    assert "已作废" in client.post(address, {"reason": "评错了人"}, follow=True).content.decode()
    before.refresh_from_db()
    assert before.standing and Event.objects.filter(kind="person.assessed", payload__voided=True).exists()
    assert client.post(address, {"reason": "再来"}).status_code == 422
    told = client.get(reverse("history", args=["assessment", wrong.uid])).content.decode()
    assert "评错了人" in told and "梁秀芬" not in told


def test_health_is_for_few(client_as: Any, user_named: Any, shequ: User) -> None:
    person = _elder()
    _send(client_as(shequ), person, **WALKS)
    uid = Assessment.objects.get().uid
    stranger = client_as(user_named("panfu"))
    for address in (reverse("assessment", args=[uid]), reverse("assessments-of", args=[person.uid])):
        assert stranger.get(address).status_code in (403, 404)
    assert stranger.get(f"/api/v1/persons/{person.uid}/assessments/").status_code in (403, 404)


def test_both_reasons_at_once_count_one_level_until_somebody_decides(client_as: Any, shequ: User) -> None:
    person, client = _elder(), client_as(shequ)
    both = {**WALKS, "diagnosis": "yes", "event.fall": "1", "event.lost": "1"}
    answer = _send(client, person, **both)
    assert Assessment.objects.get().level == 2
    assert "待确认" in client.get(answer.json()["url"]).content.decode()
    ParameterValue.objects.create(
        key="elder.assessment-both-steps", area_code="000000", value=2, during=(dt.date(2026, 1, 1), None),
        document="试", certainty="V", recorded_by="test", recorded_at=clock.now(),
    )  # fmt: skip
    other = _elder("区玉兰", room="501")
    answer = _send(client, other, **both)
    assert Assessment.objects.get(person=other).level == 3
    assert "待确认</b>：两种情况" not in client.get(answer.json()["url"]).content.decode()


def test_a_program_records_and_reads(client_as: Any, shequ: User) -> None:
    person, client = _elder(), client_as(shequ)
    address = f"/api/v1/persons/{person.uid}/assessments/"
    body = {
        "client_uid": str(uuid.uuid4()), "scale": "tcm", "assessed_on": "2026-11-20", "reason": "yearly", "place": "hospital",
        "informant": "self", "answers": {str(number): 1 for number in tcm.questions()} | {"1": 5},
    }  # fmt: skip
    assert [client.post(address, body, content_type="application/json").status_code for _ in range(2)] == [201, 200]
    [row] = client.get(address).json()
    assert (row["scale"], row["level"], row["result"], row["standing"]) == ("tcm", None, "平和质", True)
    wrong = client.post(address, {**body, "client_uid": "7"}, content_type="application/json")
    assert wrong.status_code == 400
    assert (
        "没有“cat”这种量表"
        in client.post(
            address, {**body, "scale": "cat", "client_uid": str(uuid.uuid4())}, content_type="application/json"
        ).json()["title"]
    )


def _made(person: Person, assessed: dt.date, until: dt.date | None, level: int = 1) -> Assessment:
    return Assessment.objects.create(
        client_uid=uuid.uuid4(), person=person, area_code=SANYANJING, scale="ability", assessed_on=assessed, level=level,
        score=80, answers="{}", risks="{}", workings='{"dimensions": {}}', reason="first", place="home", informant="self",
        assessor="shequ", valid_until=until, recorded_at=clock.now(), source="test",
    )  # fmt: skip


def test_what_runs_out_is_listed_offered_at_the_door_and_on_the_roster(client_as: Any, shequ: User) -> None:
    soon, late, fine = _elder("梁惠珍", room="301"), _elder("区玉兰", room="302"), _elder("欧阳俊杰", room="303")
    _made(soon, dt.date(2025, 12, 1), dt.date(2026, 11, 30))
    _made(late, dt.date(2025, 11, 1), dt.date(2026, 10, 31), 3)
    _made(fine, dt.date(2026, 10, 1), dt.date(2027, 9, 30))
    client = client_as(shequ)
    page = client.get("/elderly/assessments/?due").content.decode()
    assert page.index("区玉兰") < page.index("梁惠珍") and "已过期 23 天" in page and "欧阳俊杰" not in page
    assert "欧阳俊杰" in client.get("/elderly/assessments/").content.decode()
    assert "区玉兰" in (only := client.get("/elderly/assessments/?level=3").content.decode()) and "梁惠珍" not in only
    new = [
        NewTask("care-visit", SANYANJING, "", "", f"p:{one.pk}", TODAY, ((one.pk, "subject"),), due_on=TODAY)
        for one in (late, fine)
    ]
    open_tasks(new, by="test")
    walk = client.get("/visits/").content.decode()
    assert walk.count("老年人能力评估已过期 23 天") == 1 and door_form_url("assessment", late.uid, "ability") in walk
    assert "区玉兰" in client.get("/rosters/assessment-due/").content.decode()
    context = open_context(ASSESSMENT_DUE, area=SANYANJING, as_of=TODAY)
    assert set(members(ASSESSMENT_DUE, context).values_list("name", flat=True)) == {"梁惠珍", "区玉兰"}


def test_a_widow_who_was_assessed_is_assessed_again_and_the_assessment_closes_the_task(
    client_as: Any, shequ: User
) -> None:
    person = _elder()
    _made(person, dt.date(2026, 3, 1), dt.date(2027, 2, 28))
    from_event = {"kind": "person.widowed", "occurred_on": dt.date(2026, 11, 20)}
    _happened(person, **from_event)
    drain()
    task = Task.objects.get(kind="reassess")
    assert "配偶 2026-11-20 去世；上次 2026-03-01 评为能力轻度受损" in task.why and task.due_on is not None
    walk = client_as(shequ).get("/visits/?plus=" + str(task.uid)).content.decode()
    assert "老年人能力评估：情况有变化，要重新评" in walk
    assert _send(client_as(shequ), person, reason="change").status_code == 201
    drain()
    task.refresh_from_db()
    assert task.state == "done"


def _happened(person: Person, *, kind: str, occurred_on: dt.date) -> None:
    emit(NewEvent(kind, occurred_on, (Subject(person.pk, "subject", SANYANJING),), "test"), by="test")
