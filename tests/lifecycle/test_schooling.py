"""A child who is not at school: how it becomes known, who goes there, and what ends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.audit import acting
from core.errors import Conflict
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from lifecycle.telling.closing import void_event
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import Told, tell
from residents.domain.deaths import POLICE
from residents.models import Person, Schooling
from residents.services.deaths import Death, record_deaths
from tests.imports.support import bring, xlsx
from tests.support.factories import kin, person

TODAY = dt.date(2026, 11, 22)
NUMBER = "440199201905150995"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def _today() -> Any:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def say(shequ: User) -> Callable[..., Told]:
    def told(kind: str, who: Person, *, on: dt.date = TODAY, **payload: Any) -> Told:
        return tell(
            kind=kind, subjects={"subject": [Named(uid=who.uid)]}, occurred_on=on, payload=payload, source="desk:shequ",
            evidence={"text": "学校证明"}, by=shequ,
        )  # fmt: skip

    return told


def pupils(*lines: tuple[str, str]) -> bytes:
    """A school list of (name, number) enrolled on 2026-11-05."""
    header = ["数据日期", "数据单位", "学籍号", "姓名", "身份证号", "班级名称", "性别", "民族", "出生年月", "学生状态"]
    rows = [
        [
            "2026-11-05",
            "越秀区教育局",
            f"G{number}",
            name,
            number,
            "二年级1班",
            "男",
            "汉族",
            f"{number[6:10]}-{number[10:12]}",
            "在籍",
        ]
        for name, number in lines
    ]
    return xlsx(header, *rows)


def test_a_child_found_nowhere_is_visited_within_72_hours_and_enrolment_ends_it(
    quji: User, say: Callable[..., Told]
) -> None:
    person("林一鸣", birth=dt.date(2019, 5, 15), sex="1", number=NUMBER)
    lost = person("冯梓睿", birth=dt.date(2014, 8, 6), sex="1")
    bring(pupils(("林一鸣", NUMBER)), "JY01", quji)
    drain()
    task = Task.objects.get()
    assert (task.kind, task.title, task.limit_number, task.limit_unit) == (
        "dropout-visit",
        "上门核实上学情况",
        72,
        "hours",
    )
    assert task.due_at == task.starts_at + dt.timedelta(hours=72)
    assert list(task.people.values_list("person_id", "role")) == [(lost.pk, "child")]

    say("person.enrolled", lost, school="东风东路小学", class_name="七年级2班")
    drain()
    task.refresh_from_db()
    assert task.state == "done"
    assert Schooling.objects.get(person=lost).grade == 7


def test_a_drop_out_is_visited_once_and_voiding_takes_the_visit_back(say: Callable[..., Told], shequ: User) -> None:
    child = person("邓沐宸", birth=dt.date(2013, 11, 9), sex="1")
    say("person.enrolled", child, on=dt.date(2026, 9, 1), class_name="七年级3班")
    told = say("person.dropped_out", child)
    drain()
    assert Task.objects.get().kind == "dropout-visit"
    void_event(uid=told.event.uid, reason="学校说孩子一直在上课", by=shequ)
    drain()
    assert Task.objects.get().state == "cancelled"
    row = Schooling.objects.get(person=child)
    assert (row.state, row.during.upper) == ("enrolled", None)


def test_what_is_known_already_is_said(say: Callable[..., Told]) -> None:
    child = person("邓沐宸", birth=dt.date(2013, 11, 9), sex="1")
    say("person.enrolled", child, on=dt.date(2026, 9, 1), class_name="七年级3班")
    with pytest.raises(Conflict):
        say("person.enrolled", child, class_name="七年级4班")
    say("person.school_deferred", child, until="2027-08-31")
    with pytest.raises(Conflict):
        say("person.dropped_out", child, on=dt.date(2026, 10, 1))


def test_the_death_of_a_parent_makes_a_hint_for_the_pupil(say: Callable[..., Told], shequ: User) -> None:
    child = person("邓沐宸", birth=dt.date(2013, 11, 9), sex="1")
    father = person("邓国强", birth=dt.date(1980, 1, 1), sex="1")
    kin(child, father, "parent")
    say("person.enrolled", child, on=dt.date(2026, 9, 1), class_name="七年级3班")
    with acting(by="shequ", why="公安死亡注销", source="GA06:1"):
        record_deaths([Death(father.pk, TODAY, "GA06:1:3", word=POLICE)], by=shequ, why="公安死亡注销")
    drain()
    assert Task.objects.filter(kind="pupil-aid", people__person_id=child.pk).count() == 1


def test_the_page_of_a_child_says_where_it_goes_to_school(
    say: Callable[..., Told], shequ: User, client_as: Callable[[User], Client]
) -> None:
    child = person("邓沐宸", birth=dt.date(2013, 11, 9), sex="1")
    grown = person("何丽容")
    say("person.enrolled", child, on=dt.date(2026, 9, 1), school="东风东路小学", class_name="七年级3班")
    said = client_as(shequ).get(f"/persons/{child.uid}/").content.decode()
    assert "panel-schooling" in said and "东风东路小学" in said and "七年级3班" in said
    assert "panel-schooling" not in client_as(shequ).get(f"/persons/{grown.uid}/").content.decode()
