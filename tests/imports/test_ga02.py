"""People who live here and are registered elsewhere, as the police list them."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from residents.models import Dwelling, Person, ResidencePermit
from residents.selectors.attention import unplaced
from tests.imports.layouts import GA02, judged, send
from tests.imports.support import verdicts
from tests.support import factories
from tests.support.areas import HONGQIAO, SANYANJING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


def test_lives_here_and_the_registration_stays_open(shequ):
    home = factories.dwelling()
    assert verdicts(send("GA02", shequ)) == {2: "accepted"}
    person = Person.objects.get()
    stay = person.residences.get()
    assert (stay.kind, stay.area_code, stay.dwelling, str(stay.during.lower)) == (
        "floating",
        SANYANJING,
        home,
        "2026-10-31",
    )
    assert (person.hukou_area, person.phone, person.birth_date) == ("", "13800000009", dt.date(1990, 1, 1))
    permit = ResidencePermit.objects.get()
    assert (permit.number, permit.state, permit.area_code) == ("440104202500012345", "valid", SANYANJING)
    again = send("GA02", shequ)
    assert verdicts(again) == {2: "unchanged"} and ResidencePermit.objects.count() == 1


def test_an_address_that_fits_no_dwelling_waits_to_be_placed(shequ):
    send("GA02", shequ)
    assert not Dwelling.objects.exists()
    assert unplaced(shequ.scope("person.edit")).get().address == "三眼井直街12号402"


def test_the_community_follows_from_a_building(quji):
    factories.dwelling(road="三眼井横街", house="7号")
    send("GA02", quji, {"暂住地址": "广州市东山区三眼井横街7号"})
    assert Person.objects.get().living_area == SANYANJING


def test_a_street_is_better_than_nothing(quji):
    send("GA02", quji, {"暂住地址": "越秀区洪桥街道某某里9号"})
    assert Person.objects.get().living_area == HONGQIAO


def test_a_permit_that_expires_begins_a_new_row(shequ):
    send("GA02", shequ)
    batch = send("GA02", shequ, {"数据日期": "2026-11-20", "证件状态": "已过期", "访查预警": "三次未访到"})
    assert batch.counts["accepted"] == 1
    first, second = ResidencePermit.objects.order_by("during")
    assert (str(first.during.upper), second.state, second.visit_flag) == ("2026-11-20", "expired", "三次未访到")
    assert send("GA02", shequ, {"数据日期": "2026-09-30"}).counts["unchanged"] == 1, "an older file changes nothing"
    undo_batch(batch, by=shequ)
    assert ResidencePermit.objects.get().state == "valid" and ResidencePermit.objects.get().during.upper is None


@pytest.mark.parametrize(
    ("changes", "verdict", "words"),
    [
        ({"联系电话": "138 0000 0009"}, "corrected", "电话"),  # D19
        ({"证件状态": "已过期"}, "corrected", "过期"),
        ({"暂住地址": "东山区三眼井社区三眼井直街12号"}, "corrected", "并入越秀区"),  # D29
        ({"暂住证编号": "无"}, "accepted", ""),
        ({"暂住地址": ""}, "refused", "没有填"),
        ({"身份证号": "440199199001010042"}, "refused", "校验"),
        ({"暂住地址": "越秀区六榕街道盘福社区盘福路1号"}, "refused", "不在你的辖区"),
        ({"证件状态": "丢失"}, "review", "看不懂"),
        ({"证件状态": "注销"}, "review", "可能已经走了"),
        ({"出生日期": "1991-01-01"}, "review", "证号"),
    ],
)
def test_each_class_of_dirt(shequ, changes, verdict, words):
    found, said = judged("GA02", shequ, **changes)
    assert found == verdict, said
    assert words in said


def test_no_community_to_be_seen_is_a_question(quji):
    verdict, words = judged("GA02", quji, 暂住地址="某某里9号")
    assert verdict == "review" and "哪个社区" in words


def test_registered_here_is_no_floating_person(shequ):
    factories.person("周小兰", birth=dt.date(1990, 1, 1), number=GA02["身份证号"])
    verdict, words = judged("GA02", shequ)
    assert verdict == "review" and "户籍就在这个社区" in words
