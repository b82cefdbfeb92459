"""A family that may be falling is seen before it asks: from what happened to what the clerk sees and does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from aid.models import AidCase, Lead
from aid.models.lead import LeadState
from aid.services.hardship import ILL, STRUCK
from aid.services.leads import close_lead, report_hardship
from core import clock
from core.errors import UserError
from core.models import ParameterValue
from core.recounting import after_parameter
from lifecycle.engine.drain import drain
from lifecycle.models import Task
from lifecycle.services.task_completing import complete
from lifecycle.telling.closing import void_event
from lifecycle.telling.persons import Named
from lifecycle.telling.tell import Told, tell
from residents.models import Household, Person
from residents.services.benefits import NewBenefit, record_benefits
from residents.services.deaths import Death, record_deaths
from tests.support.areas import PANFU
from tests.support.factories import dwelling, household, kin, person

TODAY = dt.date(2026, 11, 23)
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("numbers")]


@pytest.fixture(autouse=True)
def monday() -> object:
    with clock.travel(TODAY):
        yield


@pytest.fixture
def family() -> list[Person]:
    """A mother who brings up a boy alone, and her father of 84, on minimum living allowance."""
    home = dwelling()
    mother = person("何丽容", birth=dt.date(1985, 3, 5), sex="2", home=home)
    boy = person("何家豪", birth=dt.date(2016, 6, 1), sex="1", home=home)
    grandfather = person("何伯", birth=dt.date(1942, 1, 9), sex="1", home=home)
    household(mother, (boy, "20"), (grandfather, "51"), home=home)
    kin(boy, mother, "parent")
    kin(mother, grandfather, "parent")
    record_benefits(
        [
            NewBenefit(one.pk, "minimum-living", dt.date(2024, 1, 1), "seed", monthly=Decimal(1800),
                       household_id=Household.objects.get().pk, document="穗救2024-1")
            for one in (mother, boy)
        ],
        by="test",
    )  # fmt: skip
    drain()
    return [mother, boy, grandfather]


def told(kind: str, who: Person, by: User, **payload: Any) -> Told:
    named = {"subject": [Named(uid=who.uid)]}
    found = tell(kind=kind, subjects=named, occurred_on=TODAY, payload=payload, source="desk:shequ", by=by)
    drain()
    return found


def page(user: User, client_as: Callable[[User], Client], path: str) -> str:
    answer = client_as(user).get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_illness_in_a_poor_family_is_scored_explained_and_visited(
    family: list[Person], shequ: User, client_as: Callable[[User], Client]
) -> None:
    told(ILL, family[0], shequ)
    lead = Lead.objects.get()
    assert (lead.person, lead.state, lead.score) == (family[0], LeadState.NEW, 30 + 20 + 20 + 10 + 10)
    task = Task.objects.get(kind="hardship-visit")
    assert task.people.get(place=0).person_id == family[0].pk
    listed = page(shequ, client_as, "/aid/leads/")
    assert "何丽容" in listed and "大病 30 ＋ " in listed and "单亲带孩子 20" in listed and "＝ 90" in listed
    said = page(shequ, client_as, f"/aid/leads/{lead.uid}/")
    assert "社会救助法 第二十二条" in said and "系统不决定给不给救助" in said
    assert "困难线索" in page(shequ, client_as, f"/persons/{family[0].uid}/")


def test_a_death_in_such_a_family_offers_help_at_the_door_and_begins_it_at_once(
    family: list[Person], shequ: User, client_as: Callable[[User], Client]
) -> None:
    record_deaths([Death(family[2].pk, dt.date(2026, 11, 20), "test:1")], by=shequ)
    drain()
    lead = Lead.objects.get()
    assert lead.person == family[0] and [row.reason for row in lead.reasons.all()] == ["bereaved"]
    assert not Task.objects.filter(kind="hardship-visit").exists(), "the bereavement visit goes there already"
    visit = Task.objects.get(kind="bereavement-visit")
    complete(visit.uid, by=shequ, answers={"aid": ["allowance", "cash", "goods"]}, note="大女儿在外地")
    lead.refresh_from_db()
    assert (lead.state, lead.offered) == (LeadState.HELPING, ["allowance", "cash", "goods"])
    cases = AidCase.objects.order_by("kind")
    assert [(case.kind, case.urgent, case.lead_uid) for case in cases] == [
        ("minimum-living", False, lead.uid),
        ("temporary", True, lead.uid),
    ]
    assert "申请低保、临时救助、实物" in page(shequ, client_as, f"/aid/leads/{lead.uid}/")


def test_two_signs_of_one_home_are_one_lead_and_a_voided_one_is_taken_back(family: list[Person], shequ: User) -> None:
    first = told(ILL, family[0], shequ)
    told(STRUCK, family[1], shequ, disaster="fire")
    lead = Lead.objects.get()
    assert (lead.score, lead.person) == (130, family[0])
    assert first.event
    void_event(uid=first.event.uid, reason="记错人", by=shequ)
    drain()
    lead.refresh_from_db()
    assert (lead.score, lead.state) == (100, LeadState.NEW)


def test_a_lead_whose_only_reason_was_a_mistake_ends_by_itself(family: list[Person], shequ: User) -> None:
    event = told(ILL, family[0], shequ).event
    assert event
    void_event(uid=event.uid, reason="记错人", by=shequ)
    drain()
    lead = Lead.objects.get()
    assert (lead.state, lead.ended) == (LeadState.CLOSED, "void")


def test_what_the_committee_saw_is_a_lead_and_ends_with_a_reason(
    family: list[Person], shequ: User, client_as: Callable[[User], Client]
) -> None:
    client = client_as(shequ)
    answer = client.post(f"/aid/leads/found/{family[0].uid}/", {"words": "家里断了收入"}, follow=True)
    assert "记进困难线索了" in answer.content.decode()
    lead = Lead.objects.get()
    refused = client.post(f"/aid/leads/{lead.uid}/close/", {"how": "not-needed", "why": ""})
    assert refused.status_code == 422 and "请写一句怎么了解到的" in refused.content.decode()
    client.post(f"/aid/leads/{lead.uid}/note/", {"words": "打过电话，周四再去", "look_on": "2026-11-26"})
    lead.refresh_from_db()
    assert (lead.state, lead.look_on) == (LeadState.SEEN, dt.date(2026, 11, 26))
    close_lead(lead.uid, how="not-needed", why="女儿接去同住", by=shequ)
    report_hardship(family[0].uid, "又有困难", by=shequ)
    assert Lead.objects.count() == 2


def test_leads_weigh_anew_when_a_weight_changes(family: list[Person], shequ: User) -> None:
    told(ILL, family[0], shequ)
    before = Lead.objects.get().score
    ParameterValue.objects.filter(key="aid.lead.ill").update(value=5)
    assert [(one.title, one.number) for one in after_parameter("aid.lead.ill", by="quji", why="改参数")] == [
        ("困难线索的分", 1)
    ]
    assert Lead.objects.get().score == before - 25


def test_another_community_neither_sees_nor_touches_it(
    family: list[Person], shequ: User, user_named: Callable[[str], User], client_as: Callable[[User], Client]
) -> None:
    told(ILL, family[0], shequ)
    Person.objects.filter(pk__in=[one.pk for one in family]).update(living_area=PANFU, hukou_area=PANFU)
    Lead.objects.update(area_code=PANFU)
    lead = Lead.objects.get()
    assert "何丽容" not in page(shequ, client_as, "/aid/leads/")
    assert client_as(shequ).get(f"/aid/leads/{lead.uid}/").status_code == 404
    with pytest.raises(UserError):
        close_lead(lead.uid, how="helped", why="", by=shequ)


def test_everything_a_family_gets_stands_on_one_page(
    family: list[Person], shequ: User, client_as: Callable[[User], Client]
) -> None:
    record_benefits(
        [NewBenefit(family[2].pk, "longevity", dt.date(2022, 2, 1), "seed", monthly=Decimal(100))], by="test"
    )
    said = page(shequ, client_as, f"/aid/households/{Household.objects.get().uid}/")
    assert "长寿保健金" in said and "穗救2024-1" in said
    assert "1,900.00 元" in said, "the household's allowance counts once"
    assert "得到的帮助" in page(shequ, client_as, f"/aid/households/{Household.objects.get().uid}/?print=1")


def test_a_family_registered_here_that_lives_elsewhere_is_the_other_communitys_to_see(
    family: list[Person], shequ: User, client_as: Callable[[User], Client]
) -> None:
    Person.objects.filter(pk__in=[one.pk for one in family]).update(living_area=PANFU)
    answer = client_as(shequ).post(f"/aid/leads/found/{family[0].uid}/", {"words": "家里断了收入"}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/persons/{family[0].uid}/"
    assert "由那里的社区去看" in answer.content.decode()
    assert Lead.objects.get().area_code == PANFU
