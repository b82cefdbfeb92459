"""Moving home and registration: dated rows, projections, refusals, and any sequence of moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from core.clock import today
from core.errors import NotAllowed, NotFound, UserError
from core.event_log import events_of
from core.scope import scoped
from residents.models import Dwelling, Person, Residence
from residents.services.move import Destination, move_home, move_hukou, place_home
from tests.support.areas import DEYUANLI, PANFU, SANYANJING
from tests.support.factories import household, person

DAY = dt.date(2026, 5, 20)
HOME = ["living", "floating"]


def stays(who: Person, *kinds: str) -> list[tuple[str, str, dt.date, dt.date | None]]:
    rows = Residence.objects.filter(person=who, kind__in=kinds or HOME).order_by("during")
    return [(row.area_code, row.address, row.during.lower, row.during.upper) for row in rows]


def test_the_old_home_ends_on_the_day_and_the_new_one_begins(shequ: User) -> None:
    who = person(birth=dt.date(1990, 1, 1))
    with scoped(shequ.resident_scope):
        move_home(person_uids=[who.uid], to=Destination(SANYANJING, "九龙里6号302房"), on=DAY, by=shequ, why="租房")
    who.refresh_from_db()
    assert stays(who) == [(SANYANJING, "", dt.date(1990, 1, 1), DAY), (SANYANJING, who.living_address, DAY, None)]
    assert who.living_address.startswith("九龙里6号")
    assert who.hukou_area == SANYANJING
    row = Residence.objects.get(person=who, kind="living", during__upper_inf=True)
    assert (row.source, row.why, row.recorded_by) == ("desk:shequ", "租房", "shequ")
    assert row.dwelling is not None
    assert Dwelling.objects.filter(building__road="九龙里").count() == 1
    assert [(e.kind, e.occurred_on, e.payload["to"]) for e in events_of(who.pk)] == [("person.moved", DAY, SANYANJING)]


def test_somebody_may_move_out_of_the_clerks_area_and_is_then_out_of_sight(shequ: User, panfu: User) -> None:
    who = person(birth=dt.date(1990, 1, 1))
    with scoped(shequ.resident_scope):
        move_home(person_uids=[who.uid], to=Destination(PANFU), on=DAY, by=shequ)
        assert Person.objects.filter(pk=who.pk).exists(), "still registered here"
        move_hukou(person_uids=[who.uid], to=Destination(PANFU), on=DAY, by=shequ)
        assert not Person.objects.filter(pk=who.pk).exists()
    with scoped(panfu.resident_scope):
        assert Person.objects.get(pk=who.pk).living_area == PANFU
    with pytest.raises(NotFound), scoped(shequ.resident_scope):
        move_home(person_uids=[who.uid], to=Destination(SANYANJING), on=today(), by=shequ)


def test_a_family_moves_together(shequ: User) -> None:
    mother, child = person("何丽容"), person("何小宝", birth=dt.date(2015, 1, 1))
    household(mother, (child, "20"))
    move_home(person_uids=[mother.uid, child.uid], to=Destination(DEYUANLI, "德政北路1号"), on=DAY, by=shequ)
    assert {p.living_area for p in Person.objects.filter(pk__in=[mother.pk, child.pk])} == {DEYUANLI}


def test_leaving_for_nobody_knows_where_leaves_the_home_open(shequ: User) -> None:
    who = person()
    move_home(person_uids=[who.uid], to=None, on=DAY, by=shequ)
    who.refresh_from_db()
    assert (who.living_area, who.living_address, who.hukou_area) == ("", "", SANYANJING)
    assert stays(who)[-1][3] == DAY


def test_a_home_becomes_floating_when_the_registration_leaves_the_city(shequ: User) -> None:
    who = person()
    move_hukou(person_uids=[who.uid], to=Destination("420106"), on=DAY, by=shequ)
    kinds = list(
        Residence.objects.filter(person=who).exclude(kind="hukou").order_by("during").values_list("kind", flat=True)
    )
    assert kinds == ["living", "floating"]


def test_the_same_day_again_corrects_the_move(shequ: User) -> None:
    who = person()
    move_home(person_uids=[who.uid], to=Destination(DEYUANLI), on=DAY, by=shequ)
    move_home(person_uids=[who.uid], to=Destination(PANFU), on=DAY, by=shequ)
    assert [row[0] for row in stays(who)] == [SANYANJING, PANFU]


def test_placing_says_which_dwelling_without_another_day(shequ: User) -> None:
    who = person(since=dt.date(2020, 1, 1))
    place_home(person_uid=who.uid, address="三眼井直街12号402", by=shequ)
    who.refresh_from_db()
    assert who.living_address == "三眼井直街12号402"
    assert [(row[1], row[2]) for row in stays(who)] == [("三眼井直街12号402", dt.date(2020, 1, 1))]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (dt.date(2999, 1, 1), "之后"),
        (dt.date(1960, 1, 1), "早于出生日期"),
        (dt.date(2019, 12, 31), "从 2020-01-01 开始"),
    ],
)
def test_impossible_days_are_refused_with_what_to_do(shequ: User, on: dt.date, words: str) -> None:
    who = person(birth=dt.date(1985, 3, 5), since=dt.date(2020, 1, 1))
    with pytest.raises(UserError) as refused:
        move_home(person_uids=[who.uid], to=Destination(DEYUANLI), on=on, by=shequ)
    assert words in refused.value.message
    assert refused.value.remedy
    assert refused.value.field == "on"


def test_the_dead_do_not_move_and_unknown_places_are_refused(shequ: User) -> None:
    dead = person(status="deceased", died_on=dt.date(2024, 1, 1))
    with pytest.raises(UserError, match="已去世"):
        move_home(person_uids=[dead.uid], to=Destination(DEYUANLI), on=DAY, by=shequ)
    with pytest.raises(UserError, match="地区代码"):
        move_home(person_uids=[person("张三").uid], to=Destination("999999"), on=DAY, by=shequ)


def test_without_the_permission_nothing_moves(jiaoyu: User, shequ: User) -> None:
    who = person()
    with pytest.raises(NotAllowed):
        move_home(person_uids=[who.uid], to=Destination(DEYUANLI), on=DAY, by=jiaoyu)
    elsewhere = person("陈大文", hukou=PANFU, living=PANFU)
    with pytest.raises(NotFound):
        move_home(person_uids=[elsewhere.uid], to=Destination(DEYUANLI), on=DAY, by=shequ)


PLACES = st.sampled_from(
    [None, Destination(SANYANJING, "九龙里6号"), Destination(DEYUANLI), Destination(PANFU), Destination("420106")]
)
MOVES = st.lists(
    st.tuples(st.booleans(), PLACES, st.dates(dt.date(1999, 6, 1), dt.date(2027, 6, 1))), min_size=1, max_size=12
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(moves=MOVES)
def test_any_sequence_of_moves_keeps_homes_apart_and_projections_in_step(quji: User, moves: list) -> None:
    who = person("林某", birth=dt.date(2000, 1, 1))
    for hukou, to, on in moves:
        try:
            (move_hukou if hukou else move_home)(person_uids=[who.uid], to=to, on=on, by=quji)
        except UserError:
            continue
    for kinds in (HOME, ["hukou"]):
        rows = stays(who, *kinds)
        assert all(end is None or start < end for _, _, start, end in rows)
        assert all(a[3] is not None and a[3] <= b[2] for a, b in pairwise(rows))
        newest = rows[-1] if rows and rows[-1][3] is None else ("", "")
        who.refresh_from_db()
        said = (who.hukou_area, who.hukou_address) if kinds == ["hukou"] else (who.living_area, who.living_address)
        assert said == newest[:2]


def test_moves_take_a_fixed_number_of_statements(shequ: User, django_assert_max_num_queries: Callable) -> None:
    who = person()
    with django_assert_max_num_queries(40):
        move_home(person_uids=[who.uid], to=Destination(DEYUANLI, "德政北路1号"), on=DAY, by=shequ)
    assert connection.in_atomic_block


@pytest.mark.parametrize("to", [PANFU, "440304"])
def test_who_moves_out_of_sight_leaves_the_clerk_at_the_search(client_as: Callable, shequ: User, to: str) -> None:
    """The web role no longer sees the person: the act is done all the same."""
    tenant = person("邓远", hukou="421002", since=dt.date(2020, 1, 1))
    client = client_as(shequ)
    said = {"area": to, "address": "", "on": DAY.isoformat(), "why": "工作调动"}
    answer = client.post(f"/persons/{tenant.uid}/move/", said)
    assert (answer.status_code, answer["Location"]) == (302, "/search/")
    tenant.refresh_from_db()
    assert tenant.living_area == to
    assert client.get(f"/persons/{tenant.uid}/").status_code == 404
