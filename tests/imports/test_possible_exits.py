"""疑似退出: absent from the full list is not gone (D31)."""

from __future__ import annotations

import datetime as dt

import pytest

from core import clock
from core.imports.undoing import undo_batch
from core.services.parameters import load_shipped_parameters
from residents.models import Person, PossibleExit
from tests.imports.layouts import send
from tests.support import factories
from tests.support.areas import PANFU, SANYANJING

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def present(db):
    with clock.travel(dt.date(2026, 11, 21)):
        load_shipped_parameters(by="test")
        yield


@pytest.fixture
def absent(areas):
    return factories.person("欧阳志远", birth=dt.date(1950, 5, 1), sex="1")


def states():
    return dict(PossibleExit.objects.values_list("person__name", "state"))


def test_who_is_missing_is_listed_and_nothing_else_happens(shequ, absent):
    factories.person("何佩珊", hukou=PANFU, living=SANYANJING)  # lives here, registered elsewhere
    factories.person("老何", birth=dt.date(1930, 1, 1), status="deceased", died_on=dt.date(2025, 1, 1))
    factories.person("小何", birth=dt.date(2026, 11, 10))  # born after the day of the file
    batch = send("GA01", shequ, commit=False)
    assert "覆盖 1 个社区 1 人" in batch.counts["survey"]["words"][0]
    assert "底册里另有 1 人不在表里" in batch.counts["survey"]["words"][0]
    assert not PossibleExit.objects.exists()
    send("GA01", shequ)
    assert states() == {"欧阳志远": "open"}
    absent.refresh_from_db()
    assert (absent.status, absent.hukou_area) == ("living", SANYANJING)


def test_the_preview_says_what_it_covers(client_as, shequ, absent):
    batch = send("GA01", shequ, commit=False)
    page = client_as(shequ).get(f"/imports/{batch.uid}/").content.decode()
    assert "这份表覆盖 1 个社区 1 人" in page and "另有 1 人不在表里" in page


def test_a_list_that_changes_nothing_can_still_be_entered(client_as, shequ, absent, django_capture_on_commit_callbacks):
    send("GA01", shequ)
    PossibleExit.objects.all().delete()
    batch = send("GA01", shequ, {"数据日期": "2026-11-15"}, commit=False)
    assert batch.counts["accepted"] == 0
    client = client_as(shequ)
    assert "按这份名单核对" in client.get(f"/imports/{batch.uid}/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/imports/{batch.uid}/commit/")
    assert states() == {"欧阳志远": "open"}


def test_looking_and_deciding(client_as, user_named, shequ, absent):
    send("GA01", shequ)
    row, client = PossibleExit.objects.get(), client_as(shequ)
    assert "欧阳志远" in client.get("/exits/").content.decode()
    assert "疑似退出" in client.get(f"/persons/{absent.uid}/").content.decode()
    assert "疑似退出 · 欧阳志远" in client.get("/?todo=exit").content.decode()
    panfu = client_as(user_named("panfu"))
    assert "欧阳志远" not in panfu.get("/exits/").content.decode()
    assert panfu.post(f"/exits/{row.pk}/", {"state": "here", "reason": "x"}).status_code == 404
    client.post(f"/exits/{row.pk}/", {"state": "here", "reason": ""})
    row.refresh_from_db()
    assert row.state == "open"
    client.post(f"/exits/{row.pk}/", {"state": "here", "reason": "上门见到本人"})
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.reason) == ("here", "shequ", "上门见到本人")
    assert "上门见到本人" in client.get("/exits/?show=decided").content.decode()
    send("GA01", shequ, {"数据日期": "2026-11-15"})
    assert PossibleExit.objects.count() == 1, "who was seen is not asked about anew each month"


def test_the_same_file_again_lists_nobody_twice(shequ, absent):
    send("GA01", shequ)
    send("GA01", shequ)
    assert PossibleExit.objects.count() == 1


def test_listed_again_closes_by_itself(shequ, absent):
    send("GA01", shequ)
    number = absent.documents.get().number
    back = {"户号": "9", "姓名": "欧阳志远", "身份证号": number, "性别": "男", "出生日期": "1950-05-01"}
    send("GA01", shequ, {"数据日期": "2026-09-30"}, back | {"数据日期": "2026-09-30"})
    assert states() == {"欧阳志远": "open"}, "an older list proves nothing"
    batch = send("GA01", shequ, {"数据日期": "2026-11-15"}, back | {"数据日期": "2026-11-15"})
    assert states() == {"欧阳志远": "back"} and PossibleExit.objects.get().seen_on == dt.date(2026, 11, 15)
    undo_batch(batch, by=shequ)
    assert states() == {"欧阳志远": "open"}


def test_a_row_that_could_not_be_read_still_names_its_person(shequ, absent):
    send(
        "GA01",
        shequ,
        {},
        {"姓名": "欧阳志远", "身份证号": "440199195005010018", "性别": "男", "出生日期": "1950-05-01"},
    )
    assert states() == {}


def test_a_few_stray_rows_do_not_empty_a_community(quji, absent):
    for number in range(3):
        factories.person(f"陈家{'一二三'[number]}", hukou=PANFU, living=PANFU)
    batch = send("GA01", quji, {}, {"户号": "2", "居村委会": "盘福社区", "姓名": "梁惠珍", "身份证号": factories.id_number(
        dt.date(1968, 5, 12), "2")})  # fmt: skip
    assert batch.counts["survey"]["areas"] == [SANYANJING]
    assert any("按零星行处理" in line for line in batch.counts["survey"]["words"])
    assert states() == {"欧阳志远": "open"}


def test_undo_takes_the_list_away(shequ, absent):
    batch = send("GA01", shequ)
    undo_batch(batch, by=shequ)
    assert not PossibleExit.objects.exists() and Person.objects.count() == 1
