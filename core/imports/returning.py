"""The rows that must be mended go back as the workbook they came in: same columns, bad cells coloured, words beside them."""

from __future__ import annotations

import io
import re
from itertools import islice
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from core.audit import register_export
from core.domain.text import cell_text
from core.imports.batches import reopen
from core.imports.feed import feeds, header_key
from core.imports.reading import unpack
from core.models import ImportBatch, ImportRow

ADDED = ("处理结果", "原因", "怎么改")
_RED = PatternFill("solid", fgColor="F8D0CD")
_YELLOW = PatternFill("solid", fgColor="FFF0C2")
_HEAD = PatternFill("solid", fgColor="E4EEF3")
_WRAP = Alignment(wrap_text=True, vertical="top")
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_SAID = {"refused": "退回", "review": "要人核对"}


def returned_workbook(batch: ImportBatch, *, by: Any) -> bytes:
    """xlsx bytes: titles and heading as they were, then every refused or questioned row. The export is registered."""
    _, layout = reopen(batch)
    titles = list(islice(layout.sheet.rows(), layout.header_line))
    width = max(len(layout.headers), 1)
    places = _added_places(layout.headers)
    feed = feeds[batch.feed]
    place_of = {feed.column(name).header: index for name, index in layout.columns.items()}
    place_of |= {header: index for index, header in enumerate(layout.headers) if header}
    out = Workbook(write_only=True)
    out.properties.identifier = str(batch.uid)
    sheet = out.create_sheet(layout.sheet.name[:31] or batch.feed)
    _set_widths(sheet, layout.headers, places)
    sheet.freeze_panes = f"A{layout.header_line + 1}"
    for line, cells in titles:
        heading = line == layout.header_line
        texts = [*(cell_text(cell) for cell in cells)]
        sheet.append(_line(sheet, texts, places, ADDED if heading else ("", "", ""), width, head=heading))
    rows = ImportRow.objects.filter(batch=batch, verdict__in=_SAID).order_by("line").iterator(chunk_size=2000)
    count, persons = 0, set()
    for row in rows:
        sheet.append(_row(sheet, row, place_of, places, width))
        count += 1
        persons.add(row.person_id)
    content = _bytes(out)
    register_export(
        by=by,
        what=f"退回表 {batch.feed} {batch.file_name}"[:80],
        params={"batch": str(batch.uid), "kind": "returned"},
        area=batch.area_code,
        purpose="改正后再送",
        file_format="xlsx",
        rows=count,
        sha256=batch.sha256,
        persons=filter(None, persons),
    )
    return content


def _added_places(headers: list[str]) -> list[int]:
    """Columns of the three added headings: those of an earlier return are used again, else behind the last."""
    keys = [header_key(header) for header in headers]
    after = len(headers)
    places = []
    for name in ADDED:
        if name in keys:
            places.append(keys.index(name))
        else:
            places.append(after)
            after += 1
    return places


def _row(sheet: Any, row: ImportRow, place_of: dict[str, int], places: list[int], width: int) -> list[Any]:
    texts = [cell_text(cell) for cell in unpack(row.raw)]
    fills: dict[int, PatternFill] = {}
    for problem in row.problems:
        fill = _RED if problem["level"] == "refused" else _YELLOW
        if problem["column"] in place_of:
            fills[place_of[problem["column"]]] = fill
    reasons = "；".join(f"{p['column']}：{p['reason']}" if p["column"] else p["reason"] for p in row.problems)
    remedies = "；".join(dict.fromkeys(p["remedy"] for p in row.problems))
    return _line(sheet, texts, places, (_SAID[row.verdict], reasons, remedies), width, fills)


def _line(
    sheet: Any,
    texts: list[str],
    places: list[int],
    added: tuple[str, ...],
    width: int,
    fills: dict[int, PatternFill] | None = None,
    head: bool = False,
) -> list[Any]:
    texts = texts[:width] + [""] * (max(width, max(places) + 1) - len(texts[:width]))
    for place, text in zip(places, added, strict=True):
        texts[place] = text
    cells = []
    for index, text in enumerate(texts):
        # Always text: a spreadsheet would turn a document number into 4.40E+17 again.
        cell = WriteOnlyCell(sheet, value=_ILLEGAL.sub("", text))
        cell.number_format = "@"
        cell.data_type = "s"
        cell.alignment = _WRAP
        if head:
            cell.fill, cell.font = _HEAD, Font(bold=True)
        elif fills and index in fills:
            cell.fill = fills[index]
        cells.append(cell)
    return cells


def _set_widths(sheet: Any, headers: list[str], places: list[int]) -> None:
    for index, header in enumerate(headers):
        long = any(word in header for word in ("号", "码", "地址", "单位"))
        sheet.column_dimensions[get_column_letter(index + 1)].width = 22 if long else 13
    for place, width in zip(places, (12, 48, 40), strict=True):
        sheet.column_dimensions[get_column_letter(place + 1)].width = width


def _bytes(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()
