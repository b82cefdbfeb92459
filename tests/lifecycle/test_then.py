"""看看那时: a roster of a day, as it was known at a moment, and what was learned since."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from core.errors import Conflict
from core.known_at import Moment, this_moment
from core.models import ExportRecord
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.export import export
from lifecycle.roster.publish import publish
from residents.models import Person
from residents.services.correct import correct_person
from residents.services.move import Destination, move_home
from tests.support import factories as make
from tests.support.areas import DEYUANLI, SANYANJING

# The history keeps the time of the transaction, so here each act needs its own.
pytestmark = pytest.mark.django_db(transaction=True)
BORN = dt.date(2020, 3, 17)
DAY = dt.date(2026, 8, 31)


@pytest.fixture
def clerk(numbers: None, client_as: Any, shequ: Any) -> Client:
    return client_as(shequ)


@pytest.fixture
def story(numbers: None, shequ: Any, quji: Any) -> dict[str, Any]:
    """Two children known; then one is found to be a year older, one to have moved away in July, and a third is entered."""
    corrected = make.person("罗欣怡", birth=BORN, hukou=None)
    moved = make.person("冯雨桐", birth=dt.date(2020, 7, 11), hukou="430422")
    then = this_moment()
    correct_person(
        person_uid=corrected.uid, changes={"birth_date": BORN.replace(year=2019), "number": ""}, reason="看了出生证", by=shequ
    )  # fmt: skip
    move_home(person_uids=[moved.uid], to=Destination(DEYUANLI, "德政北路1号"), on=dt.date(2026, 7, 1), by=quji)
    late = make.person("后来的孩子", birth=BORN)
    return {"then": then, "corrected": corrected, "moved": moved, "late": late}


def text_of(moment: Moment) -> str:
    return moment.at.replace(tzinfo=None).isoformat()


def url(page: str, story: dict[str, Any], **more: str) -> str:
    query = {"area": SANYANJING, "as_of": DAY.isoformat(), "known_at": text_of(story["then"]), **more}
    return f"/rosters/school-age/{page}?" + "&".join(f"{key}={value}" for key, value in query.items())


def test_the_page_stands_in_the_past_and_says_so(clerk: Client, story: dict[str, Any]) -> None:
    page = clerk.get(url("", story)).content.decode()
    for words in (
        "这是那时的名册",
        "以 <time>2026-08-31</time> 为准",
        "当时底册里有的",
        "回到现在",
        "罗欣怡",
        "冯雨桐",
    ):
        assert words in page
    assert "后来的孩子" not in page
    assert "发布第" not in page
    now = clerk.get(f"/rosters/school-age/?area={SANYANJING}&as_of=2026-08-31").content.decode()
    assert "看看那时" in now
    assert "这是那时的名册" not in now
    assert [name in now for name in ("罗欣怡", "冯雨桐", "后来的孩子")] == [False, False, True]


def test_what_was_learned_since_has_names_and_reasons(clerk: Client, story: dict[str, Any]) -> None:
    bar = clerk.get(url("learned/", story), headers={"HX-Request": "true"}).content.decode()
    assert "那时 2 人" in bar
    assert "+1 增" in bar
    assert "−2 减" in bar
    page = clerk.get(url("learned/", story)).content.decode()
    for words in ("后来才知道的", "罗欣怡", "冯雨桐", "后来的孩子", "2019-03-17 出生，归 2025 年", "2026-07-01"):
        assert words in page
    assert "德政北路" not in page, "where somebody who left lives now is not the clerk's to know"


def test_why_is_answered_by_what_was_known(clerk: Client, story: dict[str, Any]) -> None:
    person = story["corrected"].uid
    then = clerk.get(url(f"why/{person}/", story)).content.decode()
    now = clerk.get(f"/rosters/school-age/why/{person}/?as_of=2026-08-31").content.decode()
    assert "罗欣怡为什么在名册上" in then
    assert "罗欣怡为什么不在名册上" in now
    assert clerk.get(url(f"why/{story['late'].uid}/", story)).status_code == 404


def test_the_api_and_the_commands_take_both(
    clerk: Client, story: dict[str, Any], shequ: Any, tmp_path: Path, capsys: Any
) -> None:
    query = {"area": SANYANJING, "as_of": "2026-08-31", "known_at": text_of(story["then"])}
    entries = clerk.get("/api/v1/rosters/school-age/entries/", query).json()["results"]
    assert {entry["values"]["name"] for entry in entries} == {"罗欣怡", "冯雨桐"}
    person = str(story["corrected"].uid)
    assert clerk.get("/api/v1/rosters/school-age/explain/", query | {"person": person}).json()["member"] is True
    del query["known_at"]
    assert clerk.get("/api/v1/rosters/school-age/explain/", query | {"person": person}).json()["member"] is False
    ahead = query | {"known_at": "2999-01-01T00:00"}
    assert clerk.get("/api/v1/rosters/school-age/entries/", ahead).status_code == 400
    number = make.id_number(BORN)
    Person.objects.filter(pk=story["late"].pk).update(note="x")
    asked = ["school-age", "--number", number, "--as-of", "2026-08-31", "--by", "shequ"]
    with pytest.raises(CommandError, match="没有这个人"):
        call_command("explain", *asked, "--known-at", text_of(story["then"]))
    out = ["--out", str(tmp_path / "a.csv"), "--area", SANYANJING, "--as-of", "2026-08-31", "--by", "shequ"]
    call_command("export_roster", "school-age", *out, "--known-at", text_of(story["then"]))
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["rows"] == 2


def test_a_moment_that_cannot_be_asked_about_is_said_on_the_page(clerk: Client, story: dict[str, Any]) -> None:
    page = clerk.get(url("", story, known_at="2999-01-01")).content.decode()
    assert "还没到这个时刻" in page
    assert "这是那时的名册" not in page


def exported(roster: Roster, context: Context, by: Any, path: Path, **wanted: Any) -> Any:
    wanted = {"form": "official", "file_format": "xlsx", "purpose": "报区教育局", "full": True, **wanted}
    return export(roster, context, by=by, path=path, **wanted)


def test_the_same_question_gives_the_same_bytes_whatever_came_after(
    story: dict[str, Any], school_age: Roster, asked: Any, shequ: Any, quji: Any, tmp_path: Path
) -> None:
    then = Context(**{**vars(asked()), "known_at": story["then"]})
    first = exported(school_age, then, shequ, tmp_path / "1.xlsx")
    assert exported(school_age, then, shequ, tmp_path / "2.xlsx").sha256 == first.sha256
    now = exported(school_age, asked(), shequ, tmp_path / "3.csv", file_format="csv")
    assert exported(school_age, asked(), shequ, tmp_path / "4.csv", file_format="csv").sha256 == now.sha256
    Person.objects.all().update(name="都改了", note="x")
    move_home(person_uids=[story["late"].uid], to=Destination(DEYUANLI, "德政北路1号"), on=dt.date(2026, 8, 1), by=quji)
    assert exported(school_age, then, shequ, tmp_path / "5.xlsx").sha256 == first.sha256
    assert exported(school_age, asked(), shequ, tmp_path / "6.csv", file_format="csv").sha256 != now.sha256


def test_a_registered_file_is_made_again_from_its_row(clerk: Client, story: dict[str, Any], shequ: Any) -> None:
    form = {"area": SANYANJING, "as_of": "2026-08-31", "form": "official", "numbers": "full", "format": "xlsx"}
    taken = b"".join(clerk.post("/rosters/school-age/export/", {**form, "purpose": "报区教育局"}).streaming_content)
    record = ExportRecord.objects.get()
    Person.objects.all().update(name="都改了")
    pane = clerk.get(f"/rosters/school-age/export/?area={SANYANJING}&as_of=2026-08-31").content.decode()
    assert "再做一份" in pane
    assert record.sha256[:8] in pane
    again = clerk.post(f"/rosters/files/{record.uid}/again/", {"purpose": "原件丢了"})
    assert b"".join(again.streaming_content) == taken
    copy = ExportRecord.objects.latest("pk")
    assert (copy.sha256, copy.purpose, copy.params["again"]) == (record.sha256, "原件丢了", str(record.uid))


def test_nobody_else_makes_it_again(
    clerk: Client, story: dict[str, Any], client_as: Any, panfu: Any, jiaoyu: Any
) -> None:
    form = {"area": SANYANJING, "as_of": "2026-08-31", "form": "official", "numbers": "full", "format": "csv"}
    clerk.post("/rosters/school-age/export/", {**form, "purpose": "报区教育局"})
    record = ExportRecord.objects.get()
    again = f"/rosters/files/{record.uid}/again/"
    assert client_as(panfu).post(again, {"purpose": "x"}).status_code == 404
    assert client_as(jiaoyu).post(again, {"purpose": "x"}).status_code in (400, 403), "full numbers need person.reveal"
    assert clerk.post(again, {"purpose": ""}).status_code == 400
    assert ExportRecord.objects.count() == 1


def test_the_past_is_not_published(story: dict[str, Any], school_age: Roster, asked: Any, shequ: Any) -> None:
    with pytest.raises(Conflict, match="不发布"):
        publish(school_age, Context(**{**vars(asked()), "known_at": story["then"]}), by=shequ)
