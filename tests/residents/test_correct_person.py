"""Correcting a person: history keeps the old state, search follows the new one, contradictions are refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import User
from core.errors import Conflict, UserError
from core.event_log import events_of
from core.scope import Scope, scoped
from residents.models import FormerName, IdentityDocument, Person, Residence
from residents.selectors.history import corrections_of
from residents.selectors.search import search_people
from residents.services.correct import correct_person
from tests.support.areas import PANFU, SANYANJING
from tests.support.factories import id_number, person

BIRTH = dt.date(1985, 3, 5)


def correct(who: Person, by: User, **changes: object) -> Person:
    with scoped(by.resident_scope):
        return correct_person(person_uid=who.uid, changes=changes, reason="看了身份证原件", by=by)


def test_a_new_name_is_found_and_so_is_the_former(shequ: User) -> None:
    who = person("何丽蓉")
    correct(who, shequ, name="何丽容")
    who.refresh_from_db()
    assert (who.name, who.given_name, who.pinyin, who.initials) == ("何丽容", "丽容", "helirong", "hlr")
    assert who.sources["name"] == "desk:shequ"
    assert list(FormerName.objects.filter(person=who).values_list("name", flat=True)) == ["何丽蓉"]
    scope = Scope.of([SANYANJING])
    assert search_people("何丽蓉", scope=scope)[0].found[0].why == "曾用名 何丽蓉"


def test_the_history_says_what_was_who_changed_it_and_why(shequ: User) -> None:
    who = person(ethnicity="01", phone="13612342290")
    correct(who, shequ, ethnicity="08", phone="13900001111", education="20")
    who.refresh_from_db()
    (said,) = corrections_of(who)
    assert (said.by, said.why, said.source) == ("shequ", "看了身份证原件", "desk:shequ")
    assert "民族：汉族 → 壮族" in said.said
    assert "电话：136****2290 → 139****1111" in said.said
    event = events_of(who.pk)[0]
    assert (event.kind, event.payload) == ("person.corrected", {"fields": ["education", "ethnicity", "phone"]})
    assert search_people("13900001111", scope=Scope.of([SANYANJING]))


def test_a_new_number_replaces_the_old_document(shequ: User) -> None:
    who = person(birth=BIRTH, sex="2")
    old, new = IdentityDocument.objects.get(person=who), id_number(BIRTH, "2")
    correct(who, shequ, number=new.lower())
    who.refresh_from_db()
    old.refresh_from_db()
    assert not old.active
    assert IdentityDocument.objects.get(person=who, active=True).number == new
    assert (who.number_head, who.number_last4) == (new[:6], new[-4:])
    correct(who, shequ, number=old.number)
    assert IdentityDocument.objects.filter(person=who).count() == 2


def test_a_number_of_somebody_else_is_refused_even_out_of_sight(shequ: User) -> None:
    taken = id_number(BIRTH, "2")
    person("陈大文", birth=BIRTH, number=taken, hukou=PANFU, living=PANFU)
    who = person(birth=BIRTH)
    with pytest.raises(Conflict, match="不在你范围里的另一个人") as refused:
        correct(who, shequ, number=taken)
    assert "陈大文" not in str(refused.value)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"birth_date": dt.date(1985, 3, 6)}, "birth_date"),
        ({"sex": "1"}, "sex"),
        ({"birth_date": dt.date(2999, 1, 1)}, "birth_date"),
        ({"number": "440104198503050000"}, "number"),
        ({"name": "何某某"}, "name"),
        ({"name": ""}, "name"),
        ({"phone": "abc"}, "phone"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(shequ: User, changes: dict, field: str) -> None:
    who = person(birth=BIRTH, sex="2")
    with pytest.raises(UserError) as refused:
        correct(who, shequ, **changes)
    assert refused.value.field == field
    who.refresh_from_db()
    assert (who.name, who.sex, who.birth_date) == ("何丽容", "2", BIRTH)


def test_number_and_birth_can_be_mended_together_and_the_homes_follow(shequ: User) -> None:
    who = person(birth=BIRTH, sex="2")
    born = dt.date(1985, 4, 5)
    correct(who, shequ, birth_date=born, number=id_number(born, "2"))
    assert {row.during.lower for row in Residence.objects.filter(person=who)} == {born}


def test_nothing_changed_and_no_reason_are_said(shequ: User) -> None:
    who = person()
    with pytest.raises(UserError, match="没有改动"):
        correct(who, shequ, name="何丽容")
    with pytest.raises(UserError, match="依据"):
        correct_person(person_uid=who.uid, changes={"note": "新"}, reason=" ", by=shequ)


def test_the_form_keeps_what_was_typed_and_says_what_to_mend(shequ: User, client_as: Callable) -> None:
    who = person(birth=BIRTH, sex="2", ethnicity="01")
    url = f"/persons/{who.uid}/correct/"
    client = client_as(shequ)
    data = {"name": "何丽蓉", "sex": "1", "birth_date": "1985-03-05", "ethnicity": "01", "reason": "看了户口簿"}
    wrong = client.post(url, data)
    html = wrong.content.decode()
    assert wrong.status_code == 422
    assert "第17位" in html
    assert 'value="何丽蓉"' in html
    right = client.post(url, data | {"sex": "2"}, follow=True)
    assert right.redirect_chain[-1][0] == f"/persons/{who.uid}/"
    assert "姓名：何丽容 → 何丽蓉" in right.content.decode()
