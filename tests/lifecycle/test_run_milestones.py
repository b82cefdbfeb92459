"""Time tells: whom the night finds, what it catches up, what it takes back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import call_command

from accounts.models import User
from core import clock
from core.models import Event, EventSubject
from lifecycle.milestone.running import run_milestones
from residents.models import Person
from residents.services.correct import correct_person
from tests.support.areas import PANFU, SANYANJING
from tests.support.commands import last_json
from tests.support.factories import person

TODAY = dt.date(2026, 11, 22)
DAY = dt.timedelta(days=1)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _early_registered(areas: None) -> object:
    with clock.travel(TODAY):
        yield


def told(kind: str, *, status: str = "registered") -> list[tuple[str, dt.date]]:
    """(name, day) of the events of a kind."""
    rows = Event.objects.filter(kind=kind, status=status).order_by("occurred_on", "id")
    names = dict(Person.objects.values_list("pk", "name"))
    return [(names[EventSubject.objects.get(event=row).person_id], row.occurred_on) for row in rows]


def test_each_age_of_the_law_is_told_on_its_day() -> None:
    for age in (6, 7, 18, 55, 60, 65, 70, 80, 90, 100):
        person(f"满{age}", birth=dt.date(TODAY.year - age, 11, 22), sex="2")
    person("早一天", birth=dt.date(2008, 11, 21))
    person("晚一天", birth=dt.date(2008, 11, 23))

    assert run_milestones(on=TODAY) == 10

    assert told("person.turned_18") == [("满18", TODAY)]
    assert told("person.turned_100") == [("满100", TODAY)]
    event = Event.objects.get(kind="person.turned_70")
    assert (event.payload, event.dispatched_at, event.recorded_by) == ({"age": 70}, None, "system")
    assert EventSubject.objects.get(event=event).area_code == SANYANJING


def test_running_twice_changes_nothing() -> None:
    person("何丽容", birth=dt.date(1966, 11, 22))
    assert (run_milestones(on=TODAY), run_milestones(on=TODAY)) == (1, 0)


def test_a_child_of_29_february_has_its_birthday_on_the_28th() -> None:
    person("闰日", birth=dt.date(2020, 2, 29), sex="2")
    with clock.travel(dt.date(2027, 3, 1)):
        run_milestones(on=dt.date(2027, 2, 27))
        assert run_milestones(on=dt.date(2027, 2, 28)) == 1
    assert told("person.turned_7") == [("闰日", dt.date(2027, 2, 28))]


def test_nights_off_are_caught_up_and_old_birthdays_are_no_news() -> None:
    person("在册", birth=dt.date(1966, 12, 20))
    run_milestones(on=TODAY)
    with clock.travel(dt.date(2027, 2, 10)):
        person("后来登记", birth=dt.date(1966, 12, 21))
        person("当天生日", birth=dt.date(1957, 2, 10))
        assert run_milestones(on=dt.date(2027, 2, 10)) == 2
    assert told("person.turned_60") == [("在册", dt.date(2026, 12, 20))]
    assert told("person.turned_70") == [("当天生日", dt.date(2027, 2, 10))]


def test_somebody_registered_after_that_nights_run_is_not_lost() -> None:
    run_milestones(on=TODAY)
    person("当天来登记", birth=dt.date(2008, 11, 22))
    with clock.travel(TODAY + DAY):
        assert run_milestones(on=TODAY + DAY) == 1
    assert told("person.turned_18") == [("当天来登记", TODAY)]


def test_the_dead_the_merged_and_those_of_elsewhere_have_none() -> None:
    birth = dt.date(1956, 11, 22)
    person("先走一天", birth=birth, died_on=TODAY - DAY, status="deceased")
    person("不知哪天", birth=birth, status="deceased")
    person("已并入", birth=birth, status="merged")
    person("在外区", birth=birth, hukou=None, living="440106")
    person("户籍在册", birth=birth, hukou=PANFU, living="440106")
    assert run_milestones(on=TODAY) == 1
    assert EventSubject.objects.get(event__kind="person.turned_70").area_code == PANFU


def test_a_corrected_birth_date_takes_back_the_wrong_day_and_tells_the_right_one(shequ: User) -> None:
    child = person("何小明", birth=dt.date(2008, 11, 22), number=None)
    later = person("何小红", birth=dt.date(2008, 11, 22), number=None)
    run_milestones(on=TODAY)
    correct_person(person_uid=child.uid, changes={"birth_date": dt.date(2008, 11, 25)}, reason="看了出生证", by=shequ)
    correct_person(person_uid=later.uid, changes={"birth_date": dt.date(2009, 11, 22)}, reason="看了出生证", by=shequ)
    with clock.travel(TODAY + 4 * DAY):
        assert run_milestones(on=TODAY + 4 * DAY) == 1
        assert told("person.turned_18") == [("何小明", dt.date(2026, 11, 25))]
        assert [day for _, day in told("person.turned_18", status="voided")] == [TODAY, TODAY]
        assert Event.objects.filter(status="voided").values_list("reason", "dispatched_at").distinct().get() == (
            "节点随资料更正作废",
            None,
        )
        # The first paper was right after all.
        correct_person(
            person_uid=child.uid, changes={"birth_date": dt.date(2008, 11, 22)}, reason="看了户口簿", by=shequ
        )
        assert run_milestones(on=TODAY + 5 * DAY) == 1
        assert told("person.turned_18") == [("何小明", TODAY)]
        assert run_milestones(on=TODAY + 5 * DAY) == 0


def test_a_death_told_late_takes_the_birthday_back_and_its_revocation_gives_it_again() -> None:
    late = person("陈国强", birth=dt.date(1956, 11, 22), sex="2")
    run_milestones(on=TODAY)
    Person.objects.filter(pk=late.pk).update(status="deceased", died_on=TODAY - 5 * DAY)
    run_milestones(on=TODAY + DAY)
    assert told("person.turned_70") == []
    Person.objects.filter(pk=late.pk).update(status="living", died_on=None)
    assert run_milestones(on=TODAY + DAY) == 1
    assert told("person.turned_70") == [("陈国强", TODAY)]


def test_two_records_of_one_person_keep_one_birthday() -> None:
    kept, lost = (person("陈国强", birth=dt.date(1956, 11, 22), sex="2") for _ in range(2))
    run_milestones(on=TODAY)
    EventSubject.objects.filter(person_id=lost.pk).update(person_id=kept.pk)
    Person.objects.filter(pk=lost.pk).update(status="merged")
    Person.objects.filter(pk=kept.pk).update(sex="1")
    run_milestones(on=TODAY)
    assert told("person.turned_70") == [("陈国强", TODAY)]


def test_men_reach_their_age_of_retirement_by_the_table() -> None:
    # Born in the 24th month: six months later; June has no 31st (办法 附件 1).
    person("满六十岁半", birth=dt.date(1966, 12, 31), sex="1")
    person("女职工不推算", birth=dt.date(1966, 12, 31), sex="2")
    assert run_milestones(on=dt.date(2027, 6, 30)) == 1
    event = Event.objects.get(kind="person.reached_retirement_age")
    assert event.payload == {"line": "men", "months": 726}


def test_the_command_says_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    person("何丽容", birth=dt.date(1966, 11, 22))
    call_command("run_milestones", on="2026-11-22")
    assert last_json(capsys) == {"events": 1}
