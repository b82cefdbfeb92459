"""Marriages and divorces of a file enter the base, in the order of their days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from core.imports.feed import Commit, Kept, Row, Undo
from residents.domain.marriages import HUSBAND, WIFE
from residents.feeds.mz01_columns import DIVORCED, MARRIED, TITLES
from residents.feeds.mz01_told import write_told
from residents.feeds.undo import undo as undo_people
from residents.models import MarriageRecord
from residents.services.marriages import Act, Party, record_divorces, record_marriages


def commit(chunks: Iterator[list[Row]], batch: Commit) -> None:
    """Write the accepted rows of a batch, a chunk at a time."""
    for rows in chunks:
        for kind, acts in _waves(rows, batch):
            record = record_marriages if kind == MARRIED else record_divorces
            record(acts, by=batch.by, why=TITLES[kind])
        write_told(rows, batch, why="民政婚姻登记")


def _waves(rows: list[Row], batch: Commit) -> Iterator[tuple[str, list[Act]]]:
    """Acts in sets in which nobody is named twice: who was divorced and has married again since is dealt with twice, in order."""
    turn: dict[str, int] = {}
    placed: list[tuple[int, str, Act]] = []
    for row in sorted(rows, key=lambda row: (row.values["on"], row.values["act"] != DIVORCED, row.line)):
        numbers = [row.values[f"{role}_number"] for role in (HUSBAND, WIFE)]
        wave = max(turn.get(number, 0) for number in numbers)
        turn |= dict.fromkeys(numbers, wave + 1)
        placed.append((wave, row.values["act"], _act(row, batch)))
    placed.sort(key=lambda one: (one[0], one[1]))
    for (_, kind), wave_rows in groupby(placed, key=lambda one: (one[0], one[1])):
        yield kind, [act for _, _, act in wave_rows]


def _act(row: Row, batch: Commit) -> Act:
    v = row.values
    husband, wife = (
        Party(v[f"{role}_pk"], v[f"{role}_name"], v[f"{role}_number"], v[f"{role}_before"] or "")
        for role in (HUSBAND, WIFE)
    )
    return Act(husband, wife, v["on"], batch.row_source(row), v["certificate"])


def undo(what: Undo) -> list[Kept]:
    """A line touches two people: both go back, or both stay."""
    records = MarriageRecord.objects.filter(source__startswith=f"{what.source}:")
    lines = {person: int(source.rpartition(":")[2]) for person, source in records.values_list("person_id", "source")}
    return undo_people(Undo(what.source, what.by, lines | what.lines, what.stay))
