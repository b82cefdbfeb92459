"""Something happened: told once, the base follows; told wrongly, it is taken back and both stay."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from accounts.models import User
from core.errors import Conflict, NotFound, UserError
from core.models import Event
from lifecycle.telling.closing import correct_event, void_event
from lifecycle.telling.persons import Named
from lifecycle.telling.refusal import TellingRefused
from lifecycle.telling.tell import Told, tell
from residents.models import FormerName, HouseholdMembership, Kinship, Occupation, Person, Pregnancy
from residents.services.correct import correct_person
from tests.support.areas import PANFU
from tests.support.factories import household, id_number, kin, person

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 11, 2)


@pytest.fixture
def say(shequ: User) -> Callable[..., Told]:
    """`say(kind, {"subject": person}, name=…)`: the clerk of 三眼井 tells it of 2026-11-02."""

    def told(kind: str, people: dict[str, Any], *, on: dt.date = DAY, key: str = "", **payload: Any) -> Told:
        named = {
            role: [Named(uid=one.uid) for one in (who if isinstance(who, list) else [who])]
            for role, who in people.items()
        }
        return tell(
            kind=kind, subjects=named, occurred_on=on, payload=payload, source="desk:shequ", source_key=key,
            evidence={"text": "看了证件", "number": "粤2026-1"}, by=shequ,
        )  # fmt: skip

    return told


def test_a_retirement_is_a_dated_fact_and_an_event(say: Callable[..., Told]) -> None:
    her = person("何丽容")
    say("person.employed", {"subject": her}, status="24", employer="广州第一棉纺厂", on=dt.date(2005, 3, 1))
    told = say("person.retired", {"subject": her}, pension_from="2026-12")
    assert told.first and told.event and told.event.kind == "person.retired"
    assert told.event.evidence == {"text": "看了证件", "number": "粤2026-1"}
    rows = Occupation.objects.filter(person=her).order_by("during")
    assert [(row.status, row.during.lower, row.during.upper) for row in rows] == [
        ("24", dt.date(2005, 3, 1), DAY),
        ("80", DAY, None),
    ]
    assert rows[1].pension_from == dt.date(2026, 12, 1)


def test_the_same_key_again_returns_the_first(say: Callable[..., Told]) -> None:
    him = person("陈永强", sex="1")
    first = say("person.unemployed", {"subject": him}, key="k1")
    again = say("person.unemployed", {"subject": him}, key="k1")
    assert (first.first, again.first) == (True, False)
    assert first.event and again.event and first.event.uid == again.event.uid
    assert Event.objects.filter(kind="person.unemployed").count() == 1


def test_every_place_at_fault_is_named_at_once(say: Callable[..., Told]) -> None:
    him = person("陈永强", sex="1")
    with pytest.raises(TellingRefused) as refused:
        say("person.pregnancy_registered", {"subject": him}, on=dt.date(2030, 1, 1), child=0, weeks=3)
    assert refused.value.errors.keys() == {
        "occurred_on", "subjects.subject", "payload.expected_on", "payload.child", "payload.weeks",
    }  # fmt: skip
    assert "不能是哪位妇女" in refused.value.errors["subjects.subject"][0]


@pytest.mark.parametrize("on", [dt.date(1980, 1, 1), dt.date(2026, 11, 3)])
def test_nothing_happens_before_birth_or_after_death(say: Callable[..., Told], on: dt.date) -> None:
    her = person("何丽容", status="deceased", died_on=DAY)
    with pytest.raises(TellingRefused, match=r"早于|去世"):
        say("person.retired", {"subject": her}, on=on)


def test_somebody_elsewhere_is_missing(say: Callable[..., Told]) -> None:
    stranger = person("林志华", hukou=PANFU, living=PANFU)
    with pytest.raises(NotFound) as elsewhere:
        say("person.retired", {"subject": stranger})
    assert elsewhere.value.message == "没有这个人，或者不在你的范围里。"
    assert Event.objects.count() == 0


def test_a_number_names_somebody_too(shequ: User) -> None:
    number = id_number(dt.date(1960, 1, 2), "1")
    him = person("陈永强", sex="1", birth=dt.date(1960, 1, 2), number=number)
    told = tell(
        kind="person.retired", subjects={"subject": [Named(number=number)]}, occurred_on=DAY, source="api:x", by=shequ
    )
    assert told.event and told.event.subjects[0].person_id == him.pk


def test_a_void_puts_the_base_back_and_frees_the_day(say: Callable[..., Told], shequ: User) -> None:
    her = person("何丽容")
    say("person.employed", {"subject": her}, status="24", on=dt.date(2005, 3, 1))
    wrong = say("person.retired", {"subject": her})
    assert wrong.event
    gone = void_event(uid=wrong.event.uid, reason="报错了人", by=shequ)
    assert (gone.status, gone.reason) == ("voided", "报错了人")
    row = Occupation.objects.get(person=her)
    assert (row.status, row.during.upper) == ("24", None)
    assert Event.objects.get(pk=gone.id).dispatched_at is None
    with pytest.raises(Conflict, match="已作废"):
        void_event(uid=wrong.event.uid, reason="再来", by=shequ)


def test_what_rests_on_an_event_is_named(say: Callable[..., Told], shequ: User) -> None:
    her = person("何丽容")
    first = say("person.unemployed", {"subject": her}, on=dt.date(2026, 1, 5))
    say("person.employed", {"subject": her}, status="24", on=dt.date(2026, 6, 1))
    assert first.event
    with pytest.raises(Conflict, match="何丽容的个人身份后来又改过"):
        void_event(uid=first.event.uid, reason="误报", by=shequ)
    assert Event.objects.get(pk=first.event.id).status == "registered"


def test_a_correction_stands_in_the_old_ones_stead(say: Callable[..., Told], shequ: User) -> None:
    her = person("何丽容")
    old = say("person.retired", {"subject": her})
    assert old.event
    new = correct_event(
        uid=old.event.uid, reason="证上是前一天", subjects={"subject": [Named(uid=her.uid)]}, occurred_on=dt.date(2026, 11, 1),
        payload={}, source="desk:shequ", by=shequ,
    )  # fmt: skip
    assert new.event and new.event.corrects == old.event.id
    assert Event.objects.get(pk=old.event.id).status == "corrected"
    assert Occupation.objects.get(person=her).during.lower == dt.date(2026, 11, 1)


def test_a_birth_enters_the_base_and_leaves_it_again(say: Callable[..., Told], shequ: User) -> None:
    mother, father = person("何丽容"), person("陈永强", sex="1")
    household(father, (mother, "12"))
    say("person.pregnancy_registered", {"subject": mother}, on=dt.date(2026, 5, 1), expected_on="2026-11-10", child=1)
    told = say("person.born", {"mother": mother, "father": father}, sex="女", weight_g=3200)
    child = Person.objects.get(birth_date=DAY)
    assert (child.name, child.temporary_name, child.living_area) == ("何丽容之女", True, mother.living_area)
    assert set(Kinship.objects.filter(person=child).values_list("relative_id", flat=True)) == {mother.pk, father.pk}
    assert Pregnancy.objects.get(person=mother).during.upper == DAY
    assert told.event and {subject.role for subject in told.event.subjects} == {"subject", "mother", "father"}
    void_event(uid=told.event.uid, reason="报错了", by=shequ)
    assert not Person.objects.filter(pk=child.pk).exists()
    assert Pregnancy.objects.get(person=mother).during.upper is None


def test_a_child_that_is_known_of_since_stays(say: Callable[..., Told], shequ: User) -> None:
    mother = person("何丽容")
    born = say("person.born", {"mother": mother}, sex="1")
    child = Person.objects.get(birth_date=DAY)
    say("person.named", {"subject": child}, name="何小明")
    assert born.event
    with pytest.raises(Conflict, match="何小明"):
        void_event(uid=born.event.uid, reason="误报", by=shequ)
    assert Person.objects.filter(pk=child.pk).exists()


def test_a_name_goes_back_though_the_phone_changed_since(say: Callable[..., Told], shequ: User) -> None:
    her = person("何丽容")
    named = say("person.named", {"subject": her}, name="何丽蓉蓉")
    correct_person(person_uid=her.uid, changes={"phone": "13800138000"}, reason="来电", by=shequ)
    assert named.event and FormerName.objects.filter(person=her, name="何丽容").exists()
    void_event(uid=named.event.uid, reason="看错", by=shequ)
    her.refresh_from_db()
    assert (her.name, her.pinyin, her.phone_last4) == ("何丽容", "helirong", "8000")
    assert not FormerName.objects.filter(person=her).exists()


def test_a_child_without_a_number_is_registered_in_its_mothers_household(say: Callable[..., Told]) -> None:
    mother = person("何丽容")
    home = household(mother)
    say("person.born", {"mother": mother}, sex="1", name="何小明")
    child = Person.objects.get(birth_date=DAY)
    say("person.registered", {"subject": child}, number=id_number(DAY, "1"), area="三眼井社区")
    child.refresh_from_db()
    assert child.number_last4 and child.hukou_area == mother.hukou_area
    assert HouseholdMembership.objects.get(person=child).household_id == home.pk


def test_an_adult_has_a_guardian_only_by_judgment(say: Callable[..., Told]) -> None:
    ward, son = person("何丽容", birth=dt.date(1950, 1, 1)), person("陈永强", sex="1")
    with pytest.raises(UserError, match="判决书") as refused:
        say("person.guardian_appointed", {"ward": ward, "guardian": son}, basis="statutory")
    assert refused.value.field == "payload.judgment"
    say(
        "person.guardian_appointed", {"ward": ward, "guardian": son}, basis="statutory", judgment="(2026)粤0104民特12号"
    )
    link = Kinship.objects.get(person=ward, kind="guardian")
    assert (link.relative_id, link.during.lower) == (son.pk, DAY)
    say("person.guardian_ended", {"ward": ward, "guardian": son}, reason="unable", on=dt.date(2026, 11, 20))
    assert {row.during.upper for row in Kinship.objects.filter(kind__in=("guardian", "ward"))} == {
        dt.date(2026, 11, 20)
    }


def test_a_child_cannot_be_a_guardian(say: Callable[..., Told]) -> None:
    ward, brother = person("何小明", birth=dt.date(2015, 1, 1)), person("何大明", birth=dt.date(2010, 1, 1))
    with pytest.raises(UserError, match="还没有成年"):
        say("person.guardian_appointed", {"ward": ward, "guardian": brother}, basis="appointed")


def test_an_adoption_changes_whose_child_it_is_and_may_end(say: Callable[..., Told], shequ: User) -> None:
    child, mother = person("何小明", birth=dt.date(2018, 1, 1)), person("何丽容")
    kin(child, mother, "parent")
    new = [person("陈永强", sex="1", birth=dt.date(1980, 1, 1)), person("周慧敏", birth=dt.date(1982, 1, 1))]
    adopted = say("person.adopted", {"subject": child, "adopter": new}, name="陈小明")
    child.refresh_from_db()
    assert child.name == "陈小明"
    parents = Kinship.objects.filter(person=child, kind="parent", during__upper_inf=True)
    assert set(parents.values_list("relative_id", flat=True)) == {one.pk for one in new}
    say("person.adoption_ended", {"subject": child}, reason="agreed", on=dt.date(2026, 11, 20))
    assert set(parents.values_list("relative_id", flat=True)) == {mother.pk}
    assert adopted.event
    with pytest.raises(Conflict):
        void_event(uid=adopted.event.uid, reason="误报", by=shequ)


def test_a_move_is_told_as_what_it_was_and_taken_back(say: Callable[..., Told], shequ: User) -> None:
    her = person("何丽容")
    told = say("person.moved_out", {"subject": her}, area="440106")
    assert told.event and told.event.kind == "person.moved_out"
    her.refresh_from_db()
    assert her.living_area == "440106"
    void_event(uid=told.event.uid, reason="没有搬", by=shequ)
    her.refresh_from_db()
    assert her.living_area == her.hukou_area
