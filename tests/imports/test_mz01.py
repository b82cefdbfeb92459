"""MZ01 结婚/离婚登记: who married and who was divorced, of whom the base may hold one alone (handbook §4)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.models import Event
from residents.models import Kinship, MarriageRecord, Person
from tests.imports.layouts import judged, send
from tests.imports.support import bring, verdicts
from tests.support import factories
from tests.support.areas import PANFU

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 1)
OUTSIDER = factories.id_number(dt.date(1997, 3, 5), "2", order=71)


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


@pytest.fixture(autouse=True)
def couple(areas):
    he = factories.person(
        "王志豪", birth=dt.date(1999, 9, 19), sex="1", number="440199199909190070", marital_status="10"
    )
    she = factories.person("刘思颖", birth=dt.date(2000, 6, 27), number="440199200006270841", marital_status="10")
    return he, she


def spouses():
    rows = Kinship.objects.filter(kind="spouse").order_by("person__name")
    return [(row.person.name, row.relative.name, str(row.during.lower), str(row.during.upper)) for row in rows]


def test_the_sample_enters_whole_and_says_nothing_new_the_second_time(quji):
    for form in ("SQ01-440104001007.xlsx", "SQ01-440104004107.xlsx"):
        bring(form, "SQ01", quji)
    assert set(verdicts(bring("MZ01.xlsx", "MZ01", quji)).values()) == {"accepted"}
    told = Event.objects.filter(source__startswith="MZ01").count()
    assert set(verdicts(bring("MZ01.xlsx", "MZ01", quji)).values()) == {"unchanged"}
    assert Event.objects.filter(source__startswith="MZ01").count() == told
    assert Person.objects.get(name="王志豪").marital_status == Person.objects.get(name="刘思颖").marital_status == "21"
    assert {p.marital_status for p in Person.objects.filter(name__in=("尹伟", "陈丹"))} == {"40"}
    assert not Kinship.objects.filter(kind="spouse", person__name="尹伟", during__upper_inf=True).exists()


def test_both_become_spouses_from_the_day(shequ, couple):
    assert judged("MZ01", shequ)[0] == "accepted"
    assert spouses() == [("刘思颖", "王志豪", "2026-06-01", "None"), ("王志豪", "刘思颖", "2026-06-01", "None")]
    event = Event.objects.get(kind="person.married")
    assert (event.occurred_on, event.payload) == (DAY, {})
    assert {s.role: s.person_id for s in event.subjects.all()} == {"husband": couple[0].pk, "wife": couple[1].pk}


def test_somebody_from_elsewhere_is_not_made_a_person(shequ, couple):
    said = judged("MZ01", shequ, 女方姓名="李雅", 女方身份证号=OUTSIDER, 女方出生日期="1997-03-05")
    assert said[0] == "accepted" and "女方不在底册，只记在这次登记里" in said[1]
    assert Person.objects.count() == 2 and spouses() == []
    record = MarriageRecord.objects.get()
    assert (record.person, record.spouse, record.spouse_name, record.spouse_number) == (
        couple[0],
        None,
        "李雅",
        OUTSIDER,
    )
    assert Event.objects.get(kind="person.married").payload == {"outside": "wife"}
    couple[0].refresh_from_db()
    assert couple[0].marital_status == "21"


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"登记日期": "2021-09-18"}, "review", "不满 22 周岁"),
        ({"登记日期": "2021-09-19"}, "accepted", "结婚登记"),
        ({"登记日期": "1999-09-19", "男方出生日期": "", "女方出生日期": ""}, "refused", "不晚于"),
        ({"登记日期": "2027-01-01"}, "refused", "之后"),
        ({"业务类型": "补领结婚证"}, "review", "看不懂"),
        ({"业务类型": "结婚"}, "corrected", "结婚登记"),
        ({"男方姓名": "王志强"}, "review", "王志豪"),
        ({"男方出生日期": "1999-09-20"}, "review", "出生"),
        ({"男方姓名": "刘思颖", "男方身份证号": "440199200006270841", "女方姓名": "王志豪",
          "女方身份证号": "440199199909190070", "男方出生日期": "", "女方出生日期": ""}, "review", "填反"),
        ({"男方身份证号": "无"}, "review", "占位"),
        ({"女方身份证号": "440199200006270842"}, "refused", "校验"),
        ({"证件号码": ""}, "refused", "证件号码"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_gets_its_verdict(shequ, changes, verdict, words):
    said = judged("MZ01", shequ, **changes)
    assert said[0] == verdict and words in said[1], said


def test_neither_is_resident(shequ):
    man = factories.id_number(dt.date(1995, 1, 1), "1", order=31)
    said = judged(
        "MZ01",
        shequ,
        男方姓名="陈强",
        男方身份证号=man,
        男方出生日期="",
        女方姓名="李雅",
        女方身份证号=OUTSIDER,
        女方出生日期="",
    )
    assert said[0] == "review" and "都不在底册" in said[1]


def test_a_row_of_another_community_goes_there(shequ, couple):
    Person.objects.update(hukou_area=PANFU, living_area=PANFU)
    assert judged("MZ01", shequ)[0] == "refused"


def test_nobody_marries_twice_at_a_time(shequ, couple):
    other = factories.person("赵敏", birth=dt.date(1998, 1, 1))
    factories.kin(couple[0], other, "spouse", since=dt.date(2020, 1, 1))
    said = judged("MZ01", shequ)
    assert said[0] == "review" and "配偶是赵敏（2020-01-01 起）" in said[1]


def test_divorced_and_married_again_in_one_file(shequ, couple):
    assert judged("MZ01", shequ)[0] == "accepted"
    divorce = {"业务类型": "离婚登记", "证件号码": "L440104-2026-000007", "登记日期": "2026-08-24"}
    again = {"证件号码": "J440104-2026-000099", "登记日期": "2026-08-24"}
    batch = send("MZ01", shequ, again, divorce)
    assert verdicts(batch) == {2: "accepted", 3: "accepted"}, [row.problems for row in batch.rows.all()]
    assert {p.marital_status for p in Person.objects.all()} == {"23"}
    assert spouses()[1] == ("刘思颖", "王志豪", "2026-08-24", "None") and len(spouses()) == 4


def test_a_clerks_word_on_the_status_stands_beside_the_act(shequ, couple):
    Person.objects.filter(pk=couple[0].pk).update(sources={"marital_status": "desk:shequ"})
    judged("MZ01", shequ)
    couple[0].refresh_from_db()
    assert couple[0].marital_status == "10" and couple[0].disagreements.get().field == "marital_status"
    assert len(spouses()) == 2


def test_taking_the_file_back_leaves_what_was_there(shequ, couple):
    factories.kin(couple[0], couple[1], "spouse", since=dt.date(2026, 11, 1))
    Kinship.objects.update(source="SQ01:1:3")
    before = spouses()
    batch = send("MZ01", shequ)
    assert [row[2] for row in spouses()] == ["2026-06-01"] * 2
    assert undo_batch(batch, by=shequ)["kept"] == []
    assert spouses() == before and not MarriageRecord.objects.exists()
    assert {p.marital_status for p in Person.objects.all()} == {"10"}
    assert judged("MZ01", shequ)[0] == "accepted"
    assert Event.objects.filter(kind="person.married", status="registered").count() == 1
