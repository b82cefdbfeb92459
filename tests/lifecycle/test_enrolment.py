"""入学对账: the school list beside the roster, by year, community and name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.scope import Scope
from lifecycle.selectors.enrolment import reconcile
from residents.models import Person, Schooling
from tests.support.areas import PANFU, SANYANJING, YUEXIU
from tests.support.factories import person

TODAY = dt.date(2026, 11, 22)
LIST = dt.date(2026, 11, 5)
FIRST_GRADER = dt.date(2020, 3, 3)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


def pupil(child: Person, state: str = "enrolled", *, grade: int | None = 1, on: dt.date | None = LIST) -> Person:
    Schooling.objects.create(
        person=child, state=state, grade=grade, class_name="一年级1班", confirmed_on=on, during=(dt.date(2026, 9, 1), None),
        recorded_at=clock.now(), recorded_by="test", source="JY01:1:3",
    )  # fmt: skip
    return child


def test_every_child_of_the_year_is_somewhere(areas: None) -> None:
    pupil(person("在读", birth=FIRST_GRADER))
    person("没找到", birth=FIRST_GRADER)
    pupil(person("缓学", birth=FIRST_GRADER), "deferred", grade=None, on=None)
    pupil(person("上次在", birth=FIRST_GRADER), on=dt.date(2026, 9, 20))
    pupil(person("早读", birth=dt.date(2020, 9, 1)))
    person("明年", birth=dt.date(2020, 9, 2))
    pupil(person("盘福的", birth=FIRST_GRADER, hukou=PANFU, living=PANFU), on=dt.date(2026, 9, 20))
    found = reconcile(Scope.of([YUEXIU]), area=YUEXIU, year=2026, kind="missing", today=TODAY)
    assert found.numbers == {"enrolled": 3, "missing": 1, "excused": 1, "absent": 1, "beyond": 1}
    assert (found.on_roster, found.list_day) == (5, LIST)
    assert [child.name for child in found.children] == ["没找到"]
    assert dict(found.by_area)[PANFU]["enrolled"] == 1
    everybody = reconcile(Scope.of([YUEXIU]), area=YUEXIU, year=None, kind="beyond", today=TODAY)
    assert everybody.numbers == {"enrolled": 3, "missing": 1, "excused": 1, "absent": 1, "beyond": 1}
    absent = reconcile(Scope.of([YUEXIU]), area=YUEXIU, year=2026, kind="absent", today=TODAY, within=SANYANJING)
    assert [child.name for child in absent.children] == ["上次在"]


def test_the_page_shows_only_the_own_community(shequ: User, client_as: Callable[[User], Client]) -> None:
    person("没找到", birth=FIRST_GRADER)
    person("别处的", birth=FIRST_GRADER, hukou=PANFU, living=PANFU)
    said = client_as(shequ).get("/enrolment/").content.decode()
    assert "没找到" in said and "别处的" not in said and "还没有导入在校名单" in said
    assert "九年级" in said and "名册上共 1 个孩子" in said
    assert "没有这样的孩子" in client_as(shequ).get(f"/enrolment/?year=2019&kind=beyond&in={PANFU}").content.decode()
