"""Rows as the screen shows them: what stood in the cell, what it was read as, what is wrong and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from core.domain.text import cell_text
from core.imports.feed import Column, Feed, Row
from core.imports.reading import masked_words, unpack
from core.models import ImportBatch, ImportRow

PAGE = 100
FILTERS = {"ok": "accepted", "same": "unchanged", "chk": "review", "bad": "refused", "skip": "skipped"}
_ORDER = {"refused": 0, "review": 1, "accepted": 3, "unchanged": 4, "skipped": 5}
_NUMBER = re.compile(r"[A-Za-z]?[0-9０-９][0-9Xx０-９Ｘｘ\s\u200b]{9,}\Z")


@dataclass
class ShownCell:
    """One cell: text; `old` when it was mended; `tone` bad or chk when it is at fault."""

    text: str
    old: str = ""
    tone: str = ""
    number: bool = False


@dataclass
class ShownRow:
    """One line of the preview."""

    line: int
    verdict: str
    corrected: bool
    cells: list[ShownCell] = field(default_factory=list)
    reasons: list[tuple[str, str]] = field(default_factory=list)  # (what is wrong, what to do)
    note: str = ""
    person_id: int | None = None
    resolution: str = ""


def shown_columns(feed: Feed) -> list[Column]:
    """The columns of the preview: the name first, the others as the layout orders them."""
    return sorted((column for column in feed.columns if column.shown), key=lambda column: column.field != "name")


def rows_in_order(batch: ImportBatch, wanted: str = "") -> QuerySet[ImportRow]:
    """What needs a hand first: refused, review, corrected; then the rest, in the order of the file."""
    rows = ImportRow.objects.filter(batch=batch)
    rows = rows.filter(verdict=FILTERS[wanted]) if wanted in FILTERS else rows.exclude(verdict="skipped")
    cases = [When(verdict="accepted", corrected=True, then=Value(2))]
    cases += [When(verdict=verdict, then=Value(place)) for verdict, place in _ORDER.items()]
    return rows.annotate(place=Case(*cases, output_field=IntegerField())).order_by("place", "line")


def shown_rows(rows: Iterable[ImportRow], feed: Feed, places: dict[str, int]) -> list[ShownRow]:
    return [_shown(row, feed, places) for row in rows]


def _shown(row: ImportRow, feed: Feed, places: dict[str, int]) -> ShownRow:
    shown = ShownRow(
        row.line, row.verdict, row.corrected, note=row.note, person_id=row.person_id, resolution=row.resolution
    )
    if row.verdict == "skipped":
        shown.reasons = [(row.note, row.label)]
        return shown
    cells, values = unpack(row.raw), unpack(row.reading)
    tones = {p["column"]: "bad" if p["level"] == "refused" else "chk" for p in row.problems}
    mended = {fix["column"] for fix in row.fixes}
    for column in shown_columns(feed):
        index = places.get(column.field, -1)
        raw = cell_text(cells[index]) if 0 <= index < len(cells) else ""
        header = column.header
        tone = tones.get(header, "")
        value = values.get(column.field)
        fixed = not tone and header in mended and value is not None
        new = _said(column, value) if fixed else ""
        old = _masked(raw, column)
        cell = ShownCell(new, old) if fixed and new != old else ShownCell(old)
        cell.tone, cell.number = tone, column.sensitive or isinstance(value, date)
        shown.cells.append(cell)
    shown.reasons = [(p["reason"], p["remedy"]) for p in row.problems]
    if not shown.reasons:
        shown.reasons = [("；".join(dict.fromkeys(fix["reason"] for fix in row.fixes)), "")] if row.fixes else []
    return shown


def shown_reading(row: Row, feed: Feed) -> list[tuple[Column, str, str]]:
    """A judged row, column by column: (column, what was read, tone of what is wrong), masked like the preview."""
    tones = {f.column: "bad" if f.level == "refused" else "chk" for f in row.findings}
    wrong = {f.column: f.value for f in row.findings}
    shown = []
    for column in shown_columns(feed):
        value = row.values.get(column.field)
        text = _masked(_said(column, value), column) if value not in (None, "") else wrong.get(column.header, "")
        shown.append((column, text, tones.get(column.header, "")))
    return shown


def _said(column: Column, value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()[:10]
    return masked_words(str(value)) if column.sensitive else column.show(value)


def _masked(raw: str, column: Column) -> str:
    if not column.sensitive:
        return raw[:60]
    masked = masked_words(raw)
    if masked == raw and _NUMBER.match(raw.strip()):
        text = raw.strip()
        return f"{text[:6]}…{text[-4:]}"
    return masked[:40]
