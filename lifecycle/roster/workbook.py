"""How a roster looks in Excel and on paper: A4 landscape, repeated heading, page numbers, title, signature and seal place."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from core.sheet_stream import Cell, write_stream
from lifecycle.roster.declaration import Column

TITLE_ROW, META_ROW, HEAD_ROW, MODEL_ROW = 1, 2, 3, 4
_LINE = Side(style="thin", color="4A5560")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="E8F1F5")
_LINE_HEIGHT, _PADDING = 12.0, 4.0  # points, for 9-point text
_SONG, _HEI = "宋体", "微软雅黑"


@dataclass(frozen=True)
class Paper:
    """What stands round the rows: title, the line under it (left to right), the foot with signature and seal place."""

    title: str
    meta: Sequence[str]
    foot: Sequence[str]
    sheet: str
    mark: str = ""  # who took the file and when: beside the page number and in the file's properties (SEC16)


def write_workbook(path: Path, paper: Paper, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> int:
    """Write the xlsx; returns the number of rows. The first column is 序号, a number; all others are text."""
    book = Workbook()
    sheet = book.active
    sheet.title = paper.sheet[:31]
    widths = [5.0, *(column.width for column in columns)]
    last = get_column_letter(len(widths))
    _head(sheet, paper, ["序号", *(column.header for column in columns)], last)
    _model(sheet, [False, *(column.left for column in columns)])
    _foot(sheet, paper.foot, len(widths))
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    _page(sheet, last)
    book.properties.creator = "一生 Yisheng"
    book.properties.title = paper.title
    if paper.mark:
        book.properties.description = paper.mark
        sheet.oddFooter.left.text = paper.mark.replace("&", "&&")
    return write_stream(path, book, rows, model_row=MODEL_ROW, height=lambda row: _height(row, widths))


def _height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Points for as many lines as the fullest cell wraps to."""
    lines = 1
    for text, width in zip(row[1:], widths[1:], strict=True):
        if isinstance(text, str) and len(text) * 2 > width:
            wide = sum(1.9 if character > "\u2e7f" else 1.0 for character in text)
            lines = max(lines, math.ceil(wide / width))
    return lines * _LINE_HEIGHT + _PADDING


def _head(sheet: Worksheet, paper: Paper, headers: Sequence[str], last: str) -> None:
    for row, text, font, height in (
        (TITLE_ROW, paper.title, Font(name=_SONG, size=18, bold=True), 32),
        (META_ROW, "　　".join(paper.meta), Font(name=_HEI, size=9), 20),
    ):
        sheet.merge_cells(f"A{row}:{last}{row}")
        cell = sheet.cell(row, 1, text)
        cell.font = font
        cell.alignment = Alignment(horizontal="center", vertical="center")
        sheet.row_dimensions[row].height = height
    for number, header in enumerate(headers, start=1):
        cell = sheet.cell(HEAD_ROW, number, header)
        cell.font, cell.fill, cell.border = Font(name=_HEI, size=9, bold=True), _SHADE, _GRID
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.row_dimensions[HEAD_ROW].height = 34


def _model(sheet: Worksheet, lefts: Sequence[bool]) -> None:
    """The row whose styles every row takes. Its text is replaced."""
    for number, left in enumerate(lefts, start=1):
        cell = sheet.cell(MODEL_ROW, number, 1 if number == 1 else "文字")
        cell.font, cell.border = Font(name=_HEI, size=9), _GRID
        cell.number_format = "0" if number == 1 else "@"
        cell.alignment = Alignment(horizontal="left" if left else "center", vertical="center", wrap_text=True)


def _foot(sheet: Worksheet, foot: Sequence[str], width: int) -> None:
    """Signatures, spread over the width, one row below the table; not merged, so that rows can be streamed above them."""
    row = MODEL_ROW + 2
    for number, text in enumerate(foot):
        cell = sheet.cell(row, 1 + number * width // len(foot), text)
        cell.font, cell.alignment = Font(name=_HEI, size=11), Alignment(horizontal="left", vertical="center")
    sheet.row_dimensions[row].height = 30


def _page(sheet: Worksheet, last: str) -> None:
    sheet.freeze_panes = f"D{MODEL_ROW}" if last > "D" or len(last) > 1 else f"A{MODEL_ROW}"
    page = sheet.page_setup
    page.orientation, page.paperSize = "landscape", sheet.PAPERSIZE_A4
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.5, 0.6, 0.3, 0.3
    sheet.print_title_rows = f"{HEAD_ROW}:{HEAD_ROW}"
    sheet.print_options.horizontalCentered = True
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.oddFooter.right.text = "&A"
