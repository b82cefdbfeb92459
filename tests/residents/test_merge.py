"""Two records of one person become one: everything that hung on both hangs on one, and nothing is lost."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.models import User
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.models import Event, EventSubject
from residents.feeds.matching import by_number
from residents.models import (
    FormerName,
    HouseholdMembership,
    IdentityDocument,
    Kinship,
    Merge,
    Person,
    Residence,
)
from residents.services.enter import enter_person
from residents.services.merge import merge, preview
from residents.services.merge_words import if_not, if_same
from residents.services.unmerge import undo_merge
from tests.support import factories
from tests.support.areas import DEYUANLI, PANFU, SANYANJING

pytestmark = pytest.mark.django_db
BIRTH = dt.date(1991, 4, 6)


def _two(**fields) -> tuple[Person, Person]:
    """谭晓玥 with a number, and 譚曉玥 of the same birth date without one."""
    kept = factories.person("谭晓玥", birth=BIRTH, source="desk:shequ")
    lost = factories.person("譚曉玥", birth=BIRTH, number=None, source="desk:shequ", phone="13800005142", **fields)
    return kept, lost


def _join(kept: Person, lost: Person, by: User, **choices: str) -> Merge:
    made = merge(keep_uid=kept.uid, lose_uid=lost.uid, by=by, why="看过户口簿", choices=choices)
    kept.refresh_from_db()
    lost.refresh_from_db()
    return made


def test_one_person_remains_with_everything_of_both(shequ: User) -> None:
    kept, lost = _two()
    mother = factories.person("冯少芬", birth=dt.date(1965, 1, 1))
    child = factories.person("谭浩宇", birth=dt.date(2015, 1, 1), sex="1")
    factories.kin(kept, mother, "parent")
    factories.kin(lost, mother, "parent")
    factories.kin(lost, child, "child")
    home = factories.household(lost)
    made = _join(kept, lost, shequ)
    assert (lost.status, lost.hukou_area, lost.living_area) == ("merged", "", "")
    assert (kept.name, kept.phone, kept.status) == ("谭晓玥", "13800005142", "living")
    assert kept.sources["phone"] == "desk:shequ"
    assert {(row.relative_id, row.kind) for row in Kinship.objects.filter(person=kept)} == {
        (mother.pk, "parent"),
        (child.pk, "child"),
    }
    assert Kinship.objects.get(person=mother, kind="child").relative == kept
    assert not Kinship.objects.filter(person=lost).exists() and not Kinship.objects.filter(relative=lost).exists()
    home.refresh_from_db()
    assert home.head == kept and HouseholdMembership.objects.get(household=home).person == kept
    assert Residence.objects.filter(person=kept).count() == 2 and not Residence.objects.filter(person=lost).exists()
    assert FormerName.objects.get(person=kept).name == "譚曉玥"
    assert (made.kept, made.lost, made.why, made.merged_by) == (kept, lost, "看过户口簿", "shequ")


def test_the_event_names_both_and_events_of_the_other_are_the_survivors(shequ: User) -> None:
    kept, lost = _two()
    event = Event.objects.create(
        kind="person.registered", occurred_on=BIRTH, recorded_at=kept.recorded_at, recorded_by="x", source="desk:shequ"
    )
    EventSubject.objects.create(event=event, person_id=lost.pk, role="subject")
    EventSubject.objects.create(event=event, person_id=kept.pk, role="mother")
    made = _join(kept, lost, shequ)
    assert set(EventSubject.objects.filter(event=event).values_list("person_id", "role")) == {
        (kept.pk, "subject"),
        (kept.pk, "mother"),
    }
    told = Event.objects.get(kind="person.merged")
    assert set(told.subjects.values_list("person_id", "role")) == {(kept.pk, "kept"), (lost.pk, "lost")}
    assert told.payload == {"merge": str(made.uid), "kept": kept.pk, "lost": lost.pk}


def test_two_numbers_in_use_need_a_choice_and_both_stay_findable(shequ: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH)
    lost = factories.person("谭晓月", birth=BIRTH)
    with pytest.raises(UserError) as refused:
        _join(kept, lost, shequ)
    assert refused.value.field == "number" and not Merge.objects.exists()
    theirs = IdentityDocument.objects.get(person=lost)
    _join(kept, lost, shequ, number="lost")
    documents = dict(IdentityDocument.objects.filter(person=kept).values_list("pk", "active"))
    assert sorted(documents.values()) == [False, True] and documents[theirs.pk]
    assert (kept.number_last4, kept.number_head) == (theirs.last4, theirs.number[:6])


def test_a_number_out_of_use_still_names_the_survivor(shequ: User) -> None:
    kept, lost = factories.person("谭晓玥", birth=BIRTH), factories.person("谭晓月", birth=BIRTH)
    number = IdentityDocument.objects.get(person=lost).number
    made = _join(kept, lost, shequ, number="kept")
    assert by_number([number])[number].id == kept.pk
    with pytest.raises(Conflict, match="谭晓玥"):
        enter_person(
            name="谭晓月", number=number, sex="", birth_date=None, living_area=SANYANJING, hukou_area=SANYANJING,
            since=dt.date(2020, 1, 1), reason="看了户口簿", by=shequ,
        )  # fmt: skip
    undo_merge(uid=made.uid, by=shequ, why="")
    assert by_number([number])[number].id == lost.pk


def test_a_converted_number_is_thought_the_worse_one(shequ: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH)
    lost = factories.person("谭晓月", birth=BIRTH)
    IdentityDocument.objects.filter(person=kept).update(raw="440199910406264")
    plan = preview(keep_uid=kept.uid, lose_uid=lost.uid, by=shequ)
    assert plan.number.side == "lost" and "15 位" in plan.number.because and plan.number.open
    assert any("请另外核实" in line.text for line in if_not(plan))


def test_police_outrank_the_collection_form(shequ: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH, source="SQ01:1:2", living=DEYUANLI, ethnicity="01", number=None)
    lost = factories.person("谭晓月", birth=BIRTH, source="GA01:2:318", living=SANYANJING, ethnicity="03")
    street = User.objects.filter(username="jiedao").first() or shequ
    plan = preview(keep_uid=kept.uid, lose_uid=lost.uid, by=street)
    words = "；".join(line.text for line in if_same(plan))
    assert "姓名用「谭晓月」" in words and "「谭晓玥」记为曾用名" in words and "民族用并入的一条的" in words


def test_homes_told_twice_stay_once_and_the_newer_is_the_move(jiedao: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH, living=SANYANJING, since=dt.date(2010, 1, 1))
    lost = factories.person(
        "谭晓月", birth=BIRTH, living=DEYUANLI, hukou=SANYANJING, number=None, since=dt.date(2020, 1, 1)
    )
    _join(kept, lost, jiedao)
    homes = Residence.objects.filter(person=kept).exclude(kind="hukou").order_by("during")
    assert [(row.area_code, row.during.lower.year, row.during.upper and row.during.upper.year) for row in homes] == [
        (SANYANJING, 2010, 2020),
        (DEYUANLI, 2020, None),
    ]
    assert kept.living_area == DEYUANLI
    assert Residence.objects.filter(person=kept, kind="hukou").count() == 1


@pytest.mark.parametrize("kind", ["parent", "spouse", "guardian"])
def test_nobody_is_kin_to_oneself(shequ: User, kind: str) -> None:
    kept, lost = _two()
    factories.kin(kept, lost, kind, since=dt.date(2015, 1, 1))
    with pytest.raises(Conflict, match="不会是同一个人"):
        _join(kept, lost, shequ)


def test_two_marriages_at_once_are_two_people(shequ: User) -> None:
    kept, lost = _two()
    for one, other in ((kept, "李明"), (lost, "王强")):
        factories.kin(one, factories.person(other, sex="1"), "spouse", since=dt.date(2015, 1, 1))
    with pytest.raises(Conflict, match=r"李明.*王强"):
        _join(kept, lost, shequ)


def test_parent_of_one_and_child_of_the_other_are_two_people(shequ: User) -> None:
    kept, lost = _two()
    third = factories.person("冯少芬")
    factories.kin(kept, third, "parent")
    factories.kin(lost, third, "child")
    with pytest.raises(Conflict, match="冯少芬"):
        _join(kept, lost, shequ)


def test_who_died_on_two_days_is_two_people(shequ: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH, died_on=dt.date(2024, 1, 1), status="deceased")
    lost = factories.person("谭晓月", birth=BIRTH, died_on=dt.date(2024, 2, 1), status="deceased", number=None)
    with pytest.raises(Conflict, match="去世"):
        _join(kept, lost, shequ)


def test_the_dead_record_ends_what_the_living_one_said(shequ: User) -> None:
    kept, lost = _two()
    Person.objects.filter(pk=lost.pk).update(status="deceased", died_on=dt.date(2024, 1, 1))
    Residence.objects.filter(person=lost).update(during=(BIRTH, dt.date(2024, 1, 1)))
    assert any("已故" in doubt for doubt in preview(keep_uid=kept.uid, lose_uid=lost.uid, by=shequ).doubts)
    _join(kept, lost, shequ)
    assert (kept.status, kept.died_on) == ("deceased", dt.date(2024, 1, 1))
    assert {row.during.upper for row in Residence.objects.filter(person=kept)} == {dt.date(2024, 1, 1)}
    assert kept.living_area == SANYANJING, "the dead stay in the files of the place where they lived"


def test_who_may_decide(shequ: User, panfu: User, jiedao: User, quji: User, jiaoyu: User) -> None:
    kept = factories.person("谭晓玥", birth=BIRTH)
    across = factories.person("谭晓月", birth=BIRTH, living=DEYUANLI, number=None)
    with pytest.raises(NotAllowed, match="德源里"):
        _join(kept, across, shequ)
    with pytest.raises(NotFound):
        _join(kept, across, panfu)
    with pytest.raises(NotAllowed):
        _join(kept, across, jiaoyu)
    _join(kept, across, jiedao)
    farther = factories.person("谭晓月", birth=BIRTH, living=PANFU, number=None)
    with pytest.raises(NotAllowed, match="盘福"):
        _join(kept, farther, jiedao)
    _join(kept, farther, quji)


def test_a_record_is_given_up_once(shequ: User) -> None:
    kept, lost = _two()
    _join(kept, lost, shequ)
    third = factories.person("谭晓明")
    with pytest.raises(NotFound):
        _join(third, lost, shequ)
    with pytest.raises(UserError):
        _join(third, third, shequ)
