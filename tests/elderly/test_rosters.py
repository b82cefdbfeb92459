"""Who is on the lists of the old, on any day, and why: list, explanation and category say one thing."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from core import clock
from elderly.domain.categories import ALONE
from elderly.selectors.derived import belonging_in
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import Context, rosters
from lifecycle.roster.explain import explain_many
from lifecycle.roster.select import members
from residents.models import Person, Residence
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import dwelling, household, person

TODAY = dt.date(2026, 11, 23)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def monday(numbers: None) -> object:
    with clock.travel(TODAY):
        yield


def context(key: str, day: dt.date = TODAY, area: str = SANYANJING) -> Context:
    return open_context(rosters[key], area=area, as_of=day)


def names(key: str, day: dt.date = TODAY, area: str = SANYANJING) -> set[str]:
    return {row["name"] for row in members(rosters[key], context(key, day, area)).values("name")}


def test_the_birthday_counts_and_the_day_after_a_death_does_not() -> None:
    person("正好六十", birth=dt.date(1966, 11, 23))
    person("差一天", birth=dt.date(1966, 11, 24))
    person("正好五十五", birth=dt.date(1971, 11, 23))
    person("昨天走了", birth=dt.date(1950, 1, 1), died_on=TODAY, status="deceased")
    person("只有户籍", birth=dt.date(1950, 1, 1), living=PANFU)
    assert names("elderly") == {"正好六十", "只有户籍"}
    assert names("elderly", TODAY - dt.timedelta(days=1)) == {"昨天走了", "只有户籍"}
    assert names("pre-elderly") == {"差一天", "正好五十五"}
    assert names("elderly", area=PANFU) == {"只有户籍"}


def test_alone_is_told_of_any_day() -> None:
    home = dwelling()
    her = person("何丽容", birth=dt.date(1944, 3, 5), home=home)
    son = person("邓志明", birth=dt.date(1978, 1, 2), sex="1", home=home)
    grandchild = person("邓小宝", birth=dt.date(2015, 1, 2), sex="1", home=home)
    household(her, (son, "20"), (grandchild, "40"), home=home)
    assert names("lone-elders") == set()
    moved = dt.date(2026, 11, 1)
    homes = Residence.objects.filter(person=son).exclude(kind="hukou")
    homes.update(during=(dt.date(2010, 1, 1), moved))
    assert names("lone-elders") == {"何丽容"}  # the child of eleven does not count
    assert names("lone-elders", dt.date(2026, 10, 31)) == set()
    said = explain_many(rosters["lone-elders"], context("lone-elders", dt.date(2026, 10, 31)), [her.pk])[her.pk]
    assert not said.member and "同一住处还有 1 位成年人" in str(said)


def test_the_list_the_explanation_and_the_category_agree_for_any_homes() -> None:
    dice, people = random.Random(11), []
    for room in range(14):
        home = dwelling(room=str(100 + room)) if room % 5 else None
        for place in range(dice.randrange(1, 4)):
            born = TODAY.replace(year=TODAY.year - dice.choice([12, 30, 59, 60, 61, 80]))
            people.append(person(f"某{room}-{place}", birth=born, home=home, number=None))
        if room % 4 == 0 and len(people) > 2:
            household(people[-1], (people[-2], "99"), home=home)
    listed = names("lone-elders")
    told = belonging_in(SANYANJING, on=TODAY)
    assert listed == {one.name for one in people if one.pk in told and ALONE in told[one.pk].codes}
    said = explain_many(rosters["lone-elders"], context("lone-elders"), [one.pk for one in people])
    assert {one.name for one in people if said[one.pk].member} == listed
    assert Person.objects.count() == len(people)
