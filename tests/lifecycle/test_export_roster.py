"""The file a roster leaves the house in."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from core import clock
from core.audit import acting
from core.errors import NotAllowed, NotFound, UserError
from core.models import ExportRecord, ReadLog
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.export import export, order_again, produce
from residents.models import Person
from tests.support import factories as make
from tests.support.areas import DEYUANLI, SANYANJING

pytestmark = pytest.mark.django_db
BORN = dt.date(2020, 3, 17)
NUMBER = "440199202003172829"


@pytest.fixture
def family(areas: None) -> Person:
    home = make.dwelling(house="12号", room="402")
    child = make.person("罗欣怡", birth=BORN, number=NUMBER, home=home)
    mother = make.person("罗燕芳", birth=dt.date(1991, 1, 1), phone="13500006637", home=home)
    make.kin(child, mother, "parent")
    make.household(mother, (child, "30"))
    return child


@pytest.fixture
def exported(asked: Any, school_age: Roster, tmp_path: Path) -> Any:
    def run(by: Any, *, context: Context | None = None, **wanted: Any) -> Any:
        wanted = {"form": "official", "file_format": "xlsx", "purpose": "报区教育局", **wanted}
        path = tmp_path / f"roster.{wanted['file_format']}"
        return export(school_age, context or asked(), by=by, path=path, **wanted)

    return run


def test_the_workbook_is_ready_to_print(exported: Any, family: Person, shequ: Any) -> None:
    made = exported(shequ, full=True)
    sheet = openpyxl.load_workbook(made.path).active
    assert sheet["A1"].value == "越秀区洪桥街道三眼井社区 2026 年适龄儿童摸底名册"
    assert "截至 2026-08-31" in sheet["A2"].value
    assert "三眼井社区居民委员会" in sheet["A2"].value
    assert sheet.max_column == 24
    row = {sheet.cell(3, n).value: sheet.cell(4, n) for n in range(1, 25)}
    assert row["序号"].value == 1
    assert row["公民身份号码"].value == NUMBER
    assert row["公民身份号码"].data_type in ("s", "inlineStr")
    assert row["监护人电话"].value == "13500006637"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.oddFooter.center.text == "第 &P 页，共 &N 页"
    assert sheet.freeze_panes == "D4"
    assert [cell.value for cell in sheet[6] if cell.value][1:] == ["审核：", "单位（盖章）："]


def test_without_the_grant_numbers_are_masked(exported: Any, family: Person, jiaoyu: Any, shequ: Any) -> None:
    masked = openpyxl.load_workbook(exported(jiaoyu).path).active
    row = {masked.cell(3, n).value: masked.cell(4, n).value for n in range(1, 25)}
    assert row["公民身份号码"] == "440199********2829"
    assert row["监护人电话"] == "135****6637"
    assert "*" in row["监护人身份证号"]
    with pytest.raises(NotAllowed):
        exported(jiaoyu, full=True)


def test_the_posted_form_leaks_nothing(exported: Any, family: Person, shequ: Any) -> None:
    path = exported(shequ, form="posted", file_format="csv").path
    text = path.read_text(encoding="utf-8-sig")
    assert "罗欣怡" in text
    assert not re.search(r"\d{4,}", text), "no number, telephone, birth date"
    for secret in ("12号", "402", "三眼井直街", "2829", "6637", "罗燕芳"):
        assert secret not in text
    sheet = openpyxl.load_workbook(exported(shequ, form="posted").path).active
    assert [cell.value for cell in sheet[3]] == ["序号", "社区", "儿童姓名", "性别", "人户是否一致", "户籍类别"]


def test_csv_opens_in_excel(exported: Any, family: Person, shequ: Any) -> None:
    content = exported(shequ, file_format="csv", full=True).path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["序号", "社区", "儿童姓名", "性别"]
    assert len(rows[0]) == len(rows[1]) == 24


# The history keeps the time of the transaction, so here each statement needs its own.
@pytest.mark.django_db(transaction=True)
def test_an_export_is_registered_and_can_be_made_again(
    exported: Any, family: Person, shequ: Any, tmp_path: Path
) -> None:
    made = exported(shequ, full=True)
    record = ExportRecord.objects.get()
    assert (record.purpose, record.rows, record.sha256, record.area_code) == ("报区教育局", 1, made.sha256, SANYANJING)
    assert ReadLog.objects.get().action == "export"
    with acting(by="test", why="改名"):
        Person.objects.filter(pk=family.pk).update(name="罗欣宜")
        make.person("后来的孩子", birth=BORN)
    again = produce(order_again(record.params, by=shequ), tmp_path / "again.xlsx", by=shequ)
    assert again.sha256 == made.sha256


def test_an_export_needs_a_purpose_and_the_area(exported: Any, asked: Any, shequ: Any) -> None:
    with pytest.raises(UserError, match="用途"):
        exported(shequ, purpose=" ")
    with pytest.raises(NotFound):
        exported(shequ, context=asked(DEYUANLI))


def test_command(family: Person, numbers: None, shequ: Any, tmp_path: Path, capsys: Any) -> None:
    out = tmp_path / "a.xlsx"
    wanted = ["school-age", "--area", SANYANJING, "--as-of", "2026-08-31", "--out", str(out), "--by", "shequ"]
    call_command("export_roster", *wanted)
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["rows"] == 1
    assert openpyxl.load_workbook(out).active["E4"].value != ""
    assert ExportRecord.objects.get().params["full"] is True
    with pytest.raises(CommandError, match="范围"):
        call_command("export_roster", *[DEYUANLI if part == SANYANJING else part for part in wanted])


def test_command_as_known_before_a_child_was_entered(
    family: Person, numbers: None, shequ: Any, tmp_path: Path, capsys: Any
) -> None:
    moment = (clock.now() - dt.timedelta(days=1)).isoformat()
    wanted = ["--area", SANYANJING, "--as-of", "2026-08-31", "--out", str(tmp_path / "a.csv"), "--by", "shequ"]
    call_command("export_roster", "school-age", *wanted, "--known-at", moment)
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["rows"] == 0


def test_explain_command(family: Person, numbers: None, shequ: Any, panfu: Any, capsys: Any) -> None:
    call_command("explain", "school-age", "--number", NUMBER, "--as-of", "2026-08-31", "--by", "shequ")
    answer = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert answer["member"] is True
    assert [set(criterion) for criterion in answer["criteria"]] == [{"key", "passed", "text", "clause"}] * 3
    with pytest.raises(CommandError, match="没有这个人"):
        call_command("explain", "school-age", "--number", NUMBER, "--as-of", "2026-08-31", "--by", "panfu")


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--as-of", "2026-02-30", "--as-of 不是日期"),
        ("--known-at", "那天", "--known-at 不是时间"),
        ("--area", "440104001999", "没有这个地区"),
        ("--out", "/no/such/folder/a.csv", "写不了文件"),
        ("--out", "a.pdf", "不会写"),
        ("--by", "nobody", "账号"),
    ],
)
def test_what_the_command_cannot_do_is_one_sentence_and_no_export(
    option: str, value: str, words: str, family: Person, numbers: None, quji: Any, tmp_path: Path
) -> None:
    wanted = {"--area": SANYANJING, "--as-of": "2026-08-31", "--out": str(tmp_path / "a.csv"), "--by": "quji"}
    arguments = [part for pair in (wanted | {option: value}).items() for part in pair]
    with pytest.raises(CommandError, match=words) as told:
        call_command("export_roster", "school-age", *arguments)
    assert told.value.returncode == 2
    assert "\n" not in str(told.value)
    assert not list(tmp_path.iterdir())
    assert not ExportRecord.objects.exists()


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_prints_the_heading_on_each_page(exported: Any, shequ: Any, asked: Any, tmp_path: Path) -> None:
    for number in range(80):
        make.person(f"孩子{number}", birth=BORN, number=None)
    made = exported(shequ)
    subprocess.run(
        [
            "soffice",
            f"-env:UserInstallation=file://{tmp_path}/profile",
            *("--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)),
            str(made.path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    pdf = (tmp_path / "roster.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) >= 2
