"""MZ03 救助在册: aid in force is taken over by households; who is covered, what changes, what stops, and who may see the account."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal

import pytest

from aid.models import Award, TakenOver, TakenOverMember
from core import clock
from core.imports.undoing import undo_batch
from core.models import ImportRow
from residents.models import Benefit
from tests.imports.layouts import LAYOUTS, judged, send, words_of
from tests.imports.support import FEEDS, bring, verdicts
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
HEAD, SON = "440199196805120023", "440199199001010033"
MZ03 = {
    "救助证号": "D440104001000012", "对象类别": "低保", "户主姓名": "梁惠珍", "户主身份证号": HEAD, "成员姓名": "梁惠珍",
    "成员身份证号": HEAD, "与户主关系": "户主", "是否保障对象": "是", "保障类别": "A", "月保障金额(元)": "2476.00", "起始年月": "2023-01",
    "停发年月": "", "停发原因": "", "致贫原因": "患病", "开户银行": "工商银行", "银行账号": "6222020000001234567", "街道": "洪桥街道",
    "社区": "三眼井社区",
}  # fmt: skip
LAYOUTS["MZ03"] = MZ03


@pytest.fixture(autouse=True)
def family(areas):
    with clock.travel(TODAY):
        head = factories.person("梁惠珍", birth=dt.date(1968, 5, 12), number=HEAD)
        son = factories.person(
            "何志明", birth=dt.date(1990, 1, 1), sex="1", number=factories.id_number(dt.date(1990, 1, 1), "1", order=16)
        )
        home = factories.household(head, (son, "20"))
        yield head, son, home


def of(son, **more):
    """The son's line."""
    return {"成员姓名": "何志明", "成员身份证号": number_of(son), "与户主关系": "子", **more}


def number_of(person):
    return (
        person.documents.get().number
        if hasattr(person, "documents")
        else factories.id_number(dt.date(1990, 1, 1), "1", order=16)
    )


def holders():
    return sorted(Benefit.objects.filter(during__contains=TODAY).values_list("person__name", "kind"))


def test_a_household_is_taken_over_and_known_again(minzheng, family):
    _, son, home = family
    batch = send("MZ03", minzheng, {}, of(son, 是否保障对象="否"))
    assert set(verdicts(batch).values()) == {"accepted"}
    award = Award.objects.get()
    assert (award.kind, award.monthly, award.people, award.document) == (
        "minimum-living",
        Decimal("2476.00"),
        1,
        MZ03["救助证号"],
    )
    assert (award.case, award.household, award.area_code, award.during.lower) == (
        None,
        home,
        "440104001007",
        dt.date(2023, 1, 1),
    )
    assert holders() == [("梁惠珍", "minimum-living")] and TakenOverMember.objects.count() == 2
    assert TakenOver.objects.get().account == MZ03["银行账号"]
    again = send("MZ03", minzheng, {"备注": "x"}, of(son, 是否保障对象="否"))
    assert set(verdicts(again).values()) == {"unchanged"} and Award.objects.count() == 1


def test_amount_stop_and_members_change_and_are_taken_back(minzheng, family):
    _, son, _ = family
    send("MZ03", minzheng, {}, of(son))
    assert len(holders()) == 2
    more = send(
        "MZ03", minzheng, {"月保障金额(元)": "1238"}, of(son, **{"是否保障对象": "否", "月保障金额(元)": "1238"})
    )
    assert "改为 1,238.00 元，从 2026-11 起" in words_of(ImportRow.objects.filter(batch=more).first())
    assert [(str(a.monthly), a.during.lower, a.during.upper) for a in Award.objects.order_by("during")] == [
        ("2476.00", dt.date(2023, 1, 1), dt.date(2026, 11, 1)), ("1238.00", dt.date(2026, 11, 1), None),
    ]  # fmt: skip
    assert holders() == [("梁惠珍", "minimum-living")]
    stop = {"停发年月": "2026-12", "停发原因": "超标", "月保障金额(元)": "1238"}
    batch = send("MZ03", minzheng, stop, of(son, 是否保障对象="否", **stop))
    assert Award.objects.order_by("during").last().during.upper == dt.date(2026, 12, 1)
    assert Benefit.objects.filter(during__endswith=dt.date(2026, 12, 1)).count() == 1
    assert undo_batch(batch, by=minzheng)["kept"] == []
    assert (
        Award.objects.order_by("during").last().during.upper is None
        and Benefit.objects.filter(during__upper_inf=True).count() == 1
    )
    assert undo_batch(more, by=minzheng)["kept"] == []
    assert Award.objects.get().monthly == Decimal("2476.00") and len(holders()) == 2


def test_taken_back_nothing_is_left(minzheng, family):
    batch = send("MZ03", minzheng, {}, of(family[1]))
    assert undo_batch(batch, by=minzheng)["kept"] == []
    assert not (
        Award.objects.exists()
        or TakenOver.objects.exists()
        or TakenOverMember.objects.exists()
        or Benefit.objects.exists()
    )


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"月保障金额(元)": "￥2,476"}, "corrected", "金额写法已统一"),
        ({"月保障金额(元)": "0.2476万元"}, "corrected", "换算为元"),
        ({"月保障金额(元)": "-200"}, "review", "负数"),
        ({"月保障金额(元)": "免"}, "review", "免"),
        ({"月保障金额(元)": "247600"}, "review", "不合常理"),
        ({"月保障金额(元)": ""}, "refused", "没有填"),
        ({"对象类别": "低边", "月保障金额(元)": ""}, "corrected", "低保边缘"),
        ({"对象类别": "优抚"}, "review", "看不懂"),
        ({"起始年月": "2023年1月"}, "corrected", "年月写法"),
        ({"起始年月": "23.1"}, "refused", "两位"),
        ({"起始年月": "2027-03"}, "refused", "之后"),
        ({"停发年月": "2022-12"}, "review", "不晚于"),
        ({"成员身份证号": "440199196805120024"}, "refused", "校验"),
        ({"户主身份证号": "440199199909190070"}, "review", "没有这个户主"),
        ({"成员姓名": "梁慧芬"}, "review", "梁惠珍"),
        ({"是否保障对象": "待定"}, "review", "看不懂"),
        ({"银行账号": "6.22202E+18"}, "review", "截断"),
        ({"社区": "盘福社区"}, "review", "不是此人的户籍地"),
        ({"成员姓名": "王志豪", "成员身份证号": "440199199909190070", "与户主关系": "子"}, "review", "没有这个人"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_gets_its_verdict(minzheng, changes, verdict, words):
    said = judged("MZ03", minzheng, **changes)
    assert said[0] == verdict and words in said[1], said


def test_what_does_not_go_together_waits_for_a_person(minzheng, family):
    send("MZ03", minzheng, {})
    said = judged("MZ03", minzheng, 救助证号="T1", 对象类别="特困", 起始年月="2024-01")
    assert said[0] == "review" and "特困供养和低保只能享受一种" in said[1]


def test_another_communitys_clerk_learns_nothing(user_named):
    said = judged("MZ03", user_named("panfu"))
    assert said[0] == "refused" and "梁惠珍" not in said[1]


def test_the_sample_files_deserve_their_verdicts(minzheng, shequ):
    bring("SQ01-440104001007.xlsx", "SQ01", shequ)
    expected = {
        one["line"]: one["verdict"] for one in json.loads((FEEDS / "MZ03-dirty.expected.json").read_text("utf-8"))
    }
    assert verdicts(bring("MZ03-dirty.xlsx", "MZ03", shequ, commit=False)) == expected
    counts = bring("MZ03.xlsx", "MZ03", minzheng).counts
    assert (counts["rows"], counts["accepted"], counts["corrected"]) == (12, 12, 0)
    assert bring("MZ03.xlsx", "MZ03", minzheng).counts["unchanged"] == 12
