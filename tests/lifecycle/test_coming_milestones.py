"""近期节点: whom the coming days concern, in whose area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.models import Event
from core.scope import Scope
from lifecycle.milestone.running import run_milestones
from lifecycle.selectors.coming_milestones import milestones_between
from residents.models import DisabilityCertificate
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import person

TODAY = dt.date(2026, 11, 22)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> object:
    with clock.travel(TODAY):
        yield


def test_the_page_says_who_when_and_what_follows(shequ: User, client_as: Callable[[User], Client]) -> None:
    person("周秀英", birth=dt.date(1956, 11, 25), hukou=SANYANJING, living=SANYANJING)
    person("何小明", birth=dt.date(2020, 12, 15))
    person("别处的人", birth=dt.date(1956, 11, 25), hukou=PANFU, living=PANFU)
    person("已经走了", birth=dt.date(1956, 11, 25), status="deceased")
    said = client_as(shequ).get("/milestones/").content.decode()
    assert "周秀英" in said and "11-25</time> 周三" in said and "达到长寿保健金年龄" in said
    assert "何小明" not in said and "别处的人" not in said and "已经走了" not in said
    assert "女职工分原 50 周岁（工人）和原 55 周岁（干部）两条线" in said
    month = client_as(shequ).get("/milestones/?days=30&kind=turned-6").content.decode()
    assert "何小明" in month and "列入 2027 年入学名册" in month and "周秀英" not in month


def test_quiet_days_say_so(shequ: User, client_as: Callable[[User], Client]) -> None:
    assert "这几天没有节点" in client_as(shequ).get("/milestones/?days=nonsense").content.decode()


def test_whoever_lives_here_counts_here(areas: None) -> None:
    here = person("住在这里", birth=dt.date(1956, 11, 25), hukou=PANFU, living=SANYANJING)
    man = person("陈国强", birth=dt.date(1966, 6, 25), sex="1")  # the 18th month: five months later
    coming = milestones_between(Scope.of([SANYANJING]), first=TODAY, last=TODAY + dt.timedelta(days=6))
    assert [(one.name, one.area, one.on) for one in coming.people] == [
        (here.name, SANYANJING, dt.date(2026, 11, 25)),
        (man.name, SANYANJING, dt.date(2026, 11, 25)),
    ]
    assert coming.people[1].follows.startswith("到法定退休年龄（60 周岁零 5 个月）")
    assert [(milestone.key, number) for milestone, number in coming.totals] == [("turned-70", 1), ("retirement-men", 1)]


def test_the_end_of_a_certificate_is_for_those_who_may_read_of_it(areas: None) -> None:
    holder = person("周秀英", birth=dt.date(1970, 1, 1))
    DisabilityCertificate.objects.create(
        person=holder, digest=b"x", valid_until=TODAY, during=(dt.date(2016, 11, 23), None), recorded_at=clock.now(),
        recorded_by="test", source="CL01:1:3",
    )  # fmt: skip
    here, days = Scope.of([SANYANJING]), {"first": TODAY, "last": TODAY}
    assert milestones_between(here, **days).count == 0
    assert [
        one.milestone.key for one in milestones_between(here, **days, scope_for=lambda _permission: here).people
    ] == ["disability-certificate-ending"]
    assert run_milestones(on=TODAY) == 1
    assert Event.objects.get().kind == "person.certificate_ending"
