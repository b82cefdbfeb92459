"""The police's full list: every verdict a line can get, and what enters the base."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from residents.models import Household, Kinship, Person, PossibleExit, Residence
from tests.imports.layouts import GA01, judged, send, words_of
from tests.imports.support import only_row, verdicts
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db
NUMBER = GA01["身份证号"]


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


def test_a_newcomer_is_registered_and_the_home_stays_open(shequ):
    batch = send("GA01", shequ)
    assert verdicts(batch) == {2: "accepted"}
    person = Person.objects.get()
    assert (person.hukou_area, person.living_area) == (SANYANJING, "")
    hukou = person.residences.get()
    assert (hukou.kind, str(hukou.during.lower), hukou.address) == ("hukou", "2026-10-31", "三眼井直街12号402")
    household = Household.objects.get()
    assert (household.number, household.head, household.kind) == ("4401040010001", person, "registered")
    assert person.memberships.get().shares_registration
    assert send("GA01", shequ).counts["unchanged"] == 1


def test_a_family_gets_its_kinship(shequ):
    son = {
        "与户主关系": "子",
        "姓名": "陈志强",
        "身份证号": "440199199203040011",
        "性别": "男",
        "出生日期": "1992-03-04",
    }
    send("GA01", shequ, {}, son)
    assert Kinship.objects.get(person__name="陈志强", kind="parent").relative.name == "梁惠珍"
    assert Household.objects.get().memberships.count() == 2


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"身份证号": "440199196805120023 "}, "corrected", ""),  # D07
        ({"姓名": "梁 惠珍"}, "corrected", "空格"),  # D12
        ({"民族": "布衣族"}, "corrected", "布依族"),  # D26
        ({"出生日期": "1968年5月12日"}, "corrected", "日期写法"),  # D15
        ({"居村委会": "洪桥街三眼井居委会"}, "corrected", "三眼井社区"),  # D28
        ({"省市县区": "广东省广州市东山区"}, "accepted", ""),  # D29: today's 越秀区
        ({"状态": ""}, "accepted", ""),
        ({"数据日期": ""}, "corrected", "没有填"),
        ({"户号": ""}, "refused", "户号没有填"),
        ({"身份证号": "440199196805120024"}, "refused", "校验"),  # D08
        ({"身份证号": "4.40199E+17"}, "refused", "截断"),  # D06
        ({"数据日期": "2026-12-31"}, "refused", "2026-12-31"),  # D18: the future
        ({"居村委会": "没有这个社区"}, "refused", "没有叫"),
        ({"居村委会": "盘福社区"}, "refused", "不在你的辖区"),  # D32
        ({"身份证号": "无"}, "review", "不是真的内容"),  # D09 where a number is required
        ({"性别": "男"}, "review", "第17位"),  # D11
        ({"姓名": "梁□珍"}, "review", "生僻字"),  # D02
        ({"状态": "失踪"}, "review", "看不懂"),
        ({"省市县区": "湖北省荆州市沙市区"}, "review", "不在一个区"),
        ({"状态": "死亡"}, "review", "底册里没有此人"),
    ],
)
def test_each_class_of_dirt(shequ, changes, verdict, words):
    found, said = judged("GA01", shequ, **changes)
    assert found == verdict, said
    assert words in said


@pytest.mark.parametrize("state", ["死亡", "迁出", "注销"])
def test_a_person_called_gone_is_a_question_and_becomes_a_possible_exit(client_as, shequ, state):
    known = factories.person("梁惠珍", birth=dt.date(1968, 5, 12), number=NUMBER)
    batch = send("GA01", shequ, {"状态": state})
    row = only_row(batch)
    assert row.verdict == "review" and "GA06" in words_of(row)
    client_as(shequ).post(f"/imports/{batch.uid}/rows/2/", {"decision": "same"})
    listed = PossibleExit.objects.get()
    known.refresh_from_db()
    assert (listed.person, listed.said, known.status, known.hukou_area) == (known, state, "living", SANYANJING)


def test_the_dead_are_questioned_or_known(shequ):
    factories.person(
        "梁惠珍", birth=dt.date(1968, 5, 12), number=NUMBER, status="deceased", died_on=dt.date(2026, 1, 2)
    )
    assert judged("GA01", shequ)[0] == "review"
    assert judged("GA01", shequ, 状态="死亡")[0] == "unchanged"


def test_another_name_and_another_community_are_questions(quji, shequ):
    factories.person("梁惠珠", birth=dt.date(1968, 5, 12), number=NUMBER, source="GA01:1:2")
    assert judged("GA01", shequ)[0] == "review"
    Person.objects.update(name="梁惠珍", hukou_area=PANFU, living_area=PANFU)
    Residence.objects.update(area_code=PANFU)
    verdict, words = judged("GA01", shequ)
    assert verdict == "review" and "别的社区" in words and "梁惠珍" not in words
    verdict, words = judged("GA01", quji)
    assert verdict == "review" and "GA04" in words


def test_a_committees_household_takes_the_polices_number(quji):
    send("SQ01", quji, {}, {"与户主关系": "子", "姓名": "陈志强", "证件号码": "440199199203040011", "性别": "男",
                             "出生日期": "1992-03-04"})  # fmt: skip
    before = Household.objects.get()
    send("GA01", quji, {}, {"与户主关系": "子", "姓名": "陈志强", "身份证号": "440199199203040011", "性别": "男",
                             "出生日期": "1992-03-04"})  # fmt: skip
    after = Household.objects.get()
    assert (after.pk, after.number, after.memberships.count()) == (before.pk, "4401040010001", 2)
    assert send("SQ01", quji).counts["unchanged"] == 1
    assert Household.objects.count() == 1


def test_taking_the_list_back_leaves_nothing(quji):
    send("SQ01", quji)
    before = Person.objects.values().get() | {"updated_at": None}
    number = Household.objects.get().number
    batch = send("GA01", quji, {"民族": "回族", "街路巷": "三眼井直街12号501"})
    assert Person.objects.get().ethnicity == "03"
    report = undo_batch(batch, by=quji)
    assert (report["undone"], report["kept"]) == (1, [])
    after = Person.objects.values().get() | {"updated_at": None}
    assert {key: after[key] for key in before if key != "known_from"} == {
        key: before[key] for key in before if key != "known_from"
    }
    assert Household.objects.get().number == number
    assert not Person.objects.get().disagreements.exists()
