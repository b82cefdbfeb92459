"""Opening what people send: the kind is read from the first bytes, never from the name (D01, D23).

A `Book` has sheets; a `Sheet` yields its rows lazily as (line, cells), where `line` is the number a spreadsheet shows.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from core.errors import FileRefused
from core.imports.formulas import formula_holes

Cells = list[Any]
_ZIP, _OLE, _PDF = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"%PDF"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_HTML = re.compile(rb"\s*(?:<!doctype|<html|<table|<\?xml|<meta)", re.IGNORECASE)
_UID = re.compile(rb"<dc:identifier>([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})</dc:identifier>")
_DELIMITERS = ",\t;|"

SAVE_AGAIN = "请用 WPS 或 Excel 打开，另存为 .xlsx 后再传。"


@dataclass
class Sheet:
    """One table: `rows()` may be called again. `merges` holds (first line, last line, first column, last column)."""

    name: str
    hidden: bool = False
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    merges_known: bool = False
    _calamine: CalamineSheet | None = None
    _records: Sequence[Cells] = ()
    _content: bytes = b""
    _index: int = 0

    def rows(self) -> Iterator[tuple[int, Cells]]:
        """Every row as (line, cells); columns begin at A whatever the used range is."""
        if self._calamine is None:
            for line, cells in enumerate(self._records, start=1):
                yield line, list(cells)
            return
        # The reader pads empty lines above the used range, but not empty columns left of it.
        indent = [""] * (self._calamine.start or (0, 0))[1]
        for line, cells in enumerate(self._calamine.iter_rows(), start=1):
            yield line, indent + cells if indent else cells

    @property
    def height(self) -> int:
        """Lines, blank ones included; for the progress bar."""
        if self._calamine is None:
            return len(self._records)
        return self._calamine.end[0] + 1 if self._calamine.end else 0

    def formulas_without_value(self) -> set[tuple[int, int]]:
        """(line, column from 0) of cells whose formula was saved without its result."""
        return formula_holes(self._content, self._index) if self._content else set()


@dataclass
class Book:
    """A file that could be opened. `kind`: xlsx, xls or csv; `identifier`: the uid in a workbook that we gave back."""

    kind: str
    sheets: list[Sheet]
    identifier: str = ""


def open_book(content: bytes) -> Book:
    """Open the bytes of an upload; FileRefused with words when they are no table that can be read."""
    if not content:
        raise FileRefused("文件是空的。", remedy="请重新导出后再传。")
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise _encrypted()
        return _workbook(content, "xls")
    if content.startswith(_ZIP):
        return _workbook(content, "xlsx")
    if content.startswith(_PDF):
        raise FileRefused("这是 PDF，不是表格。", remedy="请向来文单位要电子表格（xlsx、xls 或 csv）。")
    if _HTML.match(content[:200]):
        raise FileRefused("这是网页格式的表格，只是名字像工作簿。", remedy=SAVE_AGAIN)
    return _csv(content)


def _encrypted() -> FileRefused:
    return FileRefused("工作簿加了密码，打不开。", remedy="请去掉打开密码另存后再传。")


def _workbook(content: bytes, kind: str) -> Book:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        metadata = book.sheets_metadata
        sheets = []
        for index, described in enumerate(metadata):
            table = book.get_sheet_by_name(described.name)
            merges = [(a[0] + 1, b[0] + 1, a[1], b[1]) for a, b in table.merged_cell_ranges or []]
            hidden = described.visible != SheetVisibleEnum.Visible
            sheets.append(
                Sheet(described.name, hidden, merges, True, table, (), content if kind == "xlsx" else b"", index)
            )
    except PasswordError as error:
        raise _encrypted() from error
    except (CalamineError, ValueError, OSError) as error:
        raise FileRefused("文件打不开：不是完整的 Excel 工作簿，可能传输时损坏了。", remedy=SAVE_AGAIN) from error
    return Book(kind, sheets, _identifier(content) if kind == "xlsx" else "")


def _identifier(content: bytes) -> str:
    """The dc:identifier of an xlsx, when it has the shape of a batch's uid."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = _UID.search(archive.read("docProps/core.xml"))
    except (zipfile.BadZipFile, KeyError):
        return ""
    return found[1].decode() if found else ""


def _csv(content: bytes) -> Book:
    text = _decode(content)
    sample = text[:4096]
    # The heading decides: counting delimiters is sturdier than csv.Sniffer on short Chinese files.
    delimiter = max(_DELIMITERS, key=lambda sign: max((row.count(sign) for row in sample.splitlines()[:20]), default=0))
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FileRefused("文件不是完整的 csv 表格。", remedy=SAVE_AGAIN) from error
    return Book("csv", [Sheet("", _records=records)])


def _decode(content: bytes) -> str:
    """D01: utf-8 (with or without its mark), then gb18030, strictly; a damaged file is not guessed at."""
    if b"\x00" in content[:1000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileRefused("认不出这是什么文件。", remedy="能导入的是 xlsx、xls 和 csv。")
    tries = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "gb18030"]
    for encoding in tries:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileRefused("文字编码认不出来（既不是 UTF-8，也不是 GB18030）。", remedy=SAVE_AGAIN)
