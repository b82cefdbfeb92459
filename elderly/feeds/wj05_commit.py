"""Check-ups of a file enter the base: new days by COPY, known days filled in line by line."""

from __future__ import annotations

from collections.abc import Iterator

from core.audit import acting
from core.imports.feed import Commit, Row
from elderly.feeds.wj05_changes import said_in
from elderly.services.checkups import NewCheckup, fill_in, record_checkups

WHY = "体检名单"


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        filled = _of(rows, "fill", batch)
        if filled:
            fill_in(filled, by=batch.by, why=WHY)
        with acting(by=batch.by.username, why=WHY, source=batch.source):
            record_checkups(_of(rows, "new", batch), by=batch.by, why=WHY)


def _of(rows: list[Row], does: str, batch: Commit) -> list[NewCheckup]:
    return [
        NewCheckup(row.person_id, row.values["exam_date"], said_in(row), batch.row_source(row))
        for row in rows
        if row.person_id and row.values.get("does") == does
    ]
