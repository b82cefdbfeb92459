"""A merge is taken back, at once or years later: the record given up is as it was, what was told since is not lost."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from accounts.models import User
from core.errors import Conflict, NotAllowed, NotFound
from core.models import Event, EventSubject
from residents.models import (
    FormerName,
    Household,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    Merge,
    Person,
    Residence,
)
from residents.services.correct import correct_person
from residents.services.merge import merge
from residents.services.move import Destination, move_home
from residents.services.relatives import add_relative, end_relative
from residents.services.unmerge import undo_merge, undo_preview
from residents.services.unmerge_words import told_back
from tests.support import factories
from tests.support.areas import DEYUANLI, SANYANJING

pytestmark = pytest.mark.django_db
BIRTH = dt.date(1991, 4, 6)
FACTS = (Residence, HouseholdMembership, Kinship, IdentityDocument, FormerName)


def _said(row: Any) -> tuple[Any, ...]:
    return tuple(
        getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.name not in ("known_from", "updated_at", "digest")
    )


def _everything() -> dict[str, list[tuple[Any, ...]]]:
    """All that the base says of everybody."""
    return {model.__name__: sorted(map(_said, model.objects.all()), key=str) for model in (Person, Household, *FACTS)}


@pytest.fixture
def pair(shequ: User) -> tuple[Person, Person]:
    """Two records with different homes, families, numbers, names, kin, an event each."""
    home = factories.dwelling(room="402")
    kept = factories.person("谭晓玥", birth=BIRTH, home=home, since=dt.date(2010, 1, 1), source="SQ01:1:1")
    lost = factories.person(
        "谭晓月", birth=BIRTH, since=dt.date(2015, 1, 1), phone="13800005142", source="GA01:2:318", ethnicity="03"
    )
    mother = factories.person("冯少芬", birth=dt.date(1965, 1, 1))
    husband = factories.person("李明", birth=dt.date(1990, 1, 1), sex="1")
    factories.kin(kept, mother, "parent")
    factories.kin(lost, mother, "parent")
    factories.kin(lost, husband, "spouse", since=dt.date(2014, 1, 1))
    factories.household(kept, since=dt.date(2012, 1, 1))
    factories.household(lost, (husband, "11"), since=dt.date(2016, 1, 1))
    FormerName.objects.create(
        person=lost, name="谭小月", recorded_at=lost.recorded_at, recorded_by="x", source="desk:shequ"
    )
    return kept, lost


def _merge(kept: Person, lost: Person, by: User, **choices: str) -> Merge:
    return merge(keep_uid=kept.uid, lose_uid=lost.uid, by=by, choices={"number": "lost", **choices})


def test_taken_back_at_once_everything_is_as_it_was(pair: tuple[Person, Person], shequ: User) -> None:
    before = _everything()
    made = _merge(*pair, shequ)
    assert _everything() != before
    undone = undo_merge(uid=made.uid, by=shequ, why="看错了")
    assert _everything() == before
    assert (undone.undone_by, undone.undone_why) == ("shequ", "看错了")
    assert Event.objects.filter(kind__startswith="person.merge").count() == 2
    with pytest.raises(Conflict, match="已经撤销"):
        undo_merge(uid=made.uid, by=shequ, why="")
    again = _merge(*pair, shequ)
    undo_merge(uid=again.uid, by=shequ, why="")
    assert _everything() == before


def test_a_move_told_since_stays_with_the_survivor(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    homes = lambda person: [  # noqa: E731
        (row.address, str(row.during))
        for row in Residence.objects.filter(person=person).exclude(kind="hukou").order_by("pk")
    ]
    before = homes(lost)
    made = _merge(kept, lost, shequ)
    move_home(person_uids=[kept.uid], to=Destination(SANYANJING, "三眼井直街99号"), on=dt.date(2025, 5, 1), by=shequ)
    words = told_back(undo_preview(uid=made.uid, by=shequ))
    assert any("三眼井直街99号" in line and "留在「谭晓月」名下" in line for line in words)
    undo_merge(uid=made.uid, by=shequ, why="看错了")
    assert homes(lost) == before, "as it was: the move was told of the survivor"
    assert homes(kept)[-1] == ("三眼井直街99号", str(Residence.objects.get(address="三眼井直街99号").during))
    assert Residence.objects.get(person=kept, address="三眼井直街12号402", kind="living").during.upper == dt.date(
        2025, 5, 1
    )
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.living_address, lost.living_area, lost.status) == ("三眼井直街99号", SANYANJING, "living")


def test_a_correction_told_since_stays_and_the_rest_returns(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    made = _merge(kept, lost, shequ)
    correct_person(person_uid=kept.uid, changes={"education": "21", "phone": "13900000001"}, reason="本人说", by=shequ)
    assert any("电话" in line and "保持现在的" in line for line in told_back(undo_preview(uid=made.uid, by=shequ)))
    undo_merge(uid=made.uid, by=shequ, why="")
    kept.refresh_from_db()
    lost.refresh_from_db()
    assert (kept.name, kept.education, kept.phone, kept.ethnicity) == ("谭晓玥", "21", "13900000001", "")
    assert (lost.name, lost.phone, lost.education, lost.ethnicity) == ("谭晓月", "13800005142", "", "03")
    assert kept.sources == {"education": "desk:shequ", "phone": "desk:shequ"}


def test_a_new_number_since_stays_and_the_old_ones_return(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    numbers = {person.pk: IdentityDocument.objects.get(person=person).number for person in pair}
    made = _merge(kept, lost, shequ)
    fresh = factories.id_number(BIRTH, "2")
    correct_person(person_uid=kept.uid, changes={"number": fresh}, reason="看了身份证原件", by=shequ)
    undo_merge(uid=made.uid, by=shequ, why="")
    active = {row.person_id: row.number for row in IdentityDocument.objects.filter(active=True)}
    assert (active[kept.pk], active[lost.pk]) == (fresh, numbers[lost.pk])
    kept.refresh_from_db()
    assert kept.number_last4 == fresh[-4:]
    assert IdentityDocument.objects.filter(person=kept, active=False).get().number == numbers[kept.pk]


def test_kin_told_since_stay_and_what_ended_since_is_ended(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    made = _merge(kept, lost, shequ)
    child = factories.person("谭浩宇", birth=dt.date(2018, 1, 1), sex="1")
    add_relative(person_uid=kept.uid, relative_uid=child.uid, kind="child", since=None, by=shequ)
    marriage = Kinship.objects.get(person=kept, kind="spouse")
    end_relative(person_uid=kept.uid, link=marriage.pk, on=dt.date(2024, 1, 1), by=shequ)
    another = factories.person("王强", birth=dt.date(1990, 1, 1), sex="1")
    add_relative(person_uid=kept.uid, relative_uid=another.uid, kind="spouse", since=dt.date(2025, 1, 1), by=shequ)
    undo_merge(uid=made.uid, by=shequ, why="")
    spouses = {(row.person_id, row.relative.name): row.during.upper for row in Kinship.objects.filter(kind="spouse")}
    assert spouses[lost.pk, "李明"] == dt.date(2024, 1, 1) and spouses[kept.pk, "王强"] is None
    assert Kinship.objects.get(person=kept, kind="child").relative == child
    for row in Kinship.objects.all():
        assert Kinship.objects.filter(person=row.relative, relative=row.person, during=row.during).exists()


def test_events_and_households_go_back(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    event = Event.objects.create(
        kind="person.registered", occurred_on=BIRTH, recorded_at=kept.recorded_at, recorded_by="x", source="desk:shequ"
    )
    EventSubject.objects.create(event=event, person_id=lost.pk, role="subject")
    made = _merge(kept, lost, shequ)
    undo_merge(uid=made.uid, by=shequ, why="")
    assert EventSubject.objects.get(event=event).person_id == lost.pk
    assert Household.objects.get(head=lost).memberships.filter(person=lost).exists()


def test_a_chain_is_taken_back_from_its_end(pair: tuple[Person, Person], shequ: User) -> None:
    kept, lost = pair
    before = _everything()
    first = _merge(kept, lost, shequ)
    third = factories.person("谭晓悦", birth=BIRTH, number=None)
    before_third = _everything()
    second = merge(keep_uid=third.uid, lose_uid=kept.uid, by=shequ)
    with pytest.raises(Conflict, match="先撤销那一次"):
        undo_merge(uid=first.uid, by=shequ, why="")
    undo_merge(uid=second.uid, by=shequ, why="")
    assert _everything() == before_third
    undo_merge(uid=first.uid, by=shequ, why="")
    assert {
        key: [row for row in rows if "谭晓悦" not in row] for key, rows in _everything().items() if key == "Person"
    } == {"Person": before["Person"]}


def test_who_may_take_back(pair: tuple[Person, Person], shequ: User, panfu: User, jiedao: User) -> None:
    made = _merge(*pair, shequ)
    with pytest.raises(NotFound):
        undo_merge(uid=made.uid, by=panfu, why="")
    across = factories.person("谭晓明", birth=BIRTH, number=None, living=DEYUANLI)
    made = merge(keep_uid=pair[0].uid, lose_uid=across.uid, by=jiedao)
    with pytest.raises(NotAllowed, match="德源里"):
        undo_merge(uid=made.uid, by=shequ, why="")
