"""By night every list is computed anew: what an event explains is said with it, what none explains is put before a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core import clock
from lifecycle.models import ProjectionGap, RosterMove
from lifecycle.reconciling.nightly import reconcile
from residents.models import Person
from residents.services.move import Destination, move_home
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import person

MONDAY, TUESDAY = dt.date(2026, 11, 23), dt.date(2026, 11, 24)
SIX = dt.date(2020, 5, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def first_night(numbers: None) -> Person:
    """A child on the school-age list of 三眼井, as of Monday night."""
    with clock.travel(MONDAY):
        child = person("蔡宇轩", birth=SIX, hukou=None)
        assert reconcile(on=MONDAY).run.moves == 0
    return child


def test_the_first_night_only_remembers(first_night: Person) -> None:
    assert not RosterMove.objects.exists()


def test_a_move_explains_who_left_and_who_came(first_night: Person, quji: User) -> None:
    with clock.travel(TUESDAY):
        move_home(person_uids=[first_night.uid], to=Destination(PANFU, ""), on=TUESDAY, by=quji, why="随父母搬家")
        night = reconcile(on=TUESDAY)
    moved = {row.area_code: row for row in RosterMove.objects.filter(person_id=first_night.pk, roster="school-age")}
    assert moved[SANYANJING].kind == "removed"
    assert moved[PANFU].kind == "added"
    assert all(row.explained for row in moved.values())
    assert any("居住" in reason["text"] or "搬" in reason["text"] for reason in moved[SANYANJING].reasons)
    assert night.run.unexplained == 0


def test_what_nobody_told_is_listed_and_can_be_settled(
    first_night: Person, shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    with clock.travel(TUESDAY):
        Person.objects.filter(pk=first_night.pk).update(birth_date=dt.date(2012, 5, 1))  # past every service
        assert reconcile(on=TUESDAY).run.unexplained >= 1
        page = client_as(shequ).get("/reconciliation/").content.decode()
        assert "蔡宇轩" in page
        assert "没有事件解释这个变化" in page
        assert "蔡宇轩" not in client_as(panfu).get("/reconciliation/").content.decode()
        for row in RosterMove.objects.filter(person_id=first_night.pk, explained=False):
            path = f"/reconciliation/moves/{row.pk}/settle/"
            assert client_as(panfu).post(path, {"words": "不归我管"}).status_code == 404
            client_as(shequ).post(path, {"words": "旧库补录"})
        row = RosterMove.objects.get(person_id=first_night.pk, roster="school-age")
        assert (row.settled_by, row.settled_words) == (shequ.username, "旧库补录")
        assert "没有事件解释这个变化" not in client_as(shequ).get("/reconciliation/").content.decode()
        assert "旧库补录" in client_as(shequ).get("/reconciliation/?show=all").content.decode()


def test_a_projection_that_lost_its_facts_is_found_and_mended(
    first_night: Person, shequ: User, client_as: Callable[[User], Client]
) -> None:
    Person.objects.filter(pk=first_night.pk).update(living_address="写错的地址")
    with clock.travel(TUESDAY):
        assert reconcile(on=TUESDAY).run.gaps == 1
        gap = ProjectionGap.objects.get()
        assert "按事实改正" in client_as(shequ).get("/reconciliation/").content.decode()
        client_as(shequ).post(f"/reconciliation/gaps/{gap.pk}/mend/")
        first_night.refresh_from_db()
        assert first_night.living_address == ""
        assert reconcile(on=TUESDAY).run.gaps == 0


def test_a_list_that_cannot_be_computed_changes_nothing(areas: None) -> None:
    """Without its parameters a list fails closed: it is passed over, with the reason."""
    run = reconcile(on=MONDAY).run
    assert any(one["roster"] == "school-age" and "待确认" in one["why"] for one in run.passed_over)
