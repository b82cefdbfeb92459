"""Joining, leaving, a new head, a split; and who is whose relative."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from accounts.models import User
from core.errors import NotFound, UserError
from core.event_log import events_of
from residents.models import Household, HouseholdMembership, Kinship
from residents.services.member import add_member, change_head, remove_member, split_household
from residents.services.relatives import add_relative, end_relative
from tests.support.areas import PANFU
from tests.support.factories import household, kin, person

DAY = dt.date(2026, 5, 20)


@pytest.fixture
def family(areas: None) -> tuple[Household, dict]:
    """邓国强户: head, wife, son, daughter-in-law, grandson."""
    people = {
        "head": person("邓国强", birth=dt.date(1952, 3, 1), sex="1"),
        "wife": person("何丽容", birth=dt.date(1955, 3, 12)),
        "son": person("邓志明", birth=dt.date(1981, 6, 21), sex="1"),
        "in_law": person("周静雯", birth=dt.date(1983, 2, 2)),
        "grandson": person("邓梓谦", birth=dt.date(2012, 4, 1), sex="1"),
    }
    relations = {"wife": "12", "son": "20", "in_law": "38", "grandson": "41"}
    row = household(people["head"], *((people[key], relation) for key, relation in relations.items()))
    return row, people


def now(row: Household) -> dict[str, str]:
    rows = HouseholdMembership.objects.filter(household=row, during__upper_inf=True).select_related("person")
    return {membership.person.name: membership.relation for membership in rows}


def test_a_newcomer_leaves_the_former_household(shequ: User, family: tuple) -> None:
    row, _ = family
    cousin = person("陈大文", sex="1")
    other = household(cousin)
    add_member(household_uid=row.uid, person_uid=cousin.uid, relation="97", on=DAY, by=shequ, why="投靠亲属")
    assert now(row)["陈大文"] == "97"
    assert now(other) == {}
    other.refresh_from_db()
    assert not other.head_confirmed
    assert events_of(cousin.pk)[0].kind == "household.changed"


def test_leaving_ends_the_stay_and_a_gone_head_opens_the_question(shequ: User, family: tuple) -> None:
    row, people = family
    remove_member(household_uid=row.uid, person_uid=people["head"].uid, on=DAY, by=shequ)
    row.refresh_from_db()
    assert "邓国强" not in now(row)
    assert not row.head_confirmed
    stay = HouseholdMembership.objects.get(household=row, person=people["head"])
    assert stay.during.upper == DAY


def test_a_new_head_gives_everybody_a_new_relation(shequ: User, family: tuple) -> None:
    row, people = family
    relations = {
        people["head"].uid: "51",
        people["wife"].uid: "52",
        people["in_law"].uid: "12",
        people["grandson"].uid: "20",
    }
    change_head(household_uid=row.uid, head_uid=people["son"].uid, relations=relations, on=DAY, by=shequ)
    row.refresh_from_db()
    assert row.head == people["son"]
    assert now(row) == {"邓志明": "02", "邓国强": "51", "何丽容": "52", "周静雯": "12", "邓梓谦": "20"}
    past = HouseholdMembership.objects.get(household=row, person=people["head"], during__upper_inf=False)
    assert (past.relation, past.during.upper) == ("02", DAY)
    assert {event.role for event in events_of(people["son"].pk)} == {"head"}


def test_a_relation_must_be_said_and_fit_the_sex(shequ: User, family: tuple) -> None:
    row, people = family
    some = {
        people["head"].uid: "51",
        people["wife"].uid: "51",
        people["in_law"].uid: "12",
        people["grandson"].uid: "20",
    }
    with pytest.raises(UserError, match="何丽容是女性"):
        change_head(household_uid=row.uid, head_uid=people["son"].uid, relations=some, on=DAY, by=shequ)
    with pytest.raises(UserError, match="请选"):
        change_head(household_uid=row.uid, head_uid=people["son"].uid, relations={}, on=DAY, by=shequ)
    assert now(row)["邓国强"] == "02"


def test_a_couple_founds_a_household_of_its_own(shequ: User, family: tuple) -> None:
    row, people = family
    uid = split_household(
        household_uid=row.uid,
        number="99001",
        head_uid=people["son"].uid,
        relations={people["in_law"].uid: "12", people["grandson"].uid: "20"},
        on=DAY,
        by=shequ,
    )
    new = Household.objects.get(uid=uid)
    assert now(new) == {"邓志明": "02", "周静雯": "12", "邓梓谦": "20"}
    assert set(now(row)) == {"邓国强", "何丽容"}
    assert (new.area_code, new.opened_on, new.head) == (row.area_code, DAY, people["son"])
    with pytest.raises(UserError, match="已经有了"):
        split_household(
            household_uid=row.uid, number="99001", head_uid=people["wife"].uid, relations={}, on=DAY, by=shequ
        )


def test_another_community_may_not_touch_it(panfu: User, family: tuple) -> None:
    row, people = family
    with pytest.raises(NotFound):
        remove_member(household_uid=row.uid, person_uid=people["son"].uid, on=DAY, by=panfu)


def test_kinship_is_written_with_its_mirror_and_ends_with_it(shequ: User) -> None:
    mother, child = person("何丽容", birth=dt.date(1985, 3, 5)), person("何小宝", birth=dt.date(2015, 1, 1), sex="1")
    add_relative(person_uid=child.uid, relative_uid=mother.uid, kind="parent", since=None, by=shequ)
    links = {(row.person_id, row.kind, row.during.lower) for row in Kinship.objects.all()}
    assert links == {(child.pk, "parent", dt.date(2015, 1, 1)), (mother.pk, "child", dt.date(2015, 1, 1))}
    link = Kinship.objects.get(person=child)
    end_relative(person_uid=child.uid, link=link.pk, on=DAY, by=shequ, why="登记有误")
    assert {row.during.upper for row in Kinship.objects.all()} == {DAY}


@pytest.mark.parametrize(
    ("kind", "birth", "since", "words"),
    [
        ("parent", dt.date(2010, 1, 1), None, "只有"),
        ("spouse", dt.date(2008, 1, 1), DAY, "法定婚龄"),
        ("guardian", dt.date(1980, 1, 1), None, "从哪一天起"),
    ],
)
def test_impossible_kin_is_refused(shequ: User, kind: str, birth: dt.date, since: dt.date | None, words: str) -> None:
    who, other = person("何小宝", birth=dt.date(2015, 1, 1), sex="1"), person("何丽容", birth=birth)
    with pytest.raises(UserError, match=words):
        add_relative(person_uid=who.uid, relative_uid=other.uid, kind=kind, since=since, by=shequ)


def test_the_pages_of_a_household(shequ: User, panfu: User, family: tuple, client_as: Callable) -> None:
    row, people = family
    kin(people["head"], people["wife"], "spouse", since=dt.date(1979, 10, 1))
    kin(people["son"], people["head"], "parent")
    client = client_as(shequ)
    html = client.get(f"/households/{row.uid}/").content.decode()
    assert "邓国强户" in html
    assert "看哪一天" in html
    assert 'class="stays"' in html
    for act in ("join", "leave", "head", "split"):
        assert client.get(f"/households/{row.uid}/{act}/").status_code == 200
    data = {"head": str(people["wife"].uid), "on": DAY.isoformat()}
    wrong = client.post(f"/households/{row.uid}/head/", data)
    assert wrong.status_code == 422
    said = {
        f"relation-{people[key].uid}": code
        for key, code in {"head": "11", "son": "20", "in_law": "38", "grandson": "41"}.items()
    }
    assert client.post(f"/households/{row.uid}/head/", data | said).status_code == 302
    assert now(row)["何丽容"] == "02"
    assert client_as(panfu).get(f"/households/{row.uid}/").status_code == 404


def test_a_household_is_seen_where_a_member_lives(panfu: User, client_as: Callable) -> None:
    head = person("邓国强", sex="1")
    away = person("邓志明", sex="1", living=PANFU)
    row = household(head, (away, "20"))
    html = client_as(panfu).get(f"/households/{row.uid}/").content.decode()
    assert "邓志明" in html
    assert "邓国强" not in html
