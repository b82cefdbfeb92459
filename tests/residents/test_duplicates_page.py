"""待核对 on screen: the queue, two records side by side, the decision, and the way back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from accounts.services.tokens import issue_token
from core import clock
from residents.models import Likeness, Merge, Person
from tests.support import factories
from tests.support.areas import DEYUANLI, SANYANJING

pytestmark = pytest.mark.django_db
BIRTH = dt.date(1991, 4, 6)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    cache.clear()


def likeness(left: Person, right: Person, **fields: Any) -> Likeness:
    """A pair as find_duplicates writes it."""
    said = {"score": 90, "verdict": "possible", "signs": [], "facts": "x", "source": "duplicates"}
    return Likeness.objects.create(left=left, right=right, found_at=clock.now(), **(said | fields))


@pytest.fixture
def pair(areas: None) -> Likeness:
    left = factories.person("谭晓玥", birth=BIRTH, phone="13900005142")
    right = factories.person("谭晓月", birth=BIRTH, number=None)
    mother = factories.person("冯少芬", birth=dt.date(1965, 1, 1))
    for child in (left, right):
        factories.kin(child, mother, "parent")
    return likeness(left, right, signs=[{"key": "name_sound", "speaks_for": True, "text": "姓名同音", "weight": 6.9}])


def test_the_queue_lists_pairs_and_the_side_bar_counts_them(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User
) -> None:
    page = client_as(shequ).get("/duplicates/").content.decode()
    assert "谭晓玥" in page and "谭晓月" in page and "姓名同音" in page
    assert '待核对<span class="n">1</span>' in page


def test_side_by_side_with_both_consequences_first(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User
) -> None:
    page = client_as(shequ).get(f"/duplicates/{pair.uid}/").content.decode()
    assert "谭晓<u>玥</u>" in page and "谭晓<u>月</u>" in page and "同音，字不同" in page
    assert "第 1 件，共 1 件" in page and "都连到冯少芬" in page and "只有左边有" in page
    assert "姓名用「谭晓玥」" in page and "「谭晓月」记为曾用名" in page and "随时可以撤销" in page
    assert "两条都留着" in page and pair.left.number_last4 in page
    assert page.index("如果是同一个人") < page.index("是同一个人，合并")


def test_the_other_record_may_be_the_one_that_stays(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User
) -> None:
    browser = client_as(shequ)
    page = browser.get(f"/duplicates/{pair.uid}/?keep=right").content.decode()
    assert "后来的一条 · 保留" in page
    browser.post(f"/duplicates/{pair.uid}/", {"decision": "merge", "keep": "right"})
    assert Merge.objects.get().kept_id == pair.right_id


def test_merged_undone_and_back_in_the_queue(pair: Likeness, client_as: Callable[[User], Client], shequ: User) -> None:
    browser = client_as(shequ)
    done = browser.post(
        f"/duplicates/{pair.uid}/", {"decision": "merge", "why": "看过户口簿", "keep": "left"}, follow=True
    )
    merge = Merge.objects.get()
    assert done.redirect_chain[-1][0] == f"/merges/{merge.uid}/"
    page = done.content.decode()
    assert "「谭晓月」并入「谭晓玥」" in page and "看过户口簿" in page and "撤销这次合并" in page
    assert "恢复成合并前的样子" in page
    old = browser.get(f"/persons/{pair.right.uid}/", follow=True)
    assert old.redirect_chain == [(f"/persons/{pair.left.uid}/", 302)]
    assert "已并入「谭晓玥」" in old.content.decode()
    assert "合并，可撤销" in old.content.decode() and f"/merges/{merge.uid}/" in old.content.decode()
    assert "没有要核对的" in browser.get("/duplicates/").content.decode()
    assert browser.get(f"/duplicates/{pair.uid}/").url == f"/merges/{merge.uid}/"
    undone = browser.post(f"/merges/{merge.uid}/", {"why": "看错了"}, follow=True).content.decode()
    assert "已撤销，两条记录各归各" in undone and "撤销时做了什么" in undone
    assert "谭晓月" in browser.get(f"/persons/{pair.right.uid}/").content.decode()
    assert "先放着" in browser.get("/duplicates/").content.decode()


def test_two_numbers_are_chosen_on_the_page(areas: None, client_as: Callable[[User], Client], shequ: User) -> None:
    left, right = factories.person("谭晓玥", birth=BIRTH), factories.person("谭晓月", birth=BIRTH)
    pair = likeness(left, right)
    browser = client_as(shequ)
    refused = browser.post(f"/duplicates/{pair.uid}/", {"decision": "merge", "why": "看过户口簿"})
    assert refused.status_code == 422 and "请选留用哪一个" in refused.content.decode()
    assert 'value="看过户口簿"' in refused.content.decode(), "nothing typed is lost"
    browser.post(f"/duplicates/{pair.uid}/", {"decision": "merge", "number": "right"})
    left.refresh_from_db()
    assert left.number_last4 == right.number_last4


def test_set_apart_and_put_off_lead_to_the_next(areas: None, client_as: Callable[[User], Client], shequ: User) -> None:
    people = [factories.person(f"谭晓{one}", birth=BIRTH, number=None) for one in "玥月悦"]
    first, second = likeness(people[0], people[1], score=95), likeness(people[0], people[2], score=90)
    browser = client_as(shequ)
    assert browser.post(f"/duplicates/{first.uid}/", {"decision": "later"}).url == f"/duplicates/{second.uid}/"
    # What was put off comes last, and comes back.
    apart = browser.post(f"/duplicates/{second.uid}/", {"decision": "apart", "why": "姐妹"})
    assert apart.url == f"/duplicates/{first.uid}/"
    assert "姐妹" in browser.get("/duplicates/?show=apart").content.decode()
    assert "第 1 件，共 1 件" in browser.get(f"/duplicates/{first.uid}/").content.decode()


def test_from_a_person_to_another_record_found_by_name(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User
) -> None:
    browser = client_as(shequ)
    url = f"/persons/{pair.right.uid}/merge/"
    assert url in browser.get(f"/persons/{pair.right.uid}/").content.decode()
    assert browser.post(url, {"other": "谭晓月"}).status_code == 422
    found = browser.post(url, {"other": "谭晓玥"})
    assert found.url == f"{url}?with={pair.left.uid}"
    assert "是不是同一个人" in browser.get(found.url).content.decode()
    browser.post(found.url, {"decision": "merge"})
    assert Merge.objects.get().kept_id == pair.left_id


def test_what_forbids_is_said_and_the_button_is_off(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User
) -> None:
    factories.kin(pair.left, pair.right, "spouse", since=dt.date(2015, 1, 1))
    browser = client_as(shequ)
    page = browser.get(f"/duplicates/{pair.uid}/").content.decode()
    assert "不能合并" in page and 'value="merge" disabled' in page
    assert browser.post(f"/duplicates/{pair.uid}/", {"decision": "merge"}).status_code == 422


def test_over_the_wall_there_is_no_pair(
    pair: Likeness, client_as: Callable[[User], Client], shequ: User, panfu: User, jiaoyu: User, jiedao: User
) -> None:
    url = f"/duplicates/{pair.uid}/"
    assert client_as(panfu).get(url).status_code == 404
    assert "谭晓" not in client_as(panfu).get("/duplicates/").content.decode()
    assert client_as(jiaoyu).get("/duplicates/").status_code == 403
    client_as(shequ).post(url, {"decision": "merge"})
    merge = Merge.objects.get()
    assert client_as(panfu).get(f"/merges/{merge.uid}/").status_code == 404
    assert client_as(jiedao).get(f"/merges/{merge.uid}/").status_code == 200


def test_a_pair_across_communities_is_the_streets(
    areas: None, client_as: Callable[[User], Client], shequ: User, jiedao: User
) -> None:
    left = factories.person("谭晓玥", birth=BIRTH, living=DEYUANLI)
    right = factories.person("谭晓月", birth=BIRTH, number=None, living=SANYANJING)
    pair = likeness(left, right)
    page = client_as(shequ).get(f"/duplicates/{pair.uid}/").content.decode()
    assert "德源里" in page and 'value="merge" disabled' in page
    assert client_as(jiedao).post(f"/duplicates/{pair.uid}/", {"decision": "merge"}).status_code == 302


def test_the_api_answers_with_the_survivor(pair: Likeness, client_as: Callable[[User], Client], shequ: User) -> None:
    client_as(shequ).post(f"/duplicates/{pair.uid}/", {"decision": "merge"})
    api = Client(headers={"Authorization": f"Bearer {issue_token(shequ)}"})
    for path in ("", "timeline/"):
        assert api.get(f"/api/v1/persons/{pair.right.uid}/{path}").status_code == 200
    assert api.get(f"/api/v1/persons/{pair.right.uid}/").json()["uid"] == str(pair.left.uid)
    kinds = {item["kind"] for item in api.get(f"/api/v1/persons/{pair.left.uid}/timeline/").json()["results"]}
    assert "person.merged" in kinds
    listed = [row["uid"] for row in api.get("/api/v1/persons/").json()["results"]]
    assert str(pair.right.uid) not in listed


def test_a_program_asks_first_merges_once_and_takes_back(pair: Likeness, shequ: User, panfu: User) -> None:
    headers = {"Authorization": f"Bearer {issue_token(shequ)}"}
    api, stranger = Client(headers=headers), Client(headers={"Authorization": f"Bearer {issue_token(panfu)}"})
    said = {"keep": str(pair.left.uid), "lose": str(pair.right.uid)}
    asked = api.get("/api/v1/merges/", said).json()
    assert "随时可以撤销，撤销后两条各归各" in asked["if_same"] and asked["conflicts"] == []
    assert stranger.get("/api/v1/merges/", said).status_code == 404
    key = {"HTTP_IDEMPOTENCY_KEY": "once"}
    made = [api.post("/api/v1/merges/", said, content_type="application/json", **key) for _ in range(2)]
    assert [answer.status_code for answer in made] == [201, 201] and Merge.objects.count() == 1
    url = f"/api/v1/merges/{made[0].json()['uid']}/"
    assert api.get(url).json()["lost"] == str(pair.right.uid) and stranger.get(url).status_code == 404
    assert api.post(f"{url}undo/", {}, content_type="application/json").status_code == 400
    undone = api.post(f"{url}undo/", {"why": "看错了"}, content_type="application/json").json()
    assert undone["undone_by"] == "shequ" and undone["left"]
    assert api.post("/api/v1/merges/", {"keep": "x"}, content_type="application/json").status_code == 400
