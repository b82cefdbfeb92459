"""Who is of school age and has no school, and what is known of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import Q
from django.test import Client

from accounts.models import User
from core import clock
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import Roster, rosters
from lifecycle.roster.explain import explain
from lifecycle.roster.select import read
from residents.models import Person, Schooling
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import person

DAY = dt.date(2026, 11, 22)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture
def roster() -> Roster:
    return rosters["unenrolled"]


def at_school(
    child: Person, state: str, *, since: dt.date = dt.date(2026, 9, 1), until: dt.date | None = None, **more: Any
) -> None:
    Schooling.objects.create(
        person=child,
        state=state,
        during=(since, until),
        recorded_at=clock.now(),
        recorded_by="test",
        source="desk:shequ",
        **more,
    )


def listed(roster: Roster, by: User, *, area: str = SANYANJING, day: dt.date = DAY) -> dict[str, str]:
    context = open_context(roster, area=area, as_of=day)
    with reaching(by, context):
        return {member.values["name"]: member.category for member in read(roster, context)}


def test_seven_to_fifteen_without_a_school(roster: Roster, shequ: User) -> None:
    for name, birth in (
        ("明天七岁", dt.date(2019, 11, 23)),
        ("今天七岁", dt.date(2019, 11, 22)),
        ("九年级", dt.date(2011, 9, 1)),
        ("读完了", dt.date(2010, 11, 23)),
        ("十六岁", dt.date(2010, 11, 22)),
    ):
        person(name, birth=birth)
    person("别处", birth=dt.date(2015, 1, 1), hukou=PANFU, living=PANFU)
    person("去世了", birth=dt.date(2015, 1, 1), status="deceased", died_on=dt.date(2026, 1, 1))
    assert listed(roster, shequ) == {"今天七岁": "没有入学登记", "九年级": "没有入学登记", "读完了": "应已读完九年"}


KNOWN: tuple[tuple[str, dict[str, Any], str], ...] = (
    ("enrolled", {}, ""),
    ("at-home", {}, ""),
    ("suspended", {}, ""),
    ("suspended", {"until": dt.date(2026, 11, 1)}, "缓学、休学到期"),
    ("deferred", {"until": dt.date(2027, 9, 1)}, ""),
    ("deferred", {"until": dt.date(2026, 11, 22)}, "缓学、休学到期"),
    ("dropped", {}, "辍学"),
    ("left", {}, "转出待查"),
    ("abroad", {}, "出国（境）"),
    ("graduated", {"grade": 9}, ""),
    ("graduated", {"grade": 6}, "小学毕业待查"),
)


def test_what_is_known_decides_and_the_explanation_agrees(roster: Roster, shequ: User) -> None:
    expected = {}
    for number, (state, more, category) in enumerate(KNOWN):
        child = person(f"孩子{number}", birth=dt.date(2013, 5, 5))
        at_school(child, state, **more)
        expected[child] = category
    assert listed(roster, shequ) == {child.name: category for child, category in expected.items() if category}
    context = open_context(roster, area=SANYANJING, as_of=DAY)
    for child, category in expected.items():
        assert explain(roster, context, Q(pk=child.pk), by=shequ).member == bool(category)


def test_the_list_of_an_earlier_day_stands_by_what_was_so_then(roster: Roster, shequ: User) -> None:
    child = person("何小明", birth=dt.date(2013, 5, 5))
    at_school(child, "enrolled", since=dt.date(2025, 9, 1), until=dt.date(2026, 10, 1), class_name="六年级1班")
    at_school(child, "dropped", since=dt.date(2026, 10, 1))
    assert listed(roster, shequ, day=dt.date(2026, 9, 30)) == {}
    assert listed(roster, shequ, day=dt.date(2026, 10, 1)) == {"何小明": "辍学"}


def test_the_page_names_them_and_says_why(shequ: User, client_as: Callable[[User], Client]) -> None:
    with clock.travel(DAY):
        child = person("何小明", birth=dt.date(2013, 5, 5))
        at_school(child, "dropped")
        client = client_as(shequ)
        assert "何小明" in client.get(f"/rosters/unenrolled/?area={SANYANJING}&as_of=2026-11-22").content.decode()
        why = client.get(f"/rosters/unenrolled/why/{child.uid}/?area={SANYANJING}&as_of=2026-11-22").content.decode()
        assert "辍学，自 2026-09-01" in why
