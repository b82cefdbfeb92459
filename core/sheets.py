"""Tables as files: a streaming xlsx for many rows, csv for machines, a styled template for people.

Values are text unless they are numbers: a document number never becomes 4.40E+17.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from rustpy_xlsxwriter import FastExcel

HEAD = PatternFill("solid", fgColor="E8F1F5")
MUST = PatternFill("solid", fgColor="FFF6DF")
TEXT = "@"
TEMPLATE_ROWS = 500
_NOTE = "导出说明"


def write_xlsx(
    path: Path,
    *,
    sheet: str,
    headers: Sequence[str],
    rows: Iterable[Sequence[Any]],
    note: Sequence[tuple[str, str]] = (),
) -> int:
    """Stream rows into a workbook; memory does not grow with them. Returns the number of rows.

    `note`: pairs of words on a second sheet, 导出说明 (who took the file out, when, for what).
    """
    counted = _Counted(dict(zip(headers, row, strict=True)) for row in rows)
    book = FastExcel(str(path)).sheet(sheet, counted)
    if note:
        book = book.sheet(_NOTE, [dict(zip(("项", "内容"), pair, strict=True)) for pair in note])
    book.save()
    if not counted.number:  # the streaming writer takes the headings from the first row
        _write_empty(path, sheet, headers, note)
    return counted.number


def _write_empty(path: Path, sheet: str, headers: Sequence[str], note: Sequence[tuple[str, str]]) -> None:
    book = Workbook()
    book.active.title = sheet
    book.active.append(list(headers))
    if note:
        second = book.create_sheet(_NOTE)
        for pair in (("项", "内容"), *note):
            second.append(pair)
    book.save(path)


def write_csv(path: Path, *, headers: Sequence[str], rows: Iterable[Sequence[Any]], foot: str = "") -> int:
    """UTF-8 with a byte order mark, so that Excel reads it right. Returns the number of rows; `foot` is a last line of words."""
    number = 0
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headers)
        for row in rows:
            writer.writerow([_harmless(cell) for cell in row])
            number += 1
        if foot:
            writer.writerow([foot])
    return number


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _harmless(cell: Any) -> Any:
    """Excel runs a csv cell that starts like a formula; a leading apostrophe keeps it text."""
    return "'" + cell if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@") else cell


class _Counted:
    """Counts what passes through to a writer that does not say how many rows it wrote."""

    def __init__(self, rows: Iterable[dict[str, Any]]) -> None:
        self._rows, self.number = rows, 0

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self._rows:
            self.number += 1
            yield row


@dataclass(frozen=True)
class TemplateColumn:
    """A column of an empty form."""

    title: str
    required: bool = False
    help: str = ""
    example: str = ""
    choices: Sequence[str] = ()


def write_template(target: Path | IO[bytes], *, title: str, columns: Sequence[TemplateColumn]) -> None:
    """An empty form: required columns marked, text format, drop-down lists, one example row, an instruction sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for number, column in enumerate(columns, start=1):
        cell = sheet.cell(1, number, column.title + ("*" if column.required else ""))
        cell.font, cell.fill = Font(bold=True), MUST if column.required else HEAD
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        letter = cell.column_letter
        sheet.column_dimensions[letter].width = max(12, len(column.title) * 2.4)
        for row in range(2, TEMPLATE_ROWS + 2):
            sheet.cell(row, number).number_format = TEXT
        if column.choices and len(",".join(column.choices)) < 250:
            rule = DataValidation("list", formula1='"' + ",".join(column.choices) + '"', allow_blank=True)
            rule.error, rule.showErrorMessage = "请从列表里选。", True
            sheet.add_data_validation(rule)
            rule.add(f"{letter}2:{letter}{TEMPLATE_ROWS + 1}")
    sheet.freeze_panes = "A2"
    help_sheet = book.create_sheet("填写说明")
    help_sheet.append(["列", "必填", "怎么填", "例"])
    for column in columns:
        help_sheet.append([column.title, "是" if column.required else "", column.help, column.example])
    for letter, width in zip("ABCD", (18, 8, 70, 24), strict=True):
        help_sheet.column_dimensions[letter].width = width
    book.save(target)
