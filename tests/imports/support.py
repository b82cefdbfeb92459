"""Bringing files in, as every test of imports does."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from core.imports.batches import receive
from core.imports.checking import check_batch
from core.imports.committing import commit_batch
from core.models import ImportBatch, ImportRow

FEEDS = Path(__file__).resolve().parent.parent / "data" / "feeds"


def bring(
    source: str | bytes, feed: str, by: Any, *, name: str = "upload.xlsx", sheet: str = "", commit: bool = True
) -> ImportBatch:
    """The whole way of a file (a sample's name, or bytes): received, checked, committed."""
    content = (FEEDS / source).read_bytes() if isinstance(source, str) else source
    received = receive(
        content, file_name=source if isinstance(source, str) else name, by=by, feed_code=feed, sheet=sheet
    )
    batch = check_batch(received.batch, by=by, layout=received.layout)
    return commit_batch(batch, by=by) if commit else batch


def verdicts(batch: ImportBatch) -> dict[int, str]:
    """{line: verdict}, with `corrected` for accepted rows that were mended."""
    rows = ImportRow.objects.filter(batch=batch).order_by("line")
    return {row.line: "corrected" if row.corrected and row.verdict == "accepted" else row.verdict for row in rows}


def only_row(batch: ImportBatch) -> ImportRow:
    return ImportRow.objects.filter(batch=batch).exclude(verdict="skipped").get()


def xlsx(*rows: Sequence[Any], title: str = "Sheet", merge: Sequence[str] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    for cells in merge:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def text_csv(*rows: Sequence[Any], encoding: str = "gb18030") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding)
