"""Whose word makes a death certain (handbook 8 and E, D01). Pure.

The police's cancellation does by itself; otherwise two sources that do not rest on each other must agree on the day. What the
family says and what a visit hears from the family is one source.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

_FILE = Path(__file__).resolve().parent.parent / "codes" / "death_sources.csv"
POLICE, LISTED = "psb_cancel", "list"
Standing = Literal["open", "certain", "differs"]


@dataclass(frozen=True, slots=True)
class DeathSource:
    """A kind of source. `weight`: certain (enough alone) · proof (a document) · lead (somebody says so); sources that share
    `stems_from` rest on the same word and count once."""

    key: str
    name: str
    weight: Literal["certain", "proof", "lead"]
    stems_from: str
    order: int
    note: str


@dataclass(frozen=True, slots=True)
class Word:
    """What one source says: its key, and the day of death."""

    source: str
    died_on: dt.date


@cache
def death_sources() -> Mapping[str, DeathSource]:
    """The declared sources by key, the weightiest first."""
    with _FILE.open(encoding="utf-8", newline="") as lines:
        rows = [
            DeathSource(row["key"], row["name"], row["weight"], row["stems_from"], int(row["order"]), row["note"])  # type: ignore[arg-type]
            for row in csv.DictReader(lines)
        ]
    return {row.key: row for row in sorted(rows, key=lambda row: row.order)}


def source_name(key: str) -> str:
    """公安注销 …; the key itself for a source nobody has declared."""
    known = death_sources().get(key)
    return known.name if known else key


def weigh(words: Iterable[Word]) -> Standing:
    """Is the death certain, still to be verified, or do the sources name different days (then a person decides)?"""
    said = list(words)
    if len({word.died_on for word in said}) > 1:
        return "differs"
    sources = [death_sources()[word.source] for word in said]
    if any(source.weight == "certain" for source in sources):
        return "certain"
    return "certain" if len({source.stems_from for source in sources}) > 1 else "open"


def weightiest(words: Iterable[Word]) -> Word:
    """The word of the source that counts most; its day is the one proposed."""
    return min(words, key=lambda word: death_sources()[word.source].order)
