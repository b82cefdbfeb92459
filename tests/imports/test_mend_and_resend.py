"""Bad rows come back as the same workbook; mended and sent again, nothing is entered twice."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook

from core.imports.returning import ADDED, returned_workbook
from core.models import ExportRecord
from residents.models import Person
from tests.imports.support import bring, verdicts

pytestmark = pytest.mark.django_db

NUMBER, NAME, SEX, DAY = 3, 4, 5, 6


@pytest.fixture
def dirty(quji):
    bring("SQ01-440104001007.xlsx", "SQ01", quji)
    bring("SQ01-440104004107.xlsx", "SQ01", quji)
    return bring("GA05-dirty.xlsx", "GA05", quji)


def test_returned_workbook_is_the_same_table_with_reasons(dirty, quji):
    sheet = load_workbook(io.BytesIO(returned_workbook(dirty, by=quji))).active
    assert sheet.title == "GA05" and sheet["A1"].value == "越秀区新生儿上户人员名单"
    heading = [cell.value for cell in sheet[2]]
    assert heading[:4] == ["数据日期", "数据单位", "身份证号", "姓名"] and tuple(heading[-3:]) == ADDED
    rows = {row[NAME - 1].value: row for row in sheet.iter_rows(min_row=3)}
    assert set(rows) == {"曾若汐", "黄梓浩", "陈悦", "梁沐宸"}
    wrong = rows["曾若汐"]
    assert wrong[NUMBER - 1].value == "440199202606063701" and wrong[NUMBER - 1].number_format == "@"
    assert wrong[NUMBER - 1].fill.fgColor.rgb.endswith("F8D0CD")
    assert wrong[-3].value == "退回" and "校验码" in wrong[-2].value and wrong[-1].value
    questioned = rows["黄梓浩"]
    assert questioned[SEX - 1].fill.fgColor.rgb.endswith("FFF0C2") and questioned[-3].value == "要人核对"
    assert ExportRecord.objects.get().rows == 4


def test_mended_rows_enter_and_the_others_are_not_entered_twice(dirty, quji):
    before = Person.objects.count()
    book = load_workbook(io.BytesIO(returned_workbook(dirty, by=quji)))
    for row in book.active.iter_rows(min_row=3):
        if row[NAME - 1].value == "曾若汐":
            row[NUMBER - 1].value = "440199202606063706"
        if row[NAME - 1].value == "黄梓浩":
            row[SEX - 1].value = "男"
        if row[NAME - 1].value == "陈悦":
            row[DAY - 1].value = "2026-07-01"
    out = io.BytesIO()
    book.save(out)
    batch = bring(out.getvalue(), "GA05", quji)
    assert sorted(verdicts(batch).values()) == ["accepted", "accepted", "accepted", "review"]
    assert batch.replaces_id == dirty.pk
    assert Person.objects.count() == before + 3
    again = bring(out.getvalue(), "GA05", quji)
    assert sorted(verdicts(again).values()) == ["review", "unchanged", "unchanged", "unchanged"]
    assert Person.objects.count() == before + 3


def test_the_returned_workbook_can_be_returned_again_without_more_columns(dirty, quji):
    once = returned_workbook(dirty, by=quji)
    batch = bring(once, "GA05", quji)
    sheet = load_workbook(io.BytesIO(returned_workbook(batch, by=quji))).active
    assert [cell.value for cell in sheet[2]].count("原因") == 1
