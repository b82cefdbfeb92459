"""Policy parameters of duties that are declared as a table: core/data/policy_params.csv, one line per version.

A line without a value says that the value is known to be unknown from that day on; a parameter without any dated line has
never been confirmed. Both read as 待确认 until an office records the value with its document.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path

from core.parameters import Parameter, Seed, parameters

_TABLE = Path(__file__).resolve().parent / "data" / "policy_params.csv"
_WHOLE = {"天", "天/年", "天/年/每方", "周岁"}


def _declare() -> None:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=itemgetter("key", "since"))
    for key, lines in groupby(rows, key=itemgetter("key")):
        versions = list(lines)
        kind = _kind(versions[0]["unit"])
        seeds = tuple(_seeds(versions, kind))
        parameters.register(Parameter(key, versions[0]["name"], versions[0]["unit"], kind=kind, seeds=seeds))


def _kind(unit: str) -> str:
    if unit in _WHOLE:
        return "int"
    return "text" if unit == "日期" else "decimal"


def _seeds(versions: list[dict[str, str]], kind: str) -> Iterator[Seed]:
    """Each dated version, ending where the next one of the same parameter begins."""
    dated = [row for row in versions if row["since"]]
    for row, following in _with_next(dated):
        until = row["until"] or (following["since"] if following else "")
        yield Seed(
            value=_value(row["value"], kind),
            since=date.fromisoformat(row["since"]),
            until=date.fromisoformat(until) if until else None,
            document=row["document"],
            clause=row["clause"],
            certainty=row["certainty"],
            area=row["area"],
            note=row["note"],
        )


def _with_next(rows: list[dict[str, str]]) -> Iterable[tuple[dict[str, str], dict[str, str] | None]]:
    return [*pairwise(rows), (rows[-1], None)] if rows else []


def _value(text: str, kind: str) -> int | str | None:
    if not text:
        return None
    if kind == "int":
        return int(text)
    return str(Decimal(text)) if kind == "decimal" else text


_declare()
