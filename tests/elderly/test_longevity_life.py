"""The longevity allowance from what happens to somebody to what the base keeps and the list pays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction

from accounts.models import User
from core import clock
from core.outbox import NewEvent, Subject, emit
from lifecycle.engine.drain import drain
from lifecycle.models import Effect, Task
from lifecycle.paying.declaration import payment_schemes
from lifecycle.paying.draft import draft
from residents.models import Benefit, Person, Residence
from residents.services.death_revoking import revoke_death
from residents.services.deaths import Death, record_deaths
from residents.services.move import Destination, move_hukou
from tests.support.areas import SANYANJING
from tests.support.factories import person

pytestmark = pytest.mark.django_db

TODAY, DECEMBER = dt.date(2026, 11, 23), dt.date(2026, 12, 1)


@pytest.fixture(autouse=True)
def monday(numbers: None) -> object:
    with clock.travel(TODAY):
        yield


def turns(who: Person, age: int) -> None:
    with transaction.atomic():
        event = NewEvent(
            f"person.turned_{age}", TODAY, (Subject(who.pk, "subject", SANYANJING),), "milestone:2026-11-23"
        )
        emit(event, by="system")
    drain()


def due(month: dt.date = DECEMBER) -> list[str]:
    return [line.due.key for line in draft(payment_schemes["longevity"], SANYANJING, month).lines]


def during() -> list[tuple[dt.date, dt.date | None]]:
    return [(one.during.lower, one.during.upper) for one in Benefit.objects.order_by("pk")]


def test_turning_seventy_starts_it_with_the_next_month_and_somebody_tells_the_person() -> None:
    who = person("何丽容", birth=dt.date(1956, 11, 23))
    turns(who, 70)
    assert during() == [(DECEMBER, None)]
    assert Task.objects.get(kind="longevity-hint").people.get().person_id == who.pk
    assert due() == [str(who.pk)]
    assert due(dt.date(2026, 11, 1)) == []
    turns(who, 70)
    assert during() == [(DECEMBER, None)]


def test_a_registration_elsewhere_starts_nothing() -> None:
    turns(person("何丽容", birth=dt.date(1956, 11, 23), hukou="430100"), 70)
    assert during() == []


def test_moving_the_registration_here_at_seventy_three_starts_it_and_leaving_ends_it(quji: User) -> None:
    who = person("何丽容", birth=dt.date(1953, 3, 5), hukou="430100")
    move_hukou(person_uids=[who.uid], to=Destination(SANYANJING, "三眼井直街12号402"), on=dt.date(2026, 11, 3), by=quji)
    drain()
    assert during() == [(DECEMBER, None)]
    with clock.travel(dt.date(2027, 2, 10)):
        move_hukou(person_uids=[who.uid], to=Destination("430100"), on=dt.date(2027, 2, 9), by=quji)
        drain()
        assert during() == [(DECEMBER, dt.date(2027, 3, 1))]
        assert due(dt.date(2027, 2, 1)) == [str(who.pk)]
        assert due(dt.date(2027, 3, 1)) == []


def test_a_death_ends_it_and_a_revoked_death_resumes_it(jiedao: User) -> None:
    who = person("何丽容", birth=dt.date(1956, 11, 23))
    turns(who, 70)
    with clock.travel(dt.date(2027, 1, 9)):
        record_deaths([Death(who.pk, dt.date(2027, 1, 5), "GA06:1:1")], by=jiedao)
        drain()
        assert during() == [(DECEMBER, dt.date(2027, 2, 1))]
        assert due(dt.date(2027, 2, 1)) == []
        revoke_death(person_uid=who.uid, reason="报错了人", by=jiedao)
        drain()
        assert during() == [(DECEMBER, None)]
        assert due(dt.date(2027, 2, 1)) == [str(who.pk)]


def test_a_birth_date_put_right_ends_it() -> None:
    who = person("何丽容", birth=dt.date(1956, 11, 23))
    turns(who, 70)
    Person.objects.filter(pk=who.pk).update(birth_date=dt.date(1966, 11, 23))
    with transaction.atomic():
        emit(NewEvent("person.corrected", TODAY, (Subject(who.pk, "subject", SANYANJING),), "desk:shequ"), by="shequ")
    drain()
    assert during()[0][1] == dt.date(2027, 1, 1)
    assert due() == []


def test_a_new_band_is_said_and_computed_from_the_birth_date() -> None:
    who = person("何丽容", birth=dt.date(1946, 11, 23))
    turns(who, 80)
    assert "自 2026-12 起换到 80–89 岁档" in Effect.objects.get(rule="longevity.band").words
    lines = [
        draft(payment_schemes["longevity"], SANYANJING, month).lines[0].due
        for month in (dt.date(2026, 11, 1), DECEMBER)
    ]
    assert ["80–89" in line.arithmetic[0] for line in lines] == [False, True]
    assert Residence.objects.filter(person=who).exists()
