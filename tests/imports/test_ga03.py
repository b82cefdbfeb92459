"""GA03 户口迁出 and GA04 户口迁入: two lists, in either order one transfer; the home is another question."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.models import Event
from residents.models import Household, Person, Residence
from residents.services.registrations import TRANSFERRED
from tests.imports.layouts import judged, send
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db
NUMBER = "440199196805120023"


@pytest.fixture(autouse=True)
def present():
    with clock.travel(dt.date(2026, 11, 21)):
        yield


@pytest.fixture(autouse=True)
def family(areas):
    """梁惠珍, head of a household of two."""
    she = factories.person("梁惠珍", birth=dt.date(1968, 5, 12), number=NUMBER, since=dt.date(2020, 1, 1))
    son = factories.person("何明", birth=dt.date(1995, 2, 3), sex="1")
    factories.household(she, (son, "20"))
    return she, son


def hukou(person):
    rows = Residence.objects.filter(person=person, kind="hukou").order_by("during")
    return [(row.area_code, str(row.during.lower), str(row.during.upper)) for row in rows]


def told(person):
    return [
        (e.occurred_on.isoformat(), e.payload["direction"])
        for e in Event.objects.filter(kind=TRANSFERRED, subjects__person_id=person.pk, status="registered").order_by(
            "id"
        )
    ]


def test_the_registration_ends_and_the_home_stays(shequ, family):
    she, son = family
    verdict, words = judged("GA03", shequ)
    assert verdict == "accepted" and "是否还住在这里另行核实" in words
    assert hukou(she) == [(SANYANJING, "2020-01-01", "2026-10-12"), ("440106", "2026-10-12", "None")]
    she.refresh_from_db()
    assert (she.hukou_area, she.living_area) == ("440106", SANYANJING)
    event = Event.objects.get(kind=TRANSFERRED)
    assert event.payload == {"direction": "out", "from": SANYANJING, "to": "440106", "change": "市内迁出"}
    assert event.subjects.get().area_code == SANYANJING
    home = Household.objects.get()
    assert not home.head_confirmed and home.memberships.get(person=she).during.upper == dt.date(2026, 10, 12)
    assert home.memberships.get(person=son).during.upper is None
    assert judged("GA03", shequ)[0] == "unchanged"
    assert Event.objects.filter(kind=TRANSFERRED).count() == 1


def test_whoever_leaves_the_city_floats_from_then_on(shequ, family):
    judged("GA03", shequ, 迁往地省市县区="湖南省长沙市芙蓉区", 变动类别="跨省迁出")
    home = Residence.objects.get(person=family[0], kind="floating")
    assert (home.area_code, home.during.lower) == (SANYANJING, dt.date(2026, 10, 12))


@pytest.mark.parametrize("first", ["GA03", "GA04"])
def test_two_lists_in_either_order_are_one_transfer(quji, family, first):
    second = "GA04" if first == "GA03" else "GA03"
    out = {"GA03": {"迁往地省市县区": "广东省广州市越秀区"}, "GA04": {}}
    assert judged(first, quji, **out[first])[0] == "accepted"
    verdict, words = judged(second, quji, **out[second])
    assert verdict == ("accepted" if second == "GA04" else "unchanged"), words
    assert hukou(family[0]) == [(SANYANJING, "2020-01-01", "2026-10-15"), (PANFU, "2026-10-15", "None")]
    family[0].refresh_from_db()
    assert (family[0].hukou_area, family[0].living_area) == (PANFU, SANYANJING)
    asked = [day for day, direction in told(family[0]) if direction in ("out", "within")]
    assert len(asked) == 1
    for code in ("GA03", "GA04"):
        assert judged(code, quji, **out[code])[0] == "unchanged"


def test_a_list_without_dates_gives_way_to_the_day_of_the_police(shequ, family):
    Residence.objects.filter(person=family[0], kind="hukou").update(
        source="SQ01:1:3", during=(dt.date(2026, 11, 1), None)
    )
    assert judged("GA03", shequ)[0] == "accepted"
    assert hukou(family[0])[0] == (SANYANJING, "2026-10-11", "2026-10-12")
    assert judged("GA03", shequ)[0] == "unchanged"


def test_a_newcomer_is_entered_with_the_home_open(quji, family):
    number = factories.id_number(dt.date(1990, 4, 1), "1", order=9)
    verdict, words = judged("GA04", quji, 姓名="周立", 身份证号=number, 原住址省市县区="湖南省长沙市芙蓉区")
    assert verdict == "accepted" and "住处待补" in words
    him = Person.objects.get(name="周立")
    assert (him.sex, him.birth_date, him.hukou_area, him.living_area) == ("1", dt.date(1990, 4, 1), PANFU, "")
    assert told(him) == [("2026-10-15", "in")]


def test_the_day_of_the_police_begins_what_a_list_only_knew_of(quji, family):
    Residence.objects.filter(person=family[0], kind="hukou").update(
        source="SQ01:1:3", area_code=PANFU, during=(dt.date(2026, 11, 1), None)
    )
    batch = send("GA04", quji)
    assert hukou(family[0]) == [(PANFU, "2026-10-15", "None")]
    assert undo_batch(batch, by=quji)["kept"] == []
    assert hukou(family[0]) == [(PANFU, "2026-11-01", "None")]


@pytest.mark.parametrize(
    ("code", "changes", "verdict", "words"),
    [
        ("GA03", {"姓名": "梁慧芬"}, "review", "梁惠珍"),
        ("GA03", {"身份证号": "440199196805120024"}, "refused", "校验"),
        ("GA03", {"受理日期": "2019-05-01"}, "review", "迁出不会早于它"),
        ("GA03", {"受理日期": ""}, "refused", "受理日期"),
        ("GA03", {"居村委会": "盘福社区居委会"}, "review", "别的社区"),
        ("GA03", {"居村委会": ""}, "accepted", "迁往"),
        ("GA03", {"迁往地省市县区": "天河"}, "review", "省市县区"),
        ("GA03", {"迁往地省市县区": "440106"}, "accepted", "天河区"),
        ("GA03", {"变动类别": "死亡注销"}, "review", "GA06"),
        ("GA03", {"姓名": "周立", "身份证号": "440199199909190070"}, "review", "底册里没有这个人"),
        ("GA04", {"居村委会": "三眼井"}, "unchanged", "户籍已在这个社区"),
        ("GA04", {"受理日期": "2019-05-01"}, "review", "不早于这次迁入"),
        ("GA04", {"姓名": "梁慧芬"}, "review", "梁惠珍"),
    ],
)  # fmt: skip
def test_each_kind_of_dirt_gets_its_verdict(quji, code, changes, verdict, words):
    said = judged(code, quji, **changes)
    assert said[0] == verdict and words in said[1], said


def test_another_communitys_clerk_learns_nothing(user_named, family):
    said = judged("GA03", user_named("panfu"))
    assert said[0] == "refused" and "不在你的辖区" in said[1] and "梁惠珍" not in said[1]


def test_taking_a_leaving_back_puts_everything_back(shequ, family):
    before = hukou(family[0])
    batch = send("GA03", shequ)
    assert undo_batch(batch, by=shequ)["kept"] == []
    family[0].refresh_from_db()
    assert hukou(family[0]) == before and family[0].hukou_area == SANYANJING
    assert Household.objects.get().head_confirmed and told(family[0]) == []
    assert judged("GA03", shequ)[0] == "accepted" and told(family[0]) == [("2026-10-12", "out")]
