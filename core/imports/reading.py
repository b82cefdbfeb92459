"""From cells to values: each column reads its cell; what it mended and what is wrong is kept with the row."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from core.domain.text import cell_text
from core.imports.feed import Check, Feed, Fix, Row

_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])(\d{6})[0-9]{4,}([0-9]{3}[0-9Xx])(?![0-9A-Za-z])")
_PHONE = re.compile(r"(?<!\d)(1\d{2})\d{4}(\d{4})(?!\d)")


def read_row(row: Row, feed: Feed, columns: Mapping[str, int], check: Check) -> None:
    """Fill `row.values` from its cells (`columns`: field → position); findings and fixes tell what is wrong or was mended."""
    cells, values = row.cells, row.values
    for column in feed.columns:
        index = columns.get(column.field)
        raw = cells[index] if index is not None and index < len(cells) else ""
        if column.dropped and index is not None and index < len(cells):
            cells[index] = raw = ""
        if raw == "" or raw is None:
            values[column.field] = None
            if column.value_required:
                _missing(row, column.header)
            continue
        reading = column.read(raw, check)
        if reading.problem is not None:
            values[column.field] = None
            values[f"{column.field}_said"] = cell_text(raw)[:60]  # sealed with the row: it may still tell who is meant
            before = len(row.findings)
            row.note_problem(column.header, reading.problem)
            for finding in row.findings[before:]:
                finding.value = masked_words(cell_text(raw)) if column.sensitive else cell_text(raw)[:60]
            continue
        value = reading.value
        values[column.field] = value if value != "" else None
        if reading.notes:
            row.fixes.extend(Fix(column.header, note) for note in reading.notes)
            if column.sensitive:
                values[f"{column.field}_raw"] = cell_text(raw)[:60]
        if column.value_required and values[column.field] is None:
            if getattr(reading, "placeholder", False):
                said = cell_text(raw)
                row.question(
                    column.header,
                    "placeholder",
                    f"{column.header}写的是“{said}”，不是真的内容",
                    "请补上；确实没有的，请人核对",
                )
            else:
                _missing(row, column.header)


def _missing(row: Row, header: str) -> None:
    row.refuse(header, "missing", f"{header}没有填", "这一列必须填写，请补上")


def masked_words(text: str) -> str:
    """Words with document numbers and phones masked: they are kept unsealed, for lists and logs."""
    return _PHONE.sub(r"\1****\2", _LONG_NUMBER.sub(r"\1********\2", text))


class _Encoder(json.JSONEncoder):
    def default(self, value: Any) -> Any:
        return {"$day": value.isoformat()[:10]} if isinstance(value, date) else str(value)


_encode = _Encoder(ensure_ascii=False, separators=(",", ":")).encode


def _day(pairs: dict[str, Any]) -> Any:
    return date.fromisoformat(pairs["$day"]) if "$day" in pairs else pairs


def pack(value: Any) -> str:
    """JSON that keeps dates."""
    return _encode(value)


def unpack(text: str) -> Any:
    return json.loads(text, object_hook=_day)
