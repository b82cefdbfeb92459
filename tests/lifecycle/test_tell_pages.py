"""At the desk: choose what happened, fill in the form that the kind asks for, see it, correct it, void it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from core.models import Event
from residents.models import Occupation
from tests.support.factories import kin, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(shequ: User, client_as: Callable[[User], Client]) -> Client:
    return client_as(shequ)


def _form(**more: str) -> dict[str, str]:
    return {"occurred_on": "2026-11-02", "evidence_text": "退休证", "key": "k-1", **more}


def test_a_word_narrows_the_kinds(desk: Client) -> None:
    page = desk.get("/events/new/").content.decode()
    assert "退休" in page and "收养登记" in page
    found = desk.get("/events/new/", {"q": "领养"}, headers={"HX-Request": "true"}).content.decode()
    assert "收养登记" in found and "退休" not in found


def test_a_form_says_what_will_follow_and_who_is_near(desk: Client) -> None:
    child, mother = person("何小明", birth=dt.date(2016, 1, 1)), person("何丽容")
    kin(child, mother, "parent")
    page = desk.get(f"/events/new/person.guardian_appointed/?person={child.uid}").content.decode()
    assert "这件事会" in page and "民法典 第二十七条" in page
    assert f"何丽容 {mother.number_last4}" in page, "relatives are proposed"
    assert f'value="{child.uid}"' in page and 'name="who_guardian"' in page


def test_told_at_the_desk_twice_is_told_once(desk: Client) -> None:
    her = person("何丽容")
    url = f"/events/new/person.retired/?person={her.uid}"
    first = desk.post(url, _form(who_subject=str(her.uid)), follow=True)
    page = first.content.decode()
    assert "已登记。" in page and "退休证" in page and f"/persons/{her.uid}/" in page
    again = desk.post(url, _form(who_subject=str(her.uid)), follow=True).content.decode()
    assert "没有登记第二次" in again and Event.objects.filter(kind="person.retired").count() == 1


def test_what_was_typed_comes_back_with_what_to_mend(desk: Client) -> None:
    him = person("陈永强", sex="1")
    answer = desk.post(
        "/events/new/person.employed/", _form(who_subject="陈永强", what_employer="棉纺厂", occurred_on="2099-1-1")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="棉纺厂"' in page and 'value="陈永强"' in page and "在今天" in page and "请选做什么" in page
    assert not Occupation.objects.filter(person=him).exists()


def test_a_refusal_of_the_service_stands_at_its_field(desk: Client) -> None:
    ward = person("何丽容")
    person("陈永强", sex="1")
    answer = desk.post(
        "/events/new/person.guardian_appointed/",
        _form(who_ward=f"何丽容 {ward.number_last4}", who_guardian="陈永强", what_basis="statutory"),
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and "判决书" in page
    assert 'id="id_what_judgment_error"' in page


def test_an_event_is_corrected_and_voided_on_its_page(desk: Client) -> None:
    her = person("何丽容")
    desk.post(f"/events/new/person.retired/?person={her.uid}", _form(who_subject=str(her.uid)))
    old = Event.objects.get(kind="person.retired")
    form = desk.get(f"/events/{old.uid}/correct/").content.decode()
    assert f'value="何丽容 {her.number_last4}"' in form and 'value="2026-11-02"' in form
    sent = _form(who_subject=f"何丽容 {her.number_last4}", occurred_on="2026-11-01", key="k-2")
    assert desk.post(f"/events/{old.uid}/correct/", sent).status_code == 422, "a correction says why"
    page = desk.post(f"/events/{old.uid}/correct/", sent | {"reason": "证上是前一天"}, follow=True).content.decode()
    assert "它代替了" in page
    new = Event.objects.get(corrects=old)
    assert "请写为什么作废" in desk.post(f"/events/{new.uid}/void/", {"reason": " "}).content.decode()
    page = desk.post(f"/events/{new.uid}/void/", {"reason": "没有退休"}, follow=True).content.decode()
    assert "已作废" in page and "没有退休" in page and not Occupation.objects.exists()
    life = desk.get(f"/persons/{her.uid}/").content.decode()
    assert life.count("<del>退休</del>") == 2


def test_the_list_filters_and_others_see_nothing(
    desk: Client, user_named: Callable[[str], User], client_as: Callable[[User], Client]
) -> None:
    her = person("何丽容")
    desk.post(f"/events/new/person.retired/?person={her.uid}", _form(who_subject=str(her.uid)))
    uid = Event.objects.get(kind="person.retired").uid
    assert f"/events/{uid}/" in desk.get("/events/", {"kind": "person.retired", "source": "desk"}).content.decode()
    assert f"/events/{uid}/" not in desk.get("/events/", {"until": "2026-11-01"}).content.decode()
    other = client_as(user_named("panfu"))
    assert f"/events/{uid}/" not in other.get("/events/").content.decode()
    assert other.get(f"/events/{uid}/").status_code == 404
    assert client_as(user_named("minzheng")).get("/events/new/").status_code == 403
