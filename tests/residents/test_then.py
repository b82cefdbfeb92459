"""看看那时: a person and a household on a day, by what was known at a moment; and who may look."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.known_at import Moment, this_moment
from residents.models import Household, HouseholdMembership, Person
from residents.selectors.as_of import knowing, people_on
from residents.services.correct import correct_person
from residents.services.merge import merge
from residents.services.move import Destination, move_home, move_hukou
from residents.services.unmerge import undo_merge
from tests.support.areas import DEYUANLI, PANFU, SANYANJING
from tests.support.factories import dwelling, household, kin, person

# The history keeps the time of the transaction, so here each act needs its own.
pytestmark = pytest.mark.django_db(transaction=True)
MOST_STATEMENTS = 25


def at(moment: Moment) -> str:
    return moment.at.replace(tzinfo=None).isoformat()


@pytest.fixture
def walk(areas: None, shequ: User, quji: User) -> dict[str, Any]:
    """何丽蓉 is entered; told in one go that she moved to 德源里 on 1 March; her name is corrected; she moves to 盘福 in June."""
    before = this_moment()
    who = person("何丽蓉", birth=dt.date(1955, 3, 12), home=dwelling(), phone="13612342290")
    daughter = person("邓雅琴", birth=dt.date(1984, 4, 20), home=dwelling())
    kin(daughter, who, "parent")
    household(who, (daughter, "30"), home=dwelling())
    entered = this_moment()
    move_home(person_uids=[who.uid], to=Destination(DEYUANLI, "德政北路1号"), on=dt.date(2026, 3, 1), by=quji)
    moved = this_moment()
    correct_person(person_uid=who.uid, changes={"name": "何丽容"}, reason="看了身份证", by=quji)
    corrected = this_moment()
    move_home(person_uids=[who.uid], to=Destination(PANFU, "盘福路9号"), on=dt.date(2026, 6, 1), by=quji)
    return {
        "who": who, "daughter": daughter, "before": before, "entered": entered, "moved": moved, "corrected": corrected,
        "home": Household.objects.get(),
    }  # fmt: skip


@pytest.fixture
def look(walk: dict[str, Any], client_as: Callable[..., Client], quji: User) -> Callable[..., str]:
    client = client_as(quji)

    def page(**query: str) -> str:
        answer = client.get(f"/persons/{walk['who'].uid}/", query)
        assert answer.status_code == 200
        return answer.content.decode()

    return page


def test_a_life_was_known_step_by_step(walk: dict[str, Any], look: Callable[..., str]) -> None:
    entered = look(on="2026-04-01", known=at(walk["entered"]))
    assert "这是那时的样子" in entered
    assert "何丽蓉" in entered
    assert "德政北路1号" not in entered, "told later, though it was so on that day"
    moved = look(on="2026-04-01", known=at(walk["moved"]))
    assert "何丽蓉" in moved
    assert "德政北路1号" in moved
    assert "资料更正" not in moved
    corrected = look(on="2026-04-01", known=at(walk["corrected"]))
    assert "何丽容" in corrected
    now = look(on="2026-04-01")
    assert "德政北路1号" in now
    assert "盘福路9号" not in now, "on that day it lay ahead"
    assert "按现在知道的" in now
    assert "那个时刻底册里还没有这一条" in look(known=at(walk["before"]))


def test_the_day_counts_ages_the_dead_and_the_family(
    areas: None, shequ: User, client_as: Callable[..., Client]
) -> None:
    who = person("何丽容", birth=dt.date(1955, 3, 12), marital_status="30")
    husband = person("邓国强", birth=dt.date(1952, 3, 1), sex="1", status="deceased", died_on=dt.date(2026, 3, 16))
    kin(who, husband, "spouse", since=dt.date(1979, 10, 1))
    home = household(husband, (who, "12"))
    client = client_as(shequ)
    page = client.get(f"/persons/{husband.uid}/", {"on": "2020-05-01"}).content.decode()
    assert "68 岁" in page
    assert "已故" not in page
    assert "邓国强户 · 2 人" in page
    family = client.get(f"/households/{home.uid}/", {"on": "2020-05-01"}).content.decode()
    assert "那天在户 2 人" in family
    assert f"/persons/{husband.uid}/?on=2020-05-01" in family
    assert "那天这一户还没有成员" in client.get(f"/households/{home.uid}/", {"on": "2009-01-01"}).content.decode()


def test_a_household_keeps_who_belonged(walk: dict[str, Any], client_as: Callable[..., Client], shequ: User) -> None:
    then = this_moment()
    HouseholdMembership.objects.filter(person=walk["daughter"]).delete()
    client, url = client_as(shequ), f"/households/{walk['home'].uid}/"
    assert "那天在户 2 人" in client.get(url, {"known": at(then)}).content.decode()
    assert "那天在户 1 人" in client.get(url, {"on": "2026-04-01"}).content.decode()


def test_nothing_is_done_from_the_past(walk: dict[str, Any], look: Callable[..., str]) -> None:
    page = look(on="2026-04-01", known=at(walk["moved"]))
    for words in ("登记一件事", "显示全号", "更正</a>", "搬家</a>", "13612342290"):
        assert words not in page
    assert "回到现在" in page


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"on": "2999-01-01"}, "还没到"),
        ({"known": "2999-01-01 09:00"}, "还没到这个时刻"),
        ({"on": "那天"}, "看不懂日期"),
    ],
)
def test_what_cannot_be_asked_leads_to_the_present_with_a_word(
    query: dict[str, str], words: str, walk: dict[str, Any], client_as: Callable[..., Client], quji: User
) -> None:
    answer = client_as(quji).get(f"/persons/{walk['who'].uid}/", query, follow=True)
    assert words in answer.content.decode()
    assert "这是那时的样子" not in answer.content.decode()


def test_who_left_is_seen_as_known_then_and_the_new_address_never(
    areas: None, shequ: User, quji: User, client_as: Callable[..., Client]
) -> None:
    who = person("潘慧敏")
    here = this_moment()
    for move in (move_home, move_hukou):
        move(person_uids=[who.uid], to=Destination(PANFU, "盘福路9号"), on=dt.date(2026, 6, 1), by=quji)
    gone = this_moment()
    Person.objects.filter(pk=who.pk).update(note="盘福路的新事")
    client, url = client_as(shequ), f"/persons/{who.uid}/"
    assert client.get(url).status_code == 404
    then = client.get(url, {"on": "2026-05-01", "known": at(here)})
    assert then.status_code == 200
    assert "潘慧敏" in then.content.decode()
    assert "盘福" not in then.content.decode()
    assert client.get(url, {"on": "2026-05-01", "known": at(gone)}).status_code == 404
    assert client.get(url, {"on": "今天"}).status_code == 404
    stranger = person("陈大文", hukou=PANFU, living=PANFU)
    for query in ({"on": "2026-05-01"}, {"known": at(this_moment())}):
        assert client.get(f"/persons/{stranger.uid}/", query).status_code == 404


def test_relatives_outside_are_counted_not_named(areas: None, shequ: User, client_as: Callable[..., Client]) -> None:
    who, son = person("何丽容"), person("买买提", birth=dt.date(2001, 6, 21), hukou=PANFU, living=PANFU)
    kin(son, who, "parent")
    home = household(who, (son, "20"))
    client = client_as(shequ)
    page = client.get(f"/persons/{who.uid}/", {"on": "2026-04-01"}).content.decode()
    assert "买买提" not in page
    assert "另有 1 位亲属不在你的范围里" in page
    family = client.get(f"/households/{home.uid}/", {"on": "2026-04-01"}).content.decode()
    assert "买买提" not in family
    assert "那天在户 1 人" in family


def test_it_costs_a_fixed_number_of_statements(
    walk: dict[str, Any], client_as: Callable[..., Client], shequ: User, quji: User
) -> None:
    client = client_as(quji)
    for url in (f"/persons/{walk['who'].uid}/", f"/households/{walk['home'].uid}/"):
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            client.get(url, {"on": "2026-04-01", "known": at(walk["corrected"])})
        said = [one["sql"][:90] for one in asked if one["sql"] not in ("BEGIN", "COMMIT")]
        assert len(said) <= MOST_STATEMENTS, said


def test_api(walk: dict[str, Any], client_as: Callable[..., Client], quji: User, panfu: User) -> None:
    client, url = client_as(quji), f"/api/v1/persons/{walk['who'].uid}/then/"
    then = client.get(url, {"on": "2026-04-01", "known_at": at(walk["entered"])}).json()
    assert (then["name"], then["living_area"]) == ("何丽蓉", SANYANJING)
    now = client.get(url, {"on": "2026-04-01"}).json()
    assert (now["name"], now["living_address"], now["known_at"]) == ("何丽容", "德政北路1号", None)
    family = client.get(f"/api/v1/households/{walk['home'].uid}/then/", {"on": "2026-01-01"}).json()
    assert {one["name"] for one in family["members"]} == {"何丽容", "邓雅琴"}
    assert client.get(url, {"on": "2999-01-01"}).status_code == 400
    assert client.get(url, {"known_at": at(walk["before"])}).status_code == 404
    other = person("陈大文")
    assert client_as(panfu).get(f"/api/v1/persons/{other.uid}/then/", {"on": "2026-04-01"}).status_code == 404


def test_before_a_merge_there_were_two_and_after_its_undo_again(areas: None, quji: User) -> None:
    kept, lost = person("何丽容", birth=dt.date(1955, 3, 12)), person("何麗容", birth=dt.date(1955, 3, 12), number=None)

    def people(moment: Moment | None) -> list[str]:
        with knowing(moment):
            return sorted(people_on(dt.date(2026, 4, 1)).values_list("name", flat=True))

    apart = this_moment()
    made = merge(keep_uid=kept.uid, lose_uid=lost.uid, by=quji, why="看过户口簿")
    together = this_moment()
    undo_merge(uid=made.uid, by=quji, why="弄错了")
    again = this_moment()
    both = ["何丽容", "何麗容"]
    assert [people(apart), people(together), people(again), people(None)] == [both, ["何丽容"], both, both]
