"""Check-ups on screen: the history in words, typed in by hand, who is due, the list to the hospital and who came back."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

import pytest
from django.db.models import Q
from django.urls import reverse
from openpyxl import load_workbook

from core import clock
from core.audit import acting
from core.models import Event, ExportRecord
from core.outbox import NewEvent, Subject, emit
from core.services.parameters import load_shipped_parameters
from elderly.models import Checkup, HospitalExchange
from elderly.recipients.health import AUDIENCE
from elderly.visiting.health import health_lines
from lifecycle.engine.drain import drain
from lifecycle.models import Effect
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import rosters
from lifecycle.roster.explain import explain
from lifecycle.roster.select import members
from messaging.declaration import audiences
from tests.imports.layouts import send
from tests.support import factories
from tests.support.areas import SANYANJING

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
NUMBER = "440199195105120028"


@pytest.fixture(autouse=True)
def present(areas):
    with clock.travel(TODAY):
        load_shipped_parameters(by="test")
        yield


@pytest.fixture
def liang():
    return factories.person("梁惠珍", birth=dt.date(1951, 5, 12), number=NUMBER)


@pytest.fixture
def he():
    return factories.person("何兆", birth=dt.date(1941, 12, 4), number="440199194112047872")


def text(answer):
    return answer.content.decode()


def test_the_history_says_what_stands_out_and_which_years_are_missing(shequ, jiaoyu, liang, client_as):
    send("WJ05", shequ, {"体检日期": "2023-04-18", "下次预约日期": ""})
    send("WJ05", shequ, {"收缩压": "168", "舒张压": "96"})
    page = text(client_as(shequ).get(reverse("health", args=[liang.uid])))
    assert "血压 168/96 mmHg，达到 140/90 的界线" in page and "不是诊断" in page
    assert "收缩压比上一次高 30 mmHg" in page
    assert "缺 2 年" in page and page.count("这一年没有体检记录") == 2
    assert "体检" in text(client_as(shequ).get(reverse("person", args=[liang.uid])))
    assert client_as(jiaoyu).get(reverse("health", args=[liang.uid])).status_code == 403
    assert "168/96" not in text(client_as(jiaoyu).get(reverse("person", args=[liang.uid])))


def test_an_urgent_value_is_known_at_the_door(shequ, liang):
    send("WJ05", shequ, {"收缩压": "186", "舒张压": "104", "体检日期": "2026-11-02"})
    line = health_lines([liang.pk], TODAY)[liang.pk][0]
    assert (line.words, line.tone) == ("血压很高 186/104（11-02 体检）", "r")
    assert health_lines([liang.pk], dt.date(2028, 11, 2)) == {}


def test_a_checkup_is_typed_in_corrected_and_removed(shequ, liang, client_as):
    client, new = client_as(shequ), reverse("health-new", args=[liang.uid])
    sent = {"exam_on": "2026-11-02", "sbp": "82", "dbp": "138", "tcm": ["B", "C"], "htn": "yes", "height": "154"}
    wrong = client.post(new, sent)
    assert wrong.status_code == 422 and "可能填反" in text(wrong) and 'value="154"' in text(wrong)
    assert "要晚于" in text(client.post(new, sent | {"sbp": "138", "dbp": "82", "next_on": "2026-11-01"}))
    assert "少见" in text(client.post(new, sent | {"sbp": "260", "dbp": "82"}))
    assert client.post(new, sent | {"sbp": "260", "dbp": "82", "sure": "on"}).status_code == 302
    row = Checkup.objects.get()
    assert (row.said.sbp, row.said.htn, row.said.dm, row.said.tcm, row.said.height) == (
        260,
        True,
        None,
        "BC",
        Decimal("154.0"),
    )
    assert "这一天已经有一份体检" in text(client.post(new, sent | {"sbp": "138", "dbp": "82"}))
    edit = reverse("health-edit", args=[liang.uid, row.uid])
    assert client.post(edit, {"exam_on": "2026-11-03", "sbp": "138", "dbp": "82"}).status_code == 302
    row.refresh_from_db()
    assert (row.exam_on, row.said.sbp, row.said.htn) == (dt.date(2026, 11, 3), 138, None)
    assert "260" in text(client.get(reverse("history", args=["checkup", liang.uid])))
    remove = reverse("health-remove", args=[liang.uid, row.uid])
    assert client.post(remove, {"why": ""}).status_code == 422
    assert client.post(remove, {"why": "是何兆的"}).status_code == 302
    assert not Checkup.objects.exists() and Event.objects.get(kind="person.checked_up").status == "voided"


def test_a_program_reads_and_enters(shequ, liang, client_as):
    client, url = client_as(shequ), reverse("api-person-checkups", args=[liang.uid])
    wrong = client.post(url, {"exam_on": "2027-11-02", "sbp": 138}, content_type="application/json")
    assert wrong.status_code == 400 and "之后" in text(wrong)
    sent = {"exam_on": "2026-11-02", "sbp": 168, "dbp": 96, "fbg": "5.6", "htn": True, "tcm": "B"}
    assert client.post(url, sent, content_type="application/json").status_code == 201
    assert client.post(url, sent, content_type="application/json").status_code == 409
    found = client.get(url).json()["results"]
    assert [(one["sbp"], one["htn"], one["tcm"]) for one in found] == [(168, True, "B")]
    assert "140/90" in found[0]["remarks"][0]


def test_who_is_due_stands_on_the_page_and_on_the_roster(shequ, user_named, liang, he, client_as):
    factories.person("王志豪", birth=dt.date(1999, 9, 19), number="440199199909190070")
    examined = {"姓名": "何兆", "身份证号": "440199194112047872"}
    send("WJ05", shequ, {"体检日期": "2025-04-18", "下次预约日期": "2026-11-30"}, examined)
    client, due = client_as(shequ), reverse("health-due")
    page = text(client.get(due))
    assert "梁惠珍" in page and "上次 2025-04-18，去年" in page and "何兆" not in page and "王志豪" not in page
    assert "应体检 2 人，已体检 1 人（50%）" in page
    assert "发短信提醒" in page and list(audiences[AUDIENCE].people(SANYANJING, TODAY)) == [liang.pk]
    assert "梁惠珍" in text(client.get(due, {"show": "booked"}))
    assert "梁惠珍" not in text(client.get(due, {"show": "never"}))
    assert "梁惠珍" not in text(client_as(user_named("panfu")).get(due))
    liang.phone = "13800000001"
    liang.save()
    shown = text(client.get(reverse("roster", args=["checkup-due"])))
    assert "梁惠珍" in shown and "13800000001" not in shown and "138****0001" in shown
    roster = rosters["checkup-due"]
    for day, names in (
        (TODAY, ["梁惠珍"]),
        (dt.date(2025, 4, 17), ["何兆", "梁惠珍"]),
        (dt.date(2025, 5, 1), ["何兆"]),
    ):
        context = open_context(roster, area=SANYANJING, as_of=day)
        with reaching(shequ, context):
            assert sorted(members(roster, context).values_list("name", flat=True)) == names
    context = open_context(roster, area=SANYANJING, as_of=TODAY)
    assert explain(roster, context, Q(pk=he.pk), by=shequ).member is False


def test_a_list_goes_to_the_hospital_and_its_answers_come_back(shequ, minzheng, liang, he, client_as):
    client, url = client_as(shequ), reverse("health-exchange")
    sent = {"extent": "all", "receiver": "洪桥街道社区卫生服务中心", "purpose": "老年人免费健康体检"}
    assert client.post(url, sent | {"receiver": ""}).status_code == 422
    answer = client.post(url, sent)
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert rows[0] == ("档案编号", "姓名", "身份证号", "出生日期", "现住地址", "联系电话", "变化")
    assert {row[1]: (row[2], row[6]) for row in rows[1:]}["梁惠珍"] == (NUMBER, "新增")
    batch, record = HospitalExchange.objects.get(), ExportRecord.objects.get()
    assert (batch.rows, batch.sha256, batch.export_uid) == (2, record.sha256, record.uid)
    assert "洪桥街道社区卫生服务中心" in record.purpose
    assert "上次交出名单以后没有变化" in text(client.post(url, sent | {"extent": "changed"}))

    send("WJ05", shequ, {"体检日期": "2026-11-10"})
    assert Checkup.objects.get().exchange == batch
    assert "送回体检 1 人" in text(client.get(url))
    waiting = text(client.get(reverse("health-exchange-batch", args=[batch.uid]), {"show": "waiting"}))
    assert "何兆" in waiting and "梁惠珍" not in waiting

    he.status, he.died_on = "deceased", dt.date(2026, 11, 20)
    he.save()
    answer = client.post(url, sent | {"extent": "changed"})
    rows = list(load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active.iter_rows(values_only=True))
    assert [(row[1], row[6]) for row in rows[1:]] == [("何兆", "已不在本地")]
    assert client_as(minzheng).get(url).status_code == 403


def test_sixty_five_is_told_without_a_task(liang):
    with acting(by="test", why="生日"):
        emit(NewEvent("person.turned_65", TODAY, (Subject(liang.pk, area=SANYANJING),), "milestone:65"), by="test")
    drain()
    effect = Effect.objects.get(rule="checkup.entitled")
    assert (effect.kind, effect.words) == ("note", "每年可以免费体检一次，没有体检的列在待体检名单里")
