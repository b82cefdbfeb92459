"""The person page: what it says, what it costs, who may see it, what it writes down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core import clock
from core.clock import SHANGHAI, travel
from core.models import ReadLog
from residents.models import Benefit, IdentityDocument, MarriageRecord, Person
from residents.services.correct import correct_person
from residents.services.move import Destination, move_home
from tests.support.areas import DEYUANLI, PANFU, SANYANJING
from tests.support.factories import dwelling, household, kin, person

# The committed figure: the whole page, shell and panels included; four of them only the transaction round a test makes.
MOST_STATEMENTS = 25


@pytest.fixture
def widow(areas: None) -> Person:
    """何丽容, with a late husband, a daughter here, a son elsewhere, a long name in the family."""
    home = dwelling()
    who = person("何丽容", birth=dt.date(1955, 3, 12), marital_status="30", home=home, phone="13612342290")
    husband = person(
        "邓国强", birth=dt.date(1952, 3, 1), sex="1", status="deceased", died_on=dt.date(2026, 11, 16), home=home
    )
    daughter = person("邓雅琴", birth=dt.date(1984, 4, 20), home=home)
    son = person("买买提·艾合买提江·阿不都热合曼", birth=dt.date(1981, 6, 21), sex="1", hukou=PANFU, living=PANFU)
    kin(who, husband, "spouse", since=dt.date(1979, 10, 1))
    for child in (daughter, son):
        kin(child, who, "parent")
    household(husband, (who, "12"), (daughter, "30"), home=home)
    return who


def test_a_life_on_one_page(widow: Person, shequ: User, client_as: Callable) -> None:
    html = client_as(shequ).get(f"/persons/{widow.uid}/").content.decode()
    for words in (
        "何丽容",
        "女 · 71 岁 · 丧偶",
        "人户一致",
        "邓国强户",
        "女儿邓雅琴出生",
        "与邓国强结婚",
        "满 80 岁",
        "演示数据",
    ):
        assert words in html
    number = IdentityDocument.objects.get(person=widow).number
    assert number not in html
    assert "13612342290" not in html
    assert "136****2290" in html
    assert "另有 1 位亲属不在你的范围里" in html
    assert "买买提" not in html


def test_it_costs_a_fixed_number_of_statements(numbers: None, widow: Person, shequ: User, client_as: Callable) -> None:
    client = client_as(shequ)
    url = f"/persons/{widow.uid}/"
    # A fact from the desk, so that both times the names of users are asked for.
    correct_person(person_uid=widow.uid, changes={"education": "20"}, reason="看了毕业证", by=shequ)
    client.get(url)
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    for year in range(2001, 2013):
        child = person(f"邓小{year % 10}", birth=dt.date(year, 5, 1))
        kin(child, widow, "parent")
    move_home(person_uids=[widow.uid], to=Destination(DEYUANLI, "德政北路1号"), on=dt.date(2026, 1, 1), by=shequ)
    with CaptureQueriesContext(connection) as many:
        client.get(url)
    assert len(many) <= len(few) <= MOST_STATEMENTS


def test_what_a_duty_keeps_costs_one_statement_and_names_its_source(
    widow: Person, shequ: User, client_as: Callable
) -> None:
    client, url = client_as(shequ), f"/persons/{widow.uid}/"
    client.get(url)
    with CaptureQueriesContext(connection) as without:
        html = client.get(url).content.decode()
    assert "底册里没有登记待遇" in html and "婚姻登记</h2>" not in html
    said = {"recorded_at": clock.now(), "recorded_by": "shequ", "source": "MZ77:9:3"}
    Benefit.objects.create(person=widow, kind="longevity", during=(dt.date(2026, 1, 1), None), **said)
    MarriageRecord.objects.create(person=widow, act="married", as_husband=False, on=dt.date(1979, 10, 1), **said)
    with CaptureQueriesContext(connection) as kept:
        html = client.get(url).content.decode()
    assert html.count("MZ77 批次第 3 行") == 2 and "婚姻登记</h2>" in html
    assert len(kept) == len(without) + 3  # benefits, marriages, and the batch that both name


@pytest.mark.parametrize("page", ["", "correct/", "move/", "hukou/", "place/", "relatives/new/", "looks/"])
def test_out_of_scope_reads_like_missing(page: str, shequ: User, areas: None, client_as: Callable) -> None:
    other = person("陈大文", hukou=PANFU, living=PANFU)
    client = client_as(shequ)
    there = client.get(f"/persons/{other.uid}/{page}")
    nowhere = client.get(f"/persons/00000000-0000-0000-0000-000000000000/{page}")
    assert there.status_code == nowhere.status_code == 404
    assert "陈大文" not in there.content.decode()


def test_who_may_not_edit_sees_no_buttons(widow: Person, jiaoyu: User, admin: User, client_as: Callable) -> None:
    html = client_as(jiaoyu).get(f"/persons/{widow.uid}/").content.decode()
    assert "登记一件事" not in html
    assert "显示全号" not in html
    assert client_as(jiaoyu).get(f"/persons/{widow.uid}/correct/").status_code == 403
    assert client_as(admin).get(f"/persons/{widow.uid}/").status_code == 403


def test_a_category_cuts_the_timeline(widow: Person, shequ: User, client_as: Callable) -> None:
    answer = client_as(shequ).get(f"/persons/{widow.uid}/", {"show": "老人"}, headers={"HX-Request": "true"})
    html = answer.content.decode()
    assert "<html" not in html
    assert "满 60 岁" in html
    assert "与邓国强结婚" not in html


def test_the_dead_have_an_end_and_no_future(widow: Person, shequ: User, client_as: Callable) -> None:
    husband = Person.objects.get(name="邓国强")
    html = client_as(shequ).get(f"/persons/{husband.uid}/").content.decode()
    assert "已故" in html
    assert "终年 74 岁" in html
    assert "登记一件事" not in html
    assert 'class="future"' not in html


def test_opening_is_logged_once_a_day(widow: Person, shequ: User, client_as: Callable) -> None:
    client = client_as(shequ)
    for _ in range(3):
        client.get(f"/persons/{widow.uid}/")
    assert ReadLog.objects.filter(subject_uid=widow.uid, action="view", by=shequ).count() == 1
    assert "近 30 天有 1 次查看本页" in client.get(f"/persons/{widow.uid}/").content.decode()
    html = client.get(f"/persons/{widow.uid}/looks/").content.decode()
    assert "黎敏仪" in html
    assert "打开页面" in html


def reveal(client: Client, who: Person, what: str = "number", reason: str = "核对证件") -> tuple[int, str]:
    answer = client.post(f"/persons/{who.uid}/reveal/{what}/", {"reason": reason})
    return answer.status_code, answer.content.decode()


def test_a_reveal_needs_a_reason_and_is_written_down(widow: Person, shequ: User, client_as: Callable) -> None:
    client = client_as(shequ)
    assert reveal(client, widow, reason="")[0] == 400
    assert ReadLog.objects.filter(action__startswith="reveal").count() == 0
    assert reveal(client, widow) == (200, IdentityDocument.objects.get(person=widow).number)
    log = ReadLog.objects.get(action="reveal-number")
    assert (log.by, log.subject_uid, log.reason, log.subject_label) == (shequ, widow.uid, "核对证件", "何丽容")
    assert client.get(f"/persons/{widow.uid}/reveal/number/").status_code == 405
    assert reveal(client, widow, "bank")[0] == 404


def test_reveals_are_one_at_a_time_and_not_a_list(widow: Person, shequ: User, client_as: Callable) -> None:
    client = client_as(shequ)
    noon = dt.datetime(2026, 11, 23, 10, 0, tzinfo=SHANGHAI)
    with travel(noon):
        assert reveal(client, widow)[0] == 200
        status, words = reveal(client, widow, "phone")
        assert (status, words) == (400, "看得太快了，一次看一个。")
    with travel(noon + dt.timedelta(seconds=5)):
        assert reveal(client, widow, "phone") == (200, "13612342290")
    rows = [ReadLog(at=noon, by=shequ, action="reveal-number", subject_kind="person") for _ in range(60)]
    ReadLog.objects.bulk_create(rows)
    with travel(noon + dt.timedelta(minutes=5)):
        assert "60 次" in reveal(client, widow)[1]
    with travel(noon + dt.timedelta(minutes=70)):
        assert reveal(client_as(shequ), widow)[0] == 200


def test_no_reveal_out_of_scope_or_without_the_right(
    widow: Person, panfu: User, jiaoyu: User, client_as: Callable
) -> None:
    assert reveal(client_as(panfu), widow)[0] == 404
    assert reveal(client_as(jiaoyu), widow)[0] == 403


def test_a_person_is_registered_by_hand(shequ: User, client_as: Callable) -> None:
    client = client_as(shequ)
    assert client.get("/persons/new/").status_code == 200
    data = {
        "name": "欧阳思睿",
        "number": "",
        "living_area": "三眼井社区",
        "living_address": "三眼井直街12号402",
        "hukou_area": SANYANJING,
        "since": "2026-03-01",
        "reason": "看了户口簿",
    }
    wrong = client.post("/persons/new/", data)
    assert wrong.status_code == 422
    assert "没有证号时要填出生日期" in wrong.content.decode()
    done = client.post("/persons/new/", data | {"birth_date": "2019-10-02", "sex": "1"}, follow=True)
    assert "欧阳思睿" in done.content.decode()
    who = Person.objects.get(name="欧阳思睿")
    assert (who.initials, who.given_name, who.living_address) == ("oysr", "思睿", "三眼井直街12号402")


def test_nobody_is_registered_twice(widow: Person, shequ: User, client_as: Callable) -> None:
    number = IdentityDocument.objects.get(person=widow).number
    data = {
        "name": "何丽容",
        "number": number,
        "living_area": "三眼井",
        "hukou_area": "三眼井",
        "since": "2026-03-01",
        "reason": "看了户口簿",
    }
    answer = client_as(shequ).post("/persons/new/", data)
    assert answer.status_code == 422
    assert "底册里已有这个证号" in answer.content.decode()
