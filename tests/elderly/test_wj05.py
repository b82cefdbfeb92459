"""WJ05 老年人体检: what the community hospital measured enters, is judged, shown to those whose work it is, and can be taken back."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest
from django.db import connection

from core import clock
from core.imports.undoing import undo_batch
from core.models import Event
from elderly.models import Checkup
from tests.imports.layouts import judged, send
from tests.imports.support import FEEDS, bring, verdicts
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
NUMBER = "440199195105120028"


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture
def liang(areas):
    return factories.person("梁惠珍", birth=dt.date(1951, 5, 12), number=NUMBER)


def test_a_checkup_enters_with_its_words_sealed(shequ, liang):
    assert judged("WJ05", shequ, 健康评价="体检有异常：血压偏高", 中医体质="气虚质、阳虚质")[0] == "accepted"
    row = Checkup.objects.get()
    assert (row.person, row.said.sbp, row.said.dbp, row.said.fbg, row.said.htn) == (
        liang,
        138,
        82,
        Decimal("5.60"),
        False,
    )
    assert (row.said.tcm, row.said.evaluation, row.next_on) == ("BC", "体检有异常：血压偏高", dt.date(2027, 4, 20))
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM elderly_checkup c")
        stored = cursor.fetchone()[0]
    assert "血压偏高" not in stored and "sbp" not in stored
    event = Event.objects.get()
    assert (event.kind, event.occurred_on, event.payload) == ("person.checked_up", row.exam_on, {"checkup": row.pk})
    assert judged("WJ05", shequ, 健康评价="体检有异常：血压偏高", 中医体质="气虚质、阳虚质")[0] == "unchanged"


def test_blanks_are_filled_in_and_contradictions_asked(shequ, liang):
    judged("WJ05", shequ, 空腹血糖="", 健康评价="")
    batch = send("WJ05", shequ, {})
    assert "补上 2026-04-18 的体检：空腹血糖、健康评价" in batch.rows.get(verdict="accepted").note
    assert Checkup.objects.get().said.fbg == Decimal("5.60") and Event.objects.count() == 1
    said = judged("WJ05", shequ, 收缩压="150")
    assert said[0] == "review" and "收缩压写的不一样" in said[1]
    assert undo_batch(batch, by=shequ)["kept"] == []
    row = Checkup.objects.get()
    assert row.said.fbg is None and row.said.evaluation == "" and row.said.sbp == 138


def test_a_file_taken_back_leaves_nothing_but_what_was_changed_since(shequ, liang):
    other = factories.person("何兆", birth=dt.date(1941, 12, 4), number="440199194112047872")
    batch = send("WJ05", shequ, {}, {"姓名": "何兆", "身份证号": "440199194112047872"})
    Checkup.objects.filter(person=other).update(doctor="谭秀仪")
    kept = undo_batch(batch, by=shequ)["kept"]
    assert [one["reason"] for one in kept] == ["这份体检后来又改过"]
    assert list(Checkup.objects.values_list("person_id", flat=True)) == [other.pk]
    assert Event.objects.filter(status="registered").count() == 1


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"收缩压": "１３８mmHg"}, "corrected", "已去掉单位"),
        ({"空腹血糖": "98 mg/dL"}, "corrected", "98 mg/dL 已换算成 5.4 mmol/L"),
        ({"空腹血糖": "126"}, "review", "像是 mg/dL"),
        ({"收缩压": "18.4"}, "review", "像是 kPa"),
        ({"收缩压": "260"}, "review", "少见"),
        ({"收缩压": "999"}, "review", "不可能"),
        ({"收缩压": "82", "舒张压": "138"}, "review", "可能填反"),
        ({"收缩压": "138/82"}, "review", "两个数"),
        ({"空腹血糖": "未查"}, "corrected", "没有测"),
        ({"自理能力评分": "38"}, "review", "不在 0–37"),
        ({"自理能力评分": "2分"}, "corrected", "已去掉单位 分"),
        ({"中医体质": "平和"}, "corrected", "写法已统一"),
        ({"中医体质": "平实质"}, "review", "不在九种体质里"),
        ({"高血压": "不清楚"}, "review", "看不懂"),
        ({"体检日期": "2027-01-05"}, "refused", "之后"),
        ({"体检日期": "1951-05-11", "下次预约日期": ""}, "refused", "出生"),
        ({"体检日期": ""}, "refused", "没有填"),
        ({"下次预约日期": "2026-04-01"}, "review", "不晚于体检日期"),
        ({"下次预约日期": "2036-04-01"}, "review", "三年以后"),
        ({"档案编号": "12345"}, "review", "不是 17 位数字"),
        ({"档案编号": "440104001 00700123"}, "accepted", "登记"),
        ({"姓名": "梁慧芬"}, "review", "梁惠珍"),
        ({"身份证号": "440199199909190070", "姓名": "王志豪"}, "review", "没有这个人"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_gets_its_verdict(shequ, liang, changes, verdict, words):
    said = judged("WJ05", shequ, **changes)
    assert said[0] == verdict and words in said[1], said


def test_the_dead_are_not_examined_and_the_young_may_be(shequ, liang):
    factories.person("王志豪", birth=dt.date(1999, 9, 19), number="440199199909190070")
    assert judged("WJ05", shequ, 姓名="王志豪", 身份证号="440199199909190070")[0] == "accepted"
    liang.status, liang.died_on = "deceased", dt.date(2026, 3, 1)
    liang.save()
    said = judged("WJ05", shequ)
    assert said[0] == "review" and "去世" in said[1]
    assert judged("WJ05", shequ, 体检日期="2026-02-20")[0] == "accepted"


def test_another_communitys_clerk_learns_nothing(user_named, liang):
    said = judged("WJ05", user_named("panfu"))
    assert said[0] == "refused" and "梁惠珍" not in said[1]


def test_the_sample_files_deserve_their_verdicts(shequ, quji):
    bring("SQ01-440104001007.xlsx", "SQ01", quji)
    bring("SQ01-440104004107.xlsx", "SQ01", quji)
    expected = {one["line"]: one["verdict"] for one in json.loads((FEEDS / "WJ05-dirty.expected.json").read_text())}
    dirty = bring("WJ05-dirty.xlsx", "WJ05", shequ)
    assert verdicts(dirty) | expected == verdicts(dirty)
    assert set(verdicts(dirty)) - set(expected) == {3 + len(expected), 4 + len(expected)}
    undo_batch(dirty, by=shequ)
    for verdict in ("accepted", "unchanged"):
        counts = bring("WJ05.xlsx", "WJ05", quji).counts
        assert (counts["rows"], counts[verdict], counts["corrected"]) == (8, 8, 0)
