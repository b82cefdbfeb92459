"""Marriages, divorces and certificates told at the desk; who reads of them; what a leaving registration asks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from core.errors import UserError
from core.models import Event
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from lifecycle.telling.closing import void_event
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import Told, tell
from residents.models import DisabilityCertificate, Kinship, MarriageRecord, Person
from tests.imports.layouts import send
from tests.support.factories import id_number, kin, person

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)
Say = Callable[..., Told]


@pytest.fixture(autouse=True)
def monday() -> Any:
    with clock.travel(dt.date(2026, 11, 23)):
        yield


@pytest.fixture
def say(shequ: User) -> Say:
    def told(kind: str, people: dict[str, Person], *, on: dt.date = DAY, number: str = "J1", **payload: Any) -> Told:
        named = {role: [Named(uid=who.uid)] for role, who in people.items()}
        evidence = {"text": "看了证件", "number": number}
        return tell(
            kind=kind, subjects=named, occurred_on=on, payload=payload, source="desk:shequ", evidence=evidence, by=shequ
        )

    return told


@pytest.fixture
def two(areas: None) -> dict[str, Person]:
    him = person("陈永强", birth=dt.date(1990, 1, 1), sex="1", marital_status="10")
    return {"husband": him, "wife": person("何丽容", birth=dt.date(1992, 1, 1), marital_status="40")}


def statuses() -> list[str]:
    return list(Person.objects.order_by("birth_date").values_list("marital_status", flat=True))


def test_a_marriage_and_its_taking_back(say: Say, two: dict[str, Person], shequ: User) -> None:
    told = say("person.married", two)
    assert statuses() == ["21", "22"]
    assert Kinship.objects.filter(kind="spouse", during__startswith=DAY).count() == 2
    assert told.event is not None
    void_event(uid=told.event.uid, reason="登错了人", by=shequ)
    assert statuses() == ["10", "40"] and not MarriageRecord.objects.exists() and not Kinship.objects.exists()


def test_the_other_may_be_from_outside_and_enter_later(say: Say, two: dict[str, Person], quji: User) -> None:
    number = id_number(dt.date(1991, 3, 3), "2", order=3)
    told = say("person.married", {"husband": two["husband"]}, other_name="周丽", other_number=number)
    assert told.event is not None and Event.objects.get(uid=told.event.uid).payload == {"outside": "wife"}
    assert not Kinship.objects.exists()
    send("GA04", quji, {"姓名": "周丽", "身份证号": number})
    assert Kinship.objects.get(person=two["husband"]).relative.name == "周丽"


@pytest.mark.parametrize("on", [dt.date(2011, 12, 31), dt.date(2012, 1, 1)])
def test_the_legal_age_is_reached_on_the_birthday(say: Say, two: dict[str, Person], on: dt.date) -> None:
    if on.year == 2011:
        with pytest.raises(UserError, match="不满 22 周岁"):
            say("person.married", two, on=on)
    else:
        assert say("person.married", two, on=on).first


def test_nobody_marries_with_a_spouse_standing(say: Say, two: dict[str, Person]) -> None:
    kin(two["husband"], person("赵敏"), "spouse", since=dt.date(2015, 1, 1))
    with pytest.raises(UserError, match="已登记有配偶赵敏") as refused:
        say("person.married", two)
    assert refused.value.field == "subjects.husband"


def test_a_divorce_by_court_is_read_by_those_whose_work_it_is(
    say: Say, two: dict[str, Person], client_as: Callable[[User], Client], jiaoyu: User, shequ: User
) -> None:
    say("person.married", two, on=dt.date(2020, 5, 1))
    say("person.divorced", two, number="（2026）粤0104民初1号", court=True)
    assert statuses() == ["40", "40"]
    assert {row.during.upper for row in Kinship.objects.all()} == {DAY}
    page, api = f"/persons/{two['wife'].uid}/", f"/api/v1/persons/{two['wife'].uid}/"
    mine, theirs = client_as(shequ), client_as(jiaoyu)
    assert "离婚" in mine.get(page).content.decode() and mine.get(api).json()["marital_status"] == "40"
    read = theirs.get(page).content.decode() + theirs.get(f"{api}timeline/").content.decode()
    assert "离婚" not in read and "婚姻结束" not in read and "与陈永强结婚" in read
    assert theirs.get(api).json()["marital_status"] == "90"


def test_a_certificate_of_disability(say: Say, areas: None, shequ: User) -> None:
    number = id_number(dt.date(1980, 2, 2), "2", order=5)
    her = person("何丽容", birth=dt.date(1980, 2, 2), number=number)
    with pytest.raises(UserError, match="不是何丽容的身份证号") as refused:
        say("person.disability_certified", {"subject": her}, number=f"{id_number(dt.date(1980, 2, 2), '2', order=6)}62")
    assert refused.value.field == "evidence.number"
    say("person.disability_certified", {"subject": her}, number=f"{number}62", guardian="陈永强")
    row = DisabilityCertificate.objects.get()
    assert (row.details.category, row.details.grade, row.details.severe) == ("6", "2", True)
    told = say("person.disability_ended", {"subject": her}, reason="lost", on=dt.date(2026, 11, 10))
    assert DisabilityCertificate.objects.get().during.upper == dt.date(2026, 11, 10)
    assert told.event is not None
    void_event(uid=told.event.uid, reason="找到了", by=shequ)
    assert DisabilityCertificate.objects.get().during.upper is None


def test_a_registration_that_leaves_asks_whether_the_person_does(
    areas: None, shequ: User, client_as: Callable[[User], Client]
) -> None:
    person("梁惠珍", birth=dt.date(1968, 5, 12), number="440199196805120023", since=dt.date(2020, 1, 1))
    send("GA03", shequ)
    drain()
    task = Task.objects.get(kind="still-living-here")
    assert (task.area_code, task.state) == ("440104001007", "open")
    assert "核实是否还住在这里" in client_as(shequ).get("/tasks/").content.decode()
