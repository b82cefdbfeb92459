"""Buildings and dwellings by form, changed and taken back."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User
from residents.models import Building, Dwelling
from tests.support import factories
from tests.support.areas import SANYANJING
from tests.support.commands import last_json

pytestmark = pytest.mark.django_db
FORM = {
    "community": "三眼井社区",
    "road": "三眼井直街",
    "house_number": "12",
    "name": "",
    "use": "住宅",
    "floors": "9层",
    "built_year": "1986",
    "lift": "无",
    "place": "113.2652, 23.1318",
}


def test_a_mended_door_plate_changes_the_addresses_of_its_homes(
    shequ: User, client_as: Callable[[User], Client]
) -> None:
    home = factories.dwelling()
    client = client_as(shequ)
    page = client.get(f"/buildings/{home.building.uid}/edit/").content.decode()
    assert 'value="12号"' in page
    assert client.post(f"/buildings/{home.building.uid}/edit/", {**FORM, "house_number": "12之一"}).status_code == 302
    home.refresh_from_db()
    assert home.address == "三眼井直街12号之一402"
    building = Building.objects.get()
    assert (building.floors, building.built_year, building.lift) == (9, 1986, False)


def test_two_buildings_cannot_share_an_address(shequ: User, client_as: Callable[[User], Client]) -> None:
    first = factories.dwelling().building
    other = factories.dwelling(house="14号").building
    answer = client_as(shequ).post(f"/buildings/{other.uid}/edit/", FORM)
    assert answer.status_code == 422 and "已经登记过" in answer.content.decode()
    assert first.house_number == "12号"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("floors", "0", "1 到 120"),
        ("built_year", "2999", "四位年份"),
        ("place", "23.13,113.26", "写反了"),
        ("place", "0,0", "不在中国境内"),
        ("lift", "也许", "不在选项里"),
        ("community", "月亮社区", "没有「月亮社区」"),
        ("community", "盘福社区", "不在你的范围内"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    field: str, value: str, words: str, shequ: User, client_as: Callable[[User], Client]
) -> None:
    answer = client_as(shequ).post("/buildings/new/", {**FORM, field: value})
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Building.objects.filter(house_number="12号").exists()


def test_the_page_of_a_home_lists_who_lives_there_now(
    shequ: User, panfu: User, client_as: Callable[[User], Client]
) -> None:
    home = factories.dwelling()
    factories.person("何丽容", home=home)
    page = client_as(shequ).get(f"/dwellings/{home.uid}/").content.decode()
    assert "何丽容" in page
    assert client_as(panfu).get(f"/dwellings/{home.uid}/").status_code == 404
    building = client_as(shequ).get(f"/buildings/{home.building.uid}/").content.decode()
    assert home.address in building


def test_the_form_begins_with_the_community_looked_at(shequ: User, client_as: Callable[[User], Client]) -> None:
    assert 'value="三眼井社区"' in client_as(shequ).get("/buildings/new/").content.decode()


def _workbook(client: Client, rows: list[tuple[str, ...]], path: Path) -> Path:
    book = openpyxl.load_workbook(io.BytesIO(client.get("/buildings/template.xlsx").content))
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            book.worksheets[0].cell(number, column, value)
    book.save(path)
    return path


def test_an_import_that_changed_a_building_is_taken_back_with_what_stood_before(
    shequ: User, client_as: Callable[[User], Client], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standing = factories.dwelling().building
    Building.objects.filter(pk=standing.pk).update(floors=3)
    rows = [
        ("三眼井社区", "三眼井直街", "12号", "", "住宅", "9"),
        ("三眼井社区", "三眼井直街", "90号", "", "平房", "1"),
    ]
    file = _workbook(client_as(shequ), rows, tmp_path / "buildings.xlsx")
    call_command("import_feed", "REG-BUILDINGS", str(file), by="shequ")
    first = last_json(capsys)
    assert first["accepted"] == 2
    assert Building.objects.get(pk=standing.pk).floors == 9
    call_command("undo_batch", first["batch"], by="shequ")
    assert last_json(capsys)["kept"] == []
    assert [b.floors for b in Building.objects.filter(area_code=SANYANJING)] == [3]
    assert Dwelling.objects.count() == 1


def test_what_was_changed_later_stays_and_is_named(
    shequ: User, client_as: Callable[[User], Client], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    standing = factories.dwelling().building
    client = client_as(shequ)
    file = _workbook(client, [("三眼井社区", "三眼井直街", "12号", "", "住宅", "9")], tmp_path / "one.xlsx")
    call_command("import_feed", "REG-BUILDINGS", str(file), by="shequ")
    batch = last_json(capsys)["batch"]
    client.post(f"/buildings/{standing.uid}/edit/", {**FORM, "floors": "10"})
    call_command("undo_batch", batch, by="shequ")
    assert [kept["reason"] for kept in last_json(capsys)["kept"]] == ["这一条后来又改过，没有改回。"]
    assert Building.objects.get(pk=standing.pk).floors == 10
