"""The pages of an election, as the clerk of a community meets them."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from core import clock
from core.models import ReadLog
from lifecycle.domain.electoral_calendar import congress_calendar, decision_until, objections_until
from lifecycle.models import Election, Objection, RollDecision, VoterCard, VoterStanding
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import rosters
from lifecycle.roster.publish import publish
from lifecycle.services.elections import NewElection, hold_election, set_ward
from lifecycle.services.elections_cards import issue_cards
from tests.support import factories as make
from tests.support.areas import PANFU, SANYANJING, YUEXIU

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 12, 20)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def election(quji: Any) -> Election:
    return hold_election(NewElection("congress", "区人大代表选举", YUEXIU, DAY, organ="越秀区选举委员会"), by=quji)


@pytest.fixture
def clerk(client_as: Any, shequ: Any) -> Client:
    return client_as(shequ)


def test_the_calendar_of_the_law() -> None:
    days = {one.key: one.day.isoformat() for one in congress_calendar(dt.date(2026, 11, 10))}
    assert days == {
        "list": "2026-10-21",
        "first-candidates": "2026-10-26",
        "candidates": "2026-11-03",
        "suit": "2026-11-05",
        "day": "2026-11-10",
    }
    assert objections_until(dt.date(2026, 10, 21)) == dt.date(2026, 10, 26)
    assert decision_until(dt.date(2026, 10, 24)) == dt.date(2026, 10, 27)


def test_the_clerk_reads_the_election_but_does_not_run_it(
    election: Election, clerk: Client, client_as: Any, quji: Any
) -> None:
    assert "区人大代表选举" in clerk.get("/elections/").content.decode()
    page = clerk.get(f"/elections/{election.uid}/").content.decode()
    assert "2026-11-30" in page and "三眼井社区" in page
    assert clerk.post(f"/elections/{election.uid}/step/", {"step": "posted_on", "on": "2026-11-20"}).status_code == 302
    election.refresh_from_db()
    assert election.posted_on is None
    client_as(quji).post(f"/elections/{election.uid}/step/", {"step": "posted_on", "on": "2026-11-20"})
    page = clerk.get(f"/elections/{election.uid}/").content.decode()
    assert "第 5 日" in page and "11-25" in page


def test_each_number_of_the_proof_opens_its_names(election: Election, clerk: Client) -> None:
    make.person("在册的人")
    make.person("外地户籍的人", hukou="430422")
    make.person("盘福的人", hukou=PANFU, living=PANFU)
    card = clerk.get(f"/elections/{election.uid}/proof/?part=1", headers=HTMX).content.decode()
    assert "<html" not in card and "2 名成年人，1 在册，1 不在册" in card
    page = clerk.get(f"/elections/{election.uid}/proof/").content.decode()
    assert "户籍在别处" in page
    names = clerk.get(f"/elections/{election.uid}/people/?v=elsewhere").content.decode()
    assert "外地户籍的人" in names and "没有资格证明" in names and "盘福的人" not in names
    for paper in ("proof/print/", "posted/", "supplement/", "cards/print/"):
        assert clerk.get(f"/elections/{election.uid}/{paper}").status_code == 200
    for check in ("missing", "of-age", "moved-in", "not-transferred", "twice", "dead"):
        assert clerk.get(f"/elections/{election.uid}/people/?check={check}").status_code == 200


def test_the_posted_list_says_name_sex_and_age(election: Election, clerk: Client, quji: Any) -> None:
    home = make.dwelling()
    voter = make.person("张贴的人", home=home, phone="13800001234", number="440199198503050269")
    set_ward(election.uid, number="012", name="三眼井", seats=1, parts=[SANYANJING], by=quji)
    page = clerk.get(f"/elections/{election.uid}/posted/").content.decode()
    assert "第 012 选区" in page and voter.name in page and ">41<" in page
    for hidden in ("0269", "1234", home.address, "1985"):
        assert hidden not in page


def test_a_document_takes_off_the_roll_and_lies_sealed(election: Election, clerk: Client, shequ: Any) -> None:
    person = make.person("被剥权的人")
    said = {
        "kind": "4",
        "organ": "越秀区人民法院",
        "document": "（2025）粤0104刑初77号",
        "since": "2025-01-01",
        "until": "",
    }
    assert clerk.post(f"/elections/person/{person.uid}/standing/", said).status_code == 302
    with connection.cursor() as cursor:
        cursor.execute("SELECT document FROM lifecycle_voterstanding")
        assert "刑初77号".encode() not in bytes(cursor.fetchone()[0])
    removed = clerk.get(f"/elections/{election.uid}/people/?removed=1").content.decode()
    assert "被剥权的人" in removed and "越秀区人民法院" in removed and "刑初77号" not in removed
    page = clerk.get(f"/elections/person/{person.uid}/").content.decode()
    assert "刑初77号" not in page and "不在册" in page
    row = VoterStanding.objects.get()
    shown = clerk.post(f"/elections/person/{person.uid}/standing/{row.uid}/", follow=True).content.decode()
    assert "刑初77号" in shown
    assert ReadLog.objects.filter(action="reveal-standing").count() == 1


def test_the_bureau_of_education_sees_no_electoral_roll(election: Election, client_as: Any, jiaoyu: Any) -> None:
    office = client_as(jiaoyu)
    assert office.get("/elections/").status_code == 403
    assert office.get(f"/rosters/voters/?as_of={DAY}").status_code == 404
    assert "选民" not in office.get("/rosters/").content.decode()
    assert office.get(f"/api/v1/rosters/voters/entries/?as_of={DAY}").status_code == 404


def test_an_objection_that_is_upheld_makes_a_supplement(election: Election, clerk: Client, shequ: Any) -> None:
    make.person("在册的人")
    left_out = make.person("漏登的人", hukou="430422")
    context = open_context(rosters["voters"], area=SANYANJING, as_of=DAY)
    publish(rosters["voters"], context, by=shequ)
    today = clock.today().isoformat()
    said = {
        "person": left_out.name,
        "kind": "omitted",
        "by_name": "本人",
        "words": "一直在这里住",
        "received_on": today,
    }
    assert clerk.post(f"/elections/{election.uid}/objections/new/", said).status_code == 302
    row = Objection.objects.get()
    assert "还有 3 天" in clerk.get(f"/elections/{election.uid}/objections/").content.decode()
    decided = {"outcome": "upheld", "decision": "补登", "decided_on": today, "ruling": "list"}
    url = f"/elections/{election.uid}/objections/{row.uid}/decide/"
    assert clerk.post(url, decided).status_code == 422, "a decision names its organ and document"
    decided |= {"organ": "越秀区选举委员会", "document": "越选〔2026〕3号"}
    assert clerk.post(url, decided).status_code == 302
    assert RollDecision.objects.get().ruling == "list"
    second = publish(rosters["voters"], context, by=shequ)
    assert (second.number, second.rows) == (2, 2)
    change = second.changes.get()
    assert (change.kind, change.name, change.explained) == ("added", "漏登的人", True)
    notice = clerk.get(f"/elections/{election.uid}/supplement/").content.decode()
    assert "漏登的人" in notice and "补登" in notice


def test_an_objection_before_posting_or_too_late_is_refused(election: Election, clerk: Client, quji: Any) -> None:
    person = make.person("来晚的人")
    said = {
        "person": person.name,
        "kind": "wrong",
        "by_name": "某人",
        "words": "不该有",
        "received_on": clock.today().isoformat(),
    }
    url = f"/elections/{election.uid}/objections/new/"
    assert "还没有公布" in clerk.post(url, said).content.decode()
    Election.objects.update(posted_on=clock.today() - dt.timedelta(days=6))
    assert "五日内" in clerk.post(url, said).content.decode()


def test_cards_are_numbered_by_ward_and_handed_out(election: Election, clerk: Client, shequ: Any, quji: Any) -> None:
    people = [make.person(f"选民{number}") for number in range(3)]
    set_ward(election.uid, number="012", name="三眼井", seats=2, parts=[SANYANJING], by=quji)
    assert clerk.post(f"/elections/{election.uid}/cards/issue/").status_code == 302
    assert list(VoterCard.objects.order_by("number").values_list("number", flat=True)) == [
        "012-00001",
        "012-00002",
        "012-00003",
    ]
    assert issue_cards(election.uid, area=SANYANJING, on=clock.today(), by=shequ) == 0
    sheet = clerk.get(f"/elections/{election.uid}/cards/print/").content.decode()
    assert "012-00003" in sheet and "41 岁" in sheet
    clerk.post(f"/elections/{election.uid}/cards/give/", {"card": ["012-00001", "012-00002"], "receiver": "何丽容"})
    assert VoterCard.objects.filter(receiver="何丽容").count() == 2
    make.Residence.objects.filter(person=people[0]).update(area_code="440106")
    clerk.post(f"/elections/{election.uid}/cards/issue/")
    assert VoterCard.objects.exclude(void_on=None).get().person_id == people[0].pk


def test_forms_and_books_open(election: Election, clerk: Client, client_as: Any, quji: Any) -> None:
    office = client_as(quji)
    for path in ("", "wards/", "wards/new/", "certificates/", "certificates/new/", "objections/", "proxies/", "cards/"):
        assert office.get(f"/elections/{election.uid}/{path}").status_code == 200, path
    for path in ("certificates/new/", "objections/new/", "proxies/new/", "candidates/new/"):
        assert clerk.get(f"/elections/{election.uid}/{path}").status_code == 200, path
    assert office.post(f"/elections/{election.uid}/wards/by-community/").status_code == 302
    assert election.wards.count() == 3
    said = {"kind": "committee", "title": "三眼井换届", "area": SANYANJING, "day": "2026-12-27", "form": "households"}
    made = clerk.post("/elections/new/", said)
    assert made.status_code == 302
    page = clerk.get(made.url + "declare/").content.decode()
    assert "都问到了" in page
    person = make.person("要登记的人")
    assert "要登记的人" in clerk.get(made.url + "declare/").content.decode()
    clerk.post(made.url + "declare/many/", {"person": [str(person.uid)], "willing": "yes"})
    assert "都问到了" in clerk.get(made.url + "declare/").content.decode()
    assert clerk.get(f"/elections/person/{person.uid}/?part=1", headers=HTMX).content.decode().count("在册") >= 1
    assert "panel-election" in clerk.get(f"/persons/{person.uid}/").content.decode()
