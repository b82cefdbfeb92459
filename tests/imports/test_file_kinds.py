"""What people send: kinds of file, encodings, titles, two-level headings, merged cells, several sheets (D01, D21–D25)."""

from __future__ import annotations

import datetime as dt
import io

import msoffcrypto
import pytest
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook, load_workbook

from core.errors import FileRefused
from core.models import ImportBatch, ImportRow
from residents.models import Person
from tests.imports.support import bring, text_csv, verdicts, xlsx
from tests.imports.test_dirt import GA05, SQ01
from tests.support import factories

pytestmark = pytest.mark.django_db

HEADER = list(SQ01)


def people(count=3):
    """Rows of one household, each with a valid number."""
    born = [dt.date(1970, 3, 1), dt.date(1972, 4, 2), dt.date(2001, 5, 3)][:count]
    names = ("何一", "何二", "何三")
    relations = ("户主", "配偶", "女")
    return [
        list((SQ01 | {"证件号码": factories.id_number(day, "1" if n == 0 else "2", order=n + 1), "出生日期": day.isoformat(),
                      "性别": "男" if n == 0 else "女", "姓名": names[n], "与户主关系": relations[n], "婚姻状况": ""}).values())
        for n, day in enumerate(born)
    ]  # fmt: skip


def xls(*rows, title="Sheet1"):
    book = xlwt.Workbook()
    sheet = book.add_sheet(title)
    for line, row in enumerate(rows):
        for column, value in enumerate(row):
            sheet.write(line, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        lambda: xlsx(HEADER, *people()),
        lambda: xls(HEADER, *people()),
        lambda: text_csv(HEADER, *people(), encoding="gb18030"),
        lambda: text_csv(HEADER, *people(), encoding="utf-8"),
        lambda: text_csv(HEADER, *people(), encoding="utf-8-sig"),
        lambda: text_csv(HEADER, *people(), encoding="utf-16"),
    ],
    ids=["xlsx", "xls", "gb18030", "utf-8", "utf-8 with mark", "utf-16"],
)
@pytest.mark.parametrize("name", ["表.xls", "表.csv"])
def test_the_kind_is_read_from_the_content(shequ, content, name):
    batch = bring(content(), "SQ01", shequ, name=name)
    assert set(verdicts(batch).values()) == {"accepted"}
    assert Person.objects.count() == 3


def encrypted():
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(xlsx(HEADER, *people()))).encrypt("secret", out)
    assert msoffcrypto.OfficeFile(io.BytesIO(out.getvalue())).is_encrypted()
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (lambda: b"", "空的"),
        (encrypted, "密码"),
        (lambda: b"PK\x03\x04 broken", "打不开"),
        (lambda: b"%PDF-1.7", "PDF"),
        (lambda: "<html><table><tr><td>户号</td></tr></table></html>".encode(), "网页"),
        (lambda: b"\x81\x30\xff\xfe\xfd,\xa0\n" * 20, "编码"),
        (lambda: bytes(range(256)) * 4, "认不出"),
        (lambda: xlsx(["甲", "乙", "丙"], [1, 2, 3]), "没有找到"),
        (lambda: xlsx([h for h in HEADER if h != "姓名"], people(1)[0]), "姓名"),
        (lambda: xlsx(HEADER, *[[*row[1:], ""] for row in people()]), "错位"),
    ],
)
def test_a_file_that_nobody_can_judge_is_refused_whole(shequ, content, words):
    with pytest.raises(FileRefused, match=words):
        bring(content(), "SQ01", shequ)
    assert not ImportBatch.objects.exists() and not ImportRow.objects.exists()


def test_several_sheets_must_be_named(shequ):
    book = Workbook()
    for title in ("八月", "九月"):
        sheet = book.create_sheet(title)
        for row in (HEADER, *people()):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(FileRefused, match=r"八月.*九月"):
        bring(out.getvalue(), "SQ01", shequ)
    with pytest.raises(FileRefused, match="没有名叫"):
        bring(out.getvalue(), "SQ01", shequ, sheet="十月")
    assert bring(out.getvalue(), "SQ01", shequ, sheet="九月").counts["accepted"] == 3


def test_hidden_sheets_are_not_meant(shequ):
    book = Workbook()
    for row in (HEADER, *people()):
        book.active.append(row)
    old = book.create_sheet("旧")
    old.sheet_state = "hidden"
    for row in (HEADER, *people()):
        old.append(row)
    out = io.BytesIO()
    book.save(out)
    assert bring(out.getvalue(), "SQ01", shequ).counts["accepted"] == 3


def test_title_rows_above_and_signatures_below(shequ):
    rows = [
        ["三眼井社区人口采集表"],
        [],
        HEADER,
        *people(),
        [],
        ["合计", "3人"],
        ["填表人：黎敏仪", "", "2026-11-05"],
        ["注：不含外籍"],
    ]
    batch = bring(xlsx(*rows), "SQ01", shequ)
    assert verdicts(batch) == {
        4: "accepted",
        5: "accepted",
        6: "accepted",
        7: "skipped",
        8: "skipped",
        9: "skipped",
        10: "skipped",
    }
    assert batch.counts["rows"] == 3


def test_repeated_heading_of_a_printed_page(shequ):
    first, second, third = people()
    batch = bring(xlsx(HEADER, first, HEADER, second, third), "SQ01", shequ)
    assert verdicts(batch)[3] == "skipped" and batch.counts["accepted"] == 3


def test_two_level_heading(shequ):
    factories.person("苏雨", birth=dt.date(1996, 9, 3), number="440199199609037947")
    upper = ["数据日期", "数据单位", "身份证号", "姓名", "性别", "受理日期", "居村委会", "父亲", "", "母亲", ""]
    lower = ["", "", "", "", "", "", "", "姓名", "身份证号", "姓名", "身份证号"]
    row = list((GA05 | {"父亲姓名": "", "父亲身份证号": ""}).values())
    batch = bring(xlsx(upper, lower, row, merge=["H1:I1", "J1:K1", "C1:C2"]), "GA05", shequ)
    assert verdicts(batch) == {3: "accepted"}
    assert Person.objects.get(name="田芷萱").kin.get().relative.name == "苏雨"


def test_merged_household_cells_are_filled_down(shequ):
    first, second, third = people()
    for row in (second, third):
        for header in ("户号", "街路巷", "门牌号"):
            row[HEADER.index(header)] = None
    batch = bring(xlsx(HEADER, first, second, third, merge=["A2:A4", "P2:P4", "Q2:Q4"]), "SQ01", shequ)
    assert verdicts(batch) == {2: "accepted", 3: "corrected", 4: "corrected"}
    assert Person.objects.get(name="何三").memberships.get().household.memberships.count() == 3
    assert set(Person.objects.values_list("living_address", flat=True)) == {"三眼井直街12号1栋402"}


def test_blank_household_cells_of_a_csv_mean_as_above(shequ):
    first, second, third = people()
    second[0] = third[0] = ""
    assert verdicts(bring(text_csv(HEADER, first, second, third), "SQ01", shequ)) == {
        2: "accepted",
        3: "corrected",
        4: "corrected",
    }


def test_column_synonyms_and_stars(shequ):
    header = [
        {"证件号码": "公民身份号码", "联系电话": "手 机", "户号": "户号*", "姓名": "姓名（必填）"}.get(name, name)
        for name in HEADER
    ]
    batch = bring(xlsx(header, *people()), "SQ01", shequ)
    assert set(verdicts(batch).values()) == {"accepted"}
    assert ["公民身份号码", "证件号码"] in [list(pair) for pair in batch.counts["reading"]["synonyms"]]


def test_formula_without_a_stored_value(shequ):
    row = people(1)[0]
    row[HEADER.index("姓名")] = '=CONCATENATE("何","一")'
    batch = bring(xlsx(HEADER, row), "SQ01", shequ)
    assert verdicts(batch) == {2: "refused"}
    assert "公式" in ImportRow.objects.get(batch=batch).problems[0]["reason"]


def test_table_that_begins_in_the_middle_of_the_sheet(shequ):
    book = Workbook()
    for line, row in enumerate([HEADER, *people()], start=4):
        for column, value in enumerate(row, start=3):
            book.active.cell(line, column, value)
    out = io.BytesIO()
    book.save(out)
    assert verdicts(bring(out.getvalue(), "SQ01", shequ)) == {5: "accepted", 6: "accepted", 7: "accepted"}


def test_the_blank_form_can_be_read_back(shequ, client_as):
    response = client_as(shequ).get("/imports/template/SQ01/")
    book = load_workbook(io.BytesIO(response.content))
    sheet = book.worksheets[0]
    assert [sheet.cell(1, n + 1).value.rstrip("*") for n in range(len(HEADER))] == HEADER
    assert sheet.cell(2, HEADER.index("证件号码") + 1).number_format == "@"
    for column, value in enumerate(people(1)[0], start=1):
        sheet.cell(2, column, value)
    out = io.BytesIO()
    book.save(out)
    assert bring(out.getvalue(), "SQ01", shequ).counts["accepted"] == 1
