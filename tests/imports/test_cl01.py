"""CL01 残疾人证: who holds a certificate, sealed, and shown to those whose work it is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse

from core import clock
from core.imports.undoing import undo_batch
from core.models import Event
from residents.models import Benefit, DisabilityCertificate, Person
from residents.selectors.disability import certificates_ending, details_of, has_disability
from tests.imports.layouts import judged, send
from tests.support import factories

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 21)
REGRADED = {"残疾人证号": "44019919680512002342", "残疾等级": "二级"}


@pytest.fixture(autouse=True)
def present():
    with clock.travel(TODAY):
        yield


@pytest.fixture(autouse=True)
def holder(areas):
    return factories.person("梁惠珍", birth=dt.date(1968, 5, 12), number="440199196805120023")


def told():
    return list(Event.objects.filter(status="registered").order_by("id").values_list("kind", flat=True))


def holders(on=TODAY):
    return list(Person.objects.filter(has_disability(on)).values_list("name", flat=True))


def test_a_certificate_enters_sealed(shequ, holder):
    assert judged("CL01", shequ, 监护人姓名="何志明", 监护人电话="13800000011")[0] == "accepted"
    row = DisabilityCertificate.objects.get()
    assert (row.person, row.number, row.valid_until) == (holder, "44019919680512002344", dt.date(2028, 2, 29))
    assert (row.details.category, row.details.grade, row.details.guardian) == ("4", "4", "何志明")
    assert row.during.lower == dt.date(2018, 3, 1) and holders() == ["梁惠珍"] and holders(dt.date(2017, 1, 1)) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(c)::text FROM residents_disabilitycertificate c")
        stored = cursor.fetchone()[0]
    assert "何志明" not in stored and "4401991968" not in stored
    event = Event.objects.get()
    assert (event.kind, event.payload) == ("person.disability_certified", {"certificate": row.pk, "again": False})
    assert judged("CL01", shequ)[0] == "unchanged"
    assert [one.certificate for one in certificates_ending(dt.date(2028, 2, 1), dt.date(2028, 2, 29))] == [row.pk]


def test_another_grade_begins_anew(shequ, holder):
    judged("CL01", shequ)
    with clock.travel(dt.date(2026, 12, 5)):
        assert judged("CL01", shequ, **REGRADED)[0] == "accepted"
        assert judged("CL01", shequ, **REGRADED)[0] == "unchanged"
    assert {day: details_of([holder.pk], on=day)[holder.pk].grade for day in (TODAY, dt.date(2026, 12, 5))} == {
        TODAY: "4",
        dt.date(2026, 12, 5): "2",
    }
    assert told() == ["person.disability_certified"] * 2


def test_a_cancelled_certificate_ends_and_may_come_back(shequ):
    judged("CL01", shequ)
    with clock.travel(dt.date(2026, 12, 5)):
        assert "残疾人证注销" in judged("CL01", shequ, 证件状态="注销")[1]
        assert judged("CL01", shequ, 证件状态="注销")[0] == "unchanged"
        assert holders() == ["梁惠珍"] and holders(dt.date(2026, 12, 5)) == []
        assert judged("CL01", shequ)[0] == "accepted" and holders(dt.date(2026, 12, 5)) == ["梁惠珍"]
    assert told() == ["person.disability_certified", "person.disability_ended", "person.disability_certified"]


def test_a_frozen_one_does_not_count(shequ):
    judged("CL01", shequ, 证件状态="冻结")
    assert holders() == [] and told() == []


def test_allowances_begin_and_end_with_the_list(shequ):
    assert "在享困难残疾人生活补贴" in judged("CL01", shequ, 是否享受困难生活补贴="是")[1]
    assert Benefit.objects.get().kind == "disability-living"
    with clock.travel(dt.date(2026, 12, 5)):
        batch = send("CL01", shequ, {})
        assert Benefit.objects.get().during.upper == dt.date(2026, 12, 5)
        assert undo_batch(batch, by=shequ)["kept"] == []
    assert Benefit.objects.get().during.upper is None
    assert told() == ["person.disability_certified", "person.benefit_started"]


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"身份证号": "440199199909190070"}, "review", "前 18 位和身份证号不同"),
        ({"残疾人证号": "4401991968051200234"}, "refused", "不是 18 位证号加类别、等级"),
        ({"残疾人证号": "44019919680512002444"}, "refused", "前 18 位不对"),
        ({"残疾人证号": "44019919680512002384"}, "review", "类别只有 1–7"),
        ({"残疾人证号": " 440199196805120023 44"}, "corrected", "写法"),
        ({"残疾人证号": "44019919680512002344B1"}, "accepted", "登记残疾人证"),
        ({"残疾类别": "听力"}, "review", "和残疾人证号里的不一样"),
        ({"残疾类别": "其他"}, "review", "不在代码表中"),
        ({"残疾等级": "4级"}, "accepted", "登记残疾人证"),
        ({"证件状态": "待审"}, "review", "看不懂"),
        ({"有效期至": "2025-02-28"}, "review", "已过"),
        ({"有效期至": "长期"}, "accepted", "登记残疾人证"),
        ({"首次发证日期": "1960-01-01"}, "refused", "早于出生日期"),
        ({"证件状态": "注销"}, "unchanged", "不用登记"),
        ({"姓名": "梁慧芬"}, "review", "梁惠珍"),
        ({"残疾人证号": "44019919990919007044", "身份证号": "440199199909190070", "姓名": "王志豪"}, "review", "没有这个人"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_gets_its_verdict(shequ, changes, verdict, words):
    said = judged("CL01", shequ, **changes)
    assert said[0] == verdict and words in said[1], said


def test_another_communitys_clerk_learns_nothing(user_named):
    said = judged("CL01", user_named("panfu"))
    assert said[0] == "refused" and "梁惠珍" not in said[1]


def test_only_whose_work_it_is_sees_it(shequ, jiaoyu, holder, client_as):
    judged("CL01", shequ)
    page = reverse("person", args=[holder.uid])
    seen = client_as(shequ).get(page).content.decode()
    assert "残疾人证" in seen and "肢体残疾" in seen and "四级" in seen and "44019919680512002344" not in seen
    assert "残疾" not in client_as(jiaoyu).get(page).content.decode()
