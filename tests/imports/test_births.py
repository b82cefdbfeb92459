"""A child comes twice: from the hospital and from the police, in either order. It is one child."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.models import ImportRow
from residents.models import BirthRecord, Disagreement, IdentityDocument, Kinship, Person
from tests.imports.layouts import FATHER, MOTHER, judged, send, words_of
from tests.imports.support import verdicts
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db
TWIN = {"出生证编号": "T440123457", "出生日期": "2026-01-03 08:31", "胎数": "2"}
SECOND_NUMBER = factories.id_number(dt.date(2026, 1, 3), "2")


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


@pytest.fixture(autouse=True)
def parents(areas):
    home = factories.dwelling()
    mother = factories.person("苏雨", birth=dt.date(1996, 9, 3), number=MOTHER, home=home)
    father = factories.person("田俊杰", birth=dt.date(1992, 10, 11), sex="1", number=FATHER, home=home)
    factories.household(father, (mother, "10"), home=home)
    return mother, father


def child():
    return Person.objects.get(birth_date=dt.date(2026, 1, 3))


def test_the_hospital_first_then_the_police(shequ, parents):
    assert verdicts(send("WJ02", shequ)) == {2: "accepted"}
    baby = child()
    assert (baby.name, baby.temporary_name, baby.sex, baby.hukou_area, baby.living_area) == (
        "苏雨之女",
        True,
        "2",
        "",
        SANYANJING,
    )
    assert baby.living_address == "三眼井直街12号402"
    assert list(baby.documents.values_list("type", "last4")) == [("11", "3456")]
    assert set(Kinship.objects.filter(person=baby, kind="parent").values_list("relative__name", flat=True)) == {
        "苏雨",
        "田俊杰",
    }
    batch = send("GA05", shequ)
    assert verdicts(batch) == {2: "accepted"} and "暂用名“苏雨之女”改为“田芷萱”" in words_of(batch.rows.get())
    baby.refresh_from_db()
    assert (baby.name, baby.temporary_name, baby.hukou_area) == ("田芷萱", False, SANYANJING)
    assert set(baby.documents.filter(active=True).values_list("type", flat=True)) == {"01", "11"}
    assert not baby.former_names.exists() and Kinship.objects.filter(person=baby, kind="parent").count() == 2
    assert baby.memberships.get().shares_registration and baby.sources["name"] == baby.sources["number"]
    for code in ("GA05", "WJ02"):
        assert send(code, shequ).counts["unchanged"] == 1, code
    assert Person.objects.count() == 3


def test_the_police_first_then_the_hospital(shequ):
    send("GA05", shequ)
    assert verdicts(send("WJ02", shequ, {"新生儿姓名": "田小宝"})) == {2: "accepted"}
    baby = child()
    assert baby.name == "田芷萱" and set(baby.documents.values_list("type", flat=True)) == {"01", "11"}
    heard = Disagreement.objects.get()
    assert (heard.field, heard.standing, heard.other) == ("name", "田芷萱", "田小宝")
    assert send("WJ02", shequ, {"新生儿姓名": "田小宝"}).counts["unchanged"] == 1


def test_a_real_name_that_the_police_change_is_a_former_name(shequ):
    send("WJ02", shequ, {"新生儿姓名": "田小宝"})
    send("GA05", shequ)
    assert child().name == "田芷萱" and child().former_names.get().name == "田小宝"


def test_health_data_are_sealed(shequ):
    verdict, words = judged("WJ02", shequ, 体重="3.2kg", 分娩方式="剖宫产")
    assert (verdict, "换成克" in words) == ("corrected", True)
    record = BirthRecord.objects.get()
    assert (record.measures.weight_g, record.measures.weeks, record.measures.time) == (3200, 39, "08:15")
    assert (record.facility, record.plurality) == ("越秀区妇幼保健院", 1)
    raw = bytes(BirthRecord.objects.extra(select={"r": "sealed"}).values_list("r", flat=True)[0])
    assert "剖宫产".encode() not in raw and b"3200" not in raw


def test_twins_are_two_children_and_the_police_know_which(shequ):
    batch = send("WJ02", shequ, {"胎数": "2", "新生儿姓名": "田芷萱"}, TWIN | {"新生儿姓名": "田芷若"})
    assert verdicts(batch) == {2: "accepted", 3: "accepted"}
    assert Person.objects.filter(birth_date=dt.date(2026, 1, 3)).count() == 2
    send("GA05", shequ, {"身份证号": SECOND_NUMBER, "姓名": "田芷若"}, {})
    assert Person.objects.filter(birth_date=dt.date(2026, 1, 3)).count() == 2
    number = IdentityDocument.objects.get(person__name="田芷若", type="01").number
    assert number == SECOND_NUMBER


def test_unnamed_twins_need_a_person(client_as, shequ):
    send("WJ02", shequ, {"胎数": "2"}, TWIN)
    batch = send("GA05", shequ, {}, {"身份证号": SECOND_NUMBER, "姓名": "田芷若"})
    assert verdicts(batch) == {2: "review", 3: "review"}
    assert "出生证编号" in words_of(batch.rows.order_by("line")[0])
    for line in (2, 3):
        page = client_as(shequ).get(f"/imports/{batch.uid}/rows/{line}/").content.decode()
        assert "是同一个人" in page
        client_as(shequ).post(f"/imports/{batch.uid}/rows/{line}/", {"decision": "same"})
    twins = Person.objects.filter(birth_date=dt.date(2026, 1, 3))
    assert {twin.name for twin in twins} == {"田芷萱", "田芷若"}
    assert all(twin.documents.count() == 2 for twin in twins)


def test_one_of_twins_is_not_taken_for_the_other(shequ):
    send("WJ02", shequ, {"胎数": "2"})
    assert verdicts(send("GA05", shequ)) == {2: "review"}


def test_brother_and_sister_of_one_day(shequ):
    boy = factories.id_number(dt.date(2026, 1, 3), "1")
    send("WJ02", shequ, {"胎数": "2"}, TWIN | {"性别": "男"})
    batch = send("GA05", shequ, {}, {"身份证号": boy, "姓名": "田一鸣", "性别": "男"})
    assert verdicts(batch) == {2: "accepted", 3: "accepted"}
    assert Person.objects.filter(birth_date=dt.date(2026, 1, 3)).count() == 2


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"出生证编号": "ｔ440123456"}, "corrected", "大写"),
        ({"体重": "6.4斤"}, "corrected", "斤"),
        ({"出生日期": "2026年1月3日 8时15分"}, "corrected", "日期写法"),
        ({"新生儿姓名": "苏雨之女"}, "corrected", "暂用名"),
        ({"出生证编号": ""}, "refused", "没有填"),
        ({"出生日期": "2026-02-30"}, "refused", "日期不存在"),
        ({"出生日期": "26-1-3"}, "refused", "两位"),
        ({"母亲身份证": "440199199609037948"}, "refused", "校验"),
        ({"出生证编号": "12345"}, "review", "一个字母加九位数字"),
        ({"体重": "32000"}, "review", "不合常理"),
        ({"母亲姓名": "苏玉"}, "review", "底册里是“苏雨”"),
        ({"母亲身份证": factories.id_number(dt.date(1995, 1, 1), "2"), "父亲身份证": ""}, "review", "没有找到母亲"),
    ],
)
def test_each_class_of_dirt(shequ, changes, verdict, words):
    found, said = judged("WJ02", shequ, **changes)
    assert found == verdict, said
    assert words in said


def test_a_mother_elsewhere_is_not_told(shequ, user_named, parents):
    Person.objects.update(hukou_area=PANFU, living_area=PANFU)
    verdict, words = judged("WJ02", shequ)
    assert verdict == "review" and "你的辖区里没有找到母亲" in words
    verdict, words = judged("WJ02", shequ, 家庭地址="越秀区六榕街道盘福社区盘福路1号")
    assert verdict == "refused" and "不在你的辖区" in words
    assert judged("WJ02", user_named("panfu"))[0] == "accepted"


def test_the_registration_can_be_taken_back(shequ):
    send("WJ02", shequ)
    second = send("GA05", shequ)
    assert undo_batch(second, by=shequ)["kept"] == []
    baby = child()
    assert (baby.name, baby.temporary_name, baby.number_head, baby.hukou_area) == ("苏雨之女", True, "", "")
    assert list(baby.documents.values_list("type", flat=True)) == ["11"] and not baby.memberships.exists()


def test_the_certificate_can_be_taken_back(shequ):
    assert undo_batch(send("WJ02", shequ), by=shequ)["kept"] == []
    assert not BirthRecord.objects.exists() and Person.objects.count() == 2


def test_the_collection_form_finds_the_baby(shequ):
    send("WJ02", shequ)
    row = {"户号": Person.objects.get(name="苏雨").memberships.get().household.number}
    batch = send(
        "SQ01",
        shequ,
        row | {"姓名": "苏雨", "证件号码": MOTHER, "出生日期": "1996-09-03", "与户主关系": "配偶"},
        row | {"姓名": "田芷萱", "证件号码": "44019920260103392X", "出生日期": "2026-01-03", "与户主关系": "女"},
    )
    assert ImportRow.objects.get(batch=batch, line=3).verdict == "accepted"
    assert child().name == "田芷萱" and child().documents.count() == 2
