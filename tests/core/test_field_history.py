"""What was changed in a record, field by field, by whoever may see the record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from accounts.models import Grant, User
from accounts.roles import roles
from core import clock
from core.audit import acting
from core.models import ParameterValue
from residents.models import Household, HouseholdMembership, Person, Residence
from tests.support import factories
from tests.support.areas import DEYUANLI, PANFU, SANYANJING

# The history keeps the time of the transaction, so here each act needs its own.
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def look(client_as: Any) -> Any:
    def page(user: User, kind: str, uid: Any) -> str:
        answer = client_as(user).get(reverse("history", args=[kind, uid]))
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def test_a_person_before_and_after_in_words_by_whom_and_why(look: Any, shequ: User) -> None:
    person = factories.person("何丽容", phone="13500006637", education="10")
    with acting(by="shequ", why="本人更正", source="desk:shequ"):
        Person.objects.filter(pk=person.pk).update(name="何丽蓉", phone="13811112222", sex="1")
    with acting(by="shequ", why="录错", source="desk:shequ"):
        Residence.objects.filter(person=person, kind="living").update(during=(dt.date(2020, 5, 1), None))
    with acting(by="shequ", why="重复"):
        Residence.objects.filter(person=person, kind="hukou").delete()
    page = look(shequ, "person", person.uid)
    for words in (
        "<del>何丽容</del> → <b>何丽蓉</b>",
        "<del>135****6637</del> → <b>138****2222</b>",
        "<del>女</del> → <b>男</b>",
        "<b>2020-05-01 至 今</b>",
        "删去",
        "本人更正",
        "柜台登记，黎敏仪",
    ):
        assert words in page, words
    assert "13811112222" not in page and "13500006637" not in page


def test_a_household_and_who_came_and_went(look: Any, shequ: User) -> None:
    head, child = factories.person("何丽容"), factories.person("何小容")
    home = factories.household(head, (child, "20"))
    with acting(by="shequ", why="关系写错"):
        HouseholdMembership.objects.filter(person=child).update(relation="30")
    with acting(by="shequ", why="换户主"):
        Household.objects.filter(pk=home.pk).update(head=child)
    page = look(shequ, "household", home.uid)
    assert "<del>何丽容</del> → <b>何小容</b>" in page and "关系写错" in page and "换户主" in page


def test_a_home_a_dwelling_an_area_a_parameter(look: Any, shequ: User, quji: User) -> None:
    home = factories.dwelling()
    person = factories.person("何丽容", home=home)
    with acting(by="shequ", why="门牌改号"):
        type(home).objects.filter(pk=home.pk).update(room="403")
    assert "<del>402</del> → <b>403</b>" in look(shequ, "dwelling", home.uid)
    assert "居住" in look(shequ, "residence", Residence.objects.filter(person=person).first().pk)
    assert "三眼井" in look(shequ, "area", SANYANJING)
    with acting(by="quji", why="新标准"):
        row = ParameterValue.objects.create(
            key="school-age.entry-age",
            area_code="440104",
            during=(dt.date(2026, 1, 1), None),
            value=6,
            document="文件",
            recorded_at=clock.now(),
            recorded_by="quji",
        )
    with acting(by="quji", why="改正"):
        ParameterValue.objects.filter(pk=row.pk).update(value=7)
    assert "<del>6</del> → <b>7</b>" in look(quji, "parameter", "school-age.entry-age")


def test_an_account_and_its_rights_for_the_auditor(look: Any, shequ: User, audit: User) -> None:
    with acting(by="anquan", why="调岗"):
        Grant.objects.filter(user=shequ).update(area_code=DEYUANLI)
    with acting(by="admin", why="改名"):
        User.objects.filter(pk=shequ.pk).update(name="黎敏")
    page = look(audit, "user", "shequ")
    assert "<del>三眼井社区</del> → <b>德源里社区</b>" in page and "<del>黎敏仪</del> → <b>黎敏</b>" in page
    assert roles["committee_clerk"].title in page
    assert "授权" in look(audit, "grant", Grant.objects.get(user=shequ).pk)


def test_out_of_sight_is_not_there(client_as: Any, shequ: User, audit: User) -> None:
    other = factories.person("潘慧敏", hukou=PANFU, living=PANFU)
    for user, kind, uid in (
        (shequ, "person", other.uid),
        (audit, "person", other.uid),
        (shequ, "user", "audit"),
        (shequ, "person", "x"),
        (shequ, "nothing", "x"),
        (shequ, "residence", Residence.objects.filter(person=other).first().pk),
    ):
        assert client_as(user).get(reverse("history", args=[kind, uid])).status_code == 404, (kind, uid)
