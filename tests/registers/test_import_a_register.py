"""The empty form of a register goes through the same batch flow as a bureau's file: judged, entered once, undone."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import Area, User
from tests.support.commands import last_json

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(shequ: User, client_as: Callable[[User], Client], tmp_path: Path) -> Path:
    """The template as a clerk fills it: two good grids, one number out of range, one in somebody else's community."""
    book = openpyxl.load_workbook(io.BytesIO(client_as(shequ).get("/grids/template.xlsx").content))
    sheet = book.worksheets[0]
    rows = [
        ("三眼井社区", "01", "三眼井第一网格", "黎敏仪"),
        ("三眼井居委会", "2", "三眼井第二网格", "区志强"),
        ("三眼井社区", "123", "多了一位", "黎敏仪"),
        ("盘福社区", "01", "不归我管", "何志坚"),
    ]
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column, value)
    path = tmp_path / "grids.xlsx"
    book.save(path)
    return path


def test_good_rows_enter_bad_rows_say_why_and_all_can_be_undone(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_feed", "REG-GRIDS", str(filled), by="shequ")
    first = last_json(capsys)
    assert (first["accepted"], first["refused"]) == (2, 2)
    assert sorted(Area.objects.filter(level="grid").values_list("code", flat=True)) == [
        "44010400100701",
        "44010400100702",
    ]
    call_command("import_feed", "REG-GRIDS", str(filled), by="shequ")
    assert last_json(capsys)["unchanged"] == 2
    call_command("undo_batch", first["batch"], by="shequ")
    assert last_json(capsys) == {"batch": first["batch"], "undone": 2, "kept": []}
    assert not Area.objects.filter(level="grid").exists()
