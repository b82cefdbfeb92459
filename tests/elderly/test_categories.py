"""Who belongs to which group: the pure rule, and the same in SQL for whole homes."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest

from accounts.models import User
from core import clock
from core.audit import acting
from elderly.domain.cadence import LONE_80_KEY, first_visit, next_visit, rhythms
from elderly.domain.categories import Facts, categories, derive
from elderly.domain.owners import Choosing, Offices
from elderly.selectors.categories import categories_of, people_in
from elderly.selectors.derived import belonging_in, belonging_of
from elderly.services.declared_categories import accept_again, contest, declare
from elderly.services.settle_categories import settle_categories
from lifecycle.domain.visits import Rhythm
from residents.domain.disability import Details
from residents.models import Person
from residents.services.benefits import NewBenefit, record_benefits
from residents.services.disability import NewCertificate, record_certificates
from tests.support.areas import DEYUANLI, SANYANJING
from tests.support.factories import dwelling, household, id_number, kin, person

DAY = dt.date(2026, 11, 23)
HOMES = 40


@pytest.mark.parametrize(
    ("facts", "codes"),
    [
        (Facts(59), set()),
        (Facts(67, adults=1, under_60=1, child_here=True, children=1), set()),
        (Facts(67, children=1), {"01", "02", "03"}),
        (Facts(67, minors=1, children=1), {"01", "02"}),
        (Facts(82, adults=1, married=True), {"02", "03", "11"}),
        (Facts(90, adults=1, child_here=True, children=1), {"03", "11"}),
        (Facts(70, adults=1, under_60=1), {"04"}),
        (Facts(70, adults=1, under_60=1, married=True, lost=1), {"08"}),
        (Facts(70, adults=1, under_60=1, married=True, lost=2), set()),
        (Facts(70, adults=1, under_60=1, married=True, ability=2, disabled_from=2), {"06"}),
        (Facts(70, adults=1, under_60=1, married=True, ability=4, disabled_from=None), set()),
        (Facts(100, placed=False, married=True, severe=True), {"07", "11", "12"}),
        (Facts(70, placed=False, married=True, benefits=frozenset({"edge", "extreme-poverty"})), {"09", "10"}),
    ],
)
def test_what_follows_from_the_facts(facts: Facts, codes: set[str]) -> None:
    assert derive(facts) == codes


def test_how_often_and_when_next() -> None:
    cadence = {LONE_80_KEY: 14}
    assert [one.words for one in rhythms({"01", "02"}, 82, cadence)] == [
        "独居老人、空巢老人每月至少一次",
        "80 岁以上独居每 14 天一次",
    ]
    assert rhythms({"03", "11"}, 82, cadence) == []
    monthly, weekly = Rhythm(None, ""), Rhythm(7, "")
    assert first_visit(DAY, 7, monthly) == dt.date(2026, 11, 30)
    assert first_visit(DAY, None, monthly) == dt.date(2026, 11, 30)
    assert next_visit(monthly, met_on=dt.date(2026, 11, 5), on=DAY, first_days=7) == dt.date(2026, 12, 31)
    assert next_visit(weekly, met_on=dt.date(2026, 9, 5), on=DAY, first_days=7) == dt.date(2026, 11, 30)
    agreed = dt.date(2026, 11, 25)
    assert next_visit(weekly, met_on=DAY, on=DAY, first_days=7, agreed=agreed) == agreed


def test_owners_are_near_stable_and_even() -> None:
    chooser = Choosing(Offices([(1, SANYANJING), (2, SANYANJING), (3, "440104001"), (4, "440104")]), {1: 1})
    assert [chooser.owner(SANYANJING).user for _ in range(3)] == [2, 1, 2]
    assert chooser.owner(SANYANJING, now=1).user == 1  # stable
    assert chooser.owner(SANYANJING, now=3).user in (1, 2)  # nearer
    assert chooser.owner(SANYANJING, now=3, by_hand=True).user == 3
    assert (chooser.owner(DEYUANLI).user, chooser.owner("440104004107").level) == (3, "district")
    assert chooser.owner("440106001001").user is None


@pytest.mark.django_db
def test_sql_and_rule_agree_on_random_homes(numbers: None, quji: User) -> None:
    """Homes drawn from one seed; what lives there is counted here by hand."""
    draw, expected = random.Random(5), {}
    with clock.travel(DAY), acting(by="quji", why="test"):
        for number in range(HOMES):
            expected |= _home(draw, number, quji)
        told = belonging_of(list(expected), on=DAY)
        assert {pk: set(told[pk].told) if pk in told else set() for pk in expected} == {
            pk: derive(facts) for pk, facts in expected.items()
        }
        everybody = belonging_in("440104", on=DAY)
        assert {pk: one.told for pk, one in everybody.items()} == {pk: one.told for pk, one in told.items()}
    assert set().union(*(one.told for one in told.values())) >= {"01", "02", "03", "04", "07", "08", "10", "11", "12"}


def _home(draw: random.Random, number: int, by: User) -> dict[int, Facts]:
    place = dwelling(room=f"{number + 100}") if draw.random() < 0.85 else None
    ages = [draw.choice((5, 17, 18, 40, 59, 60, 72, 80, 100)) for _ in range(draw.randint(1, 3))]
    people = [_somebody(draw, age, place) for age in ages]
    lone = household(people[0], *((one, "20") for one in people[1:]), home=place)
    assert lone.pk
    parents, married, children, lost = {}, set(), {}, {}
    old = [one for one, age in zip(people, ages, strict=True) if age >= 60]
    for one in old:
        for other, age in zip(people, ages, strict=True):
            if other != one and age < 60 and draw.random() < 0.4:
                kin(one, other, "child")
                parents.setdefault(one.pk, set()).add(other.pk)
                children[one.pk] = children.get(one.pk, 0) + 1
        if draw.random() < 0.3:
            dead = person("何小明", birth=dt.date(1990, 1, 1), status="deceased", died_on=DAY, number=None)
            kin(one, dead, "child")
            lost[one.pk] = 1
    if len(old) > 1 and draw.random() < 0.5:
        kin(old[0], old[1], "spouse", since=dt.date(1990, 1, 1))
        married |= {old[0].pk, old[1].pk}
    severe, poor = set(), set()
    for one in old:
        if draw.random() < 0.3:
            grade = draw.choice("1234")
            number_ = f"{id_number(one.birth_date or DAY)}5{grade}"
            record_certificates([NewCertificate(one.pk, number_, DAY, "test", Details("1", grade))], by=by)
            severe |= {one.pk} if grade in "12" else set()
        if draw.random() < 0.3:
            record_benefits([NewBenefit(one.pk, "minimum-living", DAY, "test", monthly=Decimal(800))], by="quji")
            poor.add(one.pk)
    found = {}
    for one, age in zip(people, ages, strict=True):
        others = [(other, other_age) for other, other_age in zip(people, ages, strict=True) if other != one]
        found[one.pk] = Facts(
            age,
            placed=place is not None,
            adults=sum(other_age >= 18 for _, other_age in others),
            under_60=sum(18 <= other_age < 60 for _, other_age in others),
            minors=sum(other_age < 18 for _, other_age in others),
            child_here=bool(parents.get(one.pk)),
            married=one.pk in married,
            children=children.get(one.pk, 0),
            lost=lost.get(one.pk, 0),
            severe=one.pk in severe,
            benefits=frozenset({"minimum-living"} if one.pk in poor else ()),
        )
    return found


def _somebody(draw: random.Random, age: int, place: object) -> Person:
    born = DAY.replace(year=DAY.year - age) - dt.timedelta(days=draw.randint(0, 200))
    return person("何丽容", birth=born, home=place, number=None, marital_status="30")  # type: ignore[arg-type]


@pytest.mark.django_db
def test_groups_begin_end_are_declared_and_contested(numbers: None, quji: User) -> None:
    with clock.travel(DAY):
        her = person("何丽容", birth=dt.date(1950, 1, 1), home=dwelling(), marital_status="30")
        settle_categories([her.pk], by="test", on=DAY)
        assert settle_categories([her.pk], by="test", on=DAY).began == ()
        assert [line.words for line in categories_of([her.pk], DAY)[her.pk]] == [
            "独居老人", "空巢老人", "纯老家庭", "孤寡老人",
        ]  # fmt: skip
        assert people_in(SANYANJING, ["01"], DAY) == [her.pk]
    with clock.travel(DAY + dt.timedelta(days=1)):
        person("女儿", birth=dt.date(1980, 1, 1), home=dwelling())
        settle_categories([her.pk], by="test", on=clock.today(), cause="女儿搬来")
        assert [line.code for line in categories_of([her.pk], clock.today())[her.pk]] == ["04"]
        contest(her.uid, "04", reason="有儿子在国外", by=quji)
        declare(her.uid, "13", evidence="烈属证", by=quji)
        now = categories_of([her.pk], clock.today())[her.pk]
        assert [(line.code, line.derived, line.evidence) for line in now] == [("13", False, "烈属证")]
        accept_again(her.uid, "04", by=quji)
        assert {line.code for line in categories_of([her.pk], clock.today())[her.pk]} == {"04", "13"}
        assert [line.code for line in categories_of([her.pk], DAY)[her.pk]] == ["01", "02", "03", "04"]


def test_every_group_has_words_and_a_source() -> None:
    assert list(categories()) == [f"{number:02d}" for number in range(1, 14)]
    assert all(one.definition and one.source and one.certainty for one in categories().values())
