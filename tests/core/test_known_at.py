"""What was known at a moment, whatever was written since, and however it was written."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import UserError
from core.history import Versioned, restorable
from core.known_at import Moment, past_moment, this_moment
from core.scope import Scope, scoped
from lifecycle.models import Candidate
from lifecycle.roster.declaration import rosters
from residents.models import FormerName, Person, Residence
from residents.selectors.as_of import FACTS, knowing, people_on, with_number
from tests.support import factories as make
from tests.support.areas import DEYUANLI, PANFU, SANYANJING

# The history keeps the time of the transaction, so here each act needs its own.
pytestmark = pytest.mark.django_db(transaction=True)


def moment() -> Moment:
    """The present by the database's own clock, held fast."""
    return this_moment()


def names(at: Moment | None) -> list[str]:
    with knowing(at):
        return list(Person.objects.order_by("id").values_list("name", flat=True))


def test_a_correction_shows_from_when_it_was_made(areas: None) -> None:
    before = moment()
    who = make.person("何丽蓉")
    entered = moment()
    Person.objects.filter(pk=who.pk).update(name="何丽容")
    corrected = moment()
    Person.objects.filter(pk=who.pk).delete()
    assert [names(at) for at in (before, entered, corrected, moment(), None)] == [[], ["何丽蓉"], ["何丽容"], [], []]


def test_the_day_asked_for_and_the_moment_known_are_two_questions(areas: None) -> None:
    """Moved in March, told in April: in between the base still had the old home, for any day."""
    who = make.person(living=SANYANJING)
    untold = moment()
    with transaction.atomic():
        home = Residence.objects.get(person=who, kind="living")
        Residence.objects.filter(pk=home.pk).update(during=(home.during.lower, dt.date(2026, 3, 1)))
        Residence.objects.create(
            person=who, kind="living", area_code=DEYUANLI, during=(dt.date(2026, 3, 1), None), recorded_at=clock.now(),
            recorded_by="test", source="seed",
        )  # fmt: skip
    told = moment()

    def lived(on: dt.date, at: Moment) -> str:
        with knowing(at):
            return people_on(on).values_list("home__area_code", flat=True).get()

    february, april = dt.date(2026, 2, 1), dt.date(2026, 4, 1)
    assert [lived(february, untold), lived(april, untold)] == [SANYANJING, SANYANJING]
    assert [lived(february, told), lived(april, told)] == [SANYANJING, DEYUANLI]


def test_several_changes_of_one_act_are_one(areas: None) -> None:
    who = make.person("甲")
    before = moment()
    with transaction.atomic():
        for name in ("乙", "丙", "丁"):
            Person.objects.filter(pk=who.pk).update(name=name)
    assert (names(before), names(moment())) == (["甲"], ["丁"])


def test_what_changes_nothing_begins_no_version(areas: None) -> None:
    who = make.person("甲")
    since = Person.objects.get(pk=who.pk).known_from
    Person.objects.filter(pk=who.pk).update(name="甲")
    assert Person.objects.get(pk=who.pk).known_from == since
    assert names(moment()) == ["甲"]


def test_what_was_removed_and_put_back_is_missing_in_between(areas: None) -> None:
    """As the undo of an import puts rows back: the same id, the same recording, known again only since then."""
    make.person("甲")
    there = moment()
    Residence.objects.all().delete()
    gone = moment()
    events = Residence.pgh_event_model._meta.db_table  # type: ignore[attr-defined]
    columns = ", ".join(f'"{name}"' for name in restorable(Residence))
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO residents_residence (id, {columns}) SELECT pgh_obj_id, {columns} FROM {events}")
    back = moment()

    def homes(at: Moment) -> int:
        with knowing(at):
            return Residence.objects.count()

    assert [homes(at) for at in (there, gone, back)] == [2, 0, 2]


def test_a_recording_older_than_the_row_proves_nothing(areas: None) -> None:
    """A row may say that it was recorded long ago: it is known since it stood in the base."""
    before = moment()
    make.person("甲")
    Person.objects.update(recorded_at=dt.datetime(2020, 1, 1, tzinfo=clock.SHANGHAI))
    assert (names(before), names(moment())) == ([], ["甲"])


def test_joins_and_subqueries_look_at_the_same_moment(areas: None) -> None:
    who = make.person("罗欣怡", birth=dt.date(2020, 3, 17), number="440199202003172829")
    mother = make.person("罗燕芳", birth=dt.date(1991, 1, 1))
    make.kin(who, mother, "parent")
    FormerName.objects.create(person=who, name="罗小怡", recorded_at=clock.now(), recorded_by="t", source="seed")
    then = moment()
    who.kin.all().delete()
    who.documents.update(active=False)
    FormerName.objects.update(name="罗大怡")
    with knowing(then):
        assert Person.objects.filter(with_number("440199202003172829"), documents__active=True).get() == who
        assert Person.objects.filter(kin__relative__name="罗燕芳").get() == who
        assert Person.objects.filter(former_names__name="罗小怡").count() == 1
    assert not Person.objects.filter(kin__relative__name="罗燕芳").exists()


def test_the_web_role_sees_the_past_of_its_own_people_only(areas: None) -> None:
    make.person("何丽容")
    make.person("潘慧敏", hukou=PANFU, living=PANFU)
    then = moment()
    Person.objects.update(note="later")
    with scoped(Scope.of([PANFU])), knowing(then):
        assert list(Person.objects.values_list("name", "note")) == [("潘慧敏", "")]


def test_the_past_cannot_be_written(areas: None) -> None:
    with knowing(moment()), pytest.raises(RuntimeError, match="cannot be written"):
        Person.objects.update(note="x")


def test_a_moment_ahead_is_refused() -> None:
    with pytest.raises(UserError, match="还没到"):
        past_moment(clock.now() + dt.timedelta(hours=1))


@pytest.fixture
def slow_import(areas: None) -> Iterator[Any]:
    """An act on another connection that has begun and is not finished."""
    begun, finish = threading.Event(), threading.Event()

    def act() -> None:
        with transaction.atomic():
            make.person("迟到的人")
            begun.set()
            finish.wait(30)
        connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    begun.wait(30)

    def done() -> None:
        finish.set()
        thread.join(30)

    yield done
    done()


def test_an_unfinished_act_from_before_the_moment_is_a_refusal_for_somebody_who_asks(slow_import: Any) -> None:
    asked = clock.now()
    with pytest.raises(UserError, match="还没有完成") as refused:
        past_moment(asked)
    assert refused.value.remedy
    assert names(past_moment(asked - dt.timedelta(days=1))) == []
    slow_import()
    assert names(past_moment(asked)) == ["迟到的人"]


def test_the_present_held_fast_leaves_unfinished_acts_out_for_ever(slow_import: Any) -> None:
    make.person("早到的人")
    held = this_moment()
    assert names(held) == ["早到的人"]
    slow_import()
    assert names(held) == names(Moment.read(held.written())) == ["早到的人"]
    Person.objects.filter(name="迟到的人").update(note="x")
    assert names(held) == ["早到的人"]
    assert names(None) == names(moment()) == ["迟到的人", "早到的人"]


ACTS = st.lists(
    st.tuples(st.sampled_from(["enter", "rename", "twice", "remove", "return", "nothing"]), st.integers(0, 3)),
    max_size=12,
)


@settings(max_examples=25, deadline=None)
@given(ACTS)
def test_whatever_is_done_each_moment_keeps_what_it_knew(acts: list[tuple[str, int]]) -> None:
    """Known at a moment = what the base held then; the present = the last of them; and asking again gives the same."""
    Person.objects.all().delete()
    ids: list[int] = []
    held: list[tuple[Moment, list[tuple[Any, ...]]]] = []
    for number, (act, which) in enumerate(acts):
        _do(act, which, number, ids)
        held.append((this_moment(), _all(None)))
    for at, state in held:
        assert _all(at) == state
    if held:
        assert _all(this_moment()) == held[-1][1]


def _do(act: str, which: int, number: int, ids: list[int]) -> None:
    if act == "enter":
        ids.append(make.person(f"人{number}", number=None, hukou=None, living=None).pk)
    elif ids and act in ("rename", "twice"):
        with transaction.atomic():
            for time in range(2 if act == "twice" else 1):
                Person.objects.filter(pk=ids[which % len(ids)]).update(name=f"名{number}{time}")
    elif ids and act == "remove":
        Person.objects.filter(pk=ids[which % len(ids)]).delete()
    elif ids and act == "return":
        _put_back(ids[which % len(ids)])


def _put_back(pk: int) -> None:
    columns = ", ".join(f'"{name}"' for name in restorable(Person))
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO residents_person (id, {columns}) SELECT pgh_obj_id, {columns} FROM residents_personevent"
            " WHERE pgh_obj_id = %s AND pgh_label = 'deleted' ORDER BY pgh_id DESC LIMIT 1 ON CONFLICT DO NOTHING",
            [pk],
        )


def _all(at: Moment | None) -> list[tuple[Any, ...]]:
    with knowing(at):
        return list(Person.objects.order_by("id").values_list("id", "name", "known_from"))


def test_every_table_that_hangs_on_a_person_is_read_from_the_same_moment() -> None:
    """A fact of a person that is read through Person must not come from another time. A duty names the tables of its own."""
    related = {
        field.related_model for field in Person._meta.related_objects if issubclass(field.related_model, Versioned)
    }
    assert {model for model in related if model._meta.app_label == "residents"} <= {*FACTS}
    ours = {model for roster in rosters for model in roster.facts}
    assert {model for model in related if model._meta.app_label == "lifecycle"} - ours == {Candidate}, (
        "no list reads it"
    )
