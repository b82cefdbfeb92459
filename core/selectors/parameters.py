"""Policy parameters as the pages show them: the value in force with its origin, and every version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.models import ParameterValue
from core.parameters import Parameter, Reading, parameters, read_many


@dataclass(frozen=True)
class ParameterLine:
    """A parameter in the list: its value on a day in an area, and since when it is so."""

    parameter: Parameter
    reading: Reading
    since: date | None
    own: bool  # recorded for this very area, not inherited

    @property
    def said(self) -> str:
        return value_words(self.parameter, self.reading.value)


@dataclass(frozen=True)
class Version:
    """One version of a value in one area. `state`: past, now, future."""

    row: ParameterValue
    said: str
    state: str

    @property
    def last_day(self) -> date | None:
        upper = self.row.during.upper
        return date.fromordinal(upper.toordinal() - 1) if upper else None


@dataclass(frozen=True)
class Change:
    """A version as it stood before somebody corrected or removed it."""

    said: str
    during: Any
    area: str
    by: str
    why: str
    at: Any


def value_words(parameter: Parameter, value: Any) -> str:
    """`1238 元/人月`, `6 周岁`; a month-day needs no unit; empty when unconfirmed."""
    if value is None:
        return ""
    if parameter.kind == "month-day":
        month, day = str(value).split("-")
        return f"{int(month)} 月 {int(day)} 日"
    return str(value) if parameter.kind == "text" else f"{value} {parameter.unit}"


def parameter_lines(*, area: str, on: date, text: str = "", unconfirmed: bool = False) -> list[ParameterLine]:
    """Every declared parameter with its value in force for an area on a day. Two queries."""
    readings = read_many(parameters.keys(), on=on, area=area)
    since = {(row.key, row.area_code): row.during.lower for row in ParameterValue.objects.filter(during__contains=on)}
    lines = [
        ParameterLine(parameter, reading, since.get((key, reading.area)), own=reading.area == area)
        for key, reading in readings.items()
        for parameter in [parameters[key]]
        if text in f"{parameter.name}{key}"
    ]
    # What rosters and rules count by stands before the amounts of the table, whose keys are in capitals.
    lines.sort(key=lambda line: line.parameter.key[0].isupper())
    return [line for line in lines if not unconfirmed or line.reading.value is None]


def versions_of(key: str, *, on: date) -> list[tuple[str, list[Version]]]:
    """Every version by area code, the widest area first, the newest version first."""
    grouped: dict[str, list[Version]] = {}
    for row in ParameterValue.objects.filter(key=key).order_by("area_code", "-during"):
        grouped.setdefault(row.area_code, []).append(
            Version(row, value_words(parameters[key], row.value), _state(row, on))
        )
    # 000000 sorts first in the C collation; 440000 before 440100 before 440104.
    return sorted(grouped.items())


def _state(row: ParameterValue, on: date) -> str:
    low, high = row.during.lower, row.during.upper
    if low is not None and low > on:
        return "future"
    return "past" if high is not None and high <= on else "now"


def changes_of(key: str, *, limit: int = 50) -> Sequence[Change]:
    """What stood there before corrections: from the history that database triggers keep."""
    history = ParameterValue.pgh_event_model  # type: ignore[attr-defined]
    rows = history.objects.filter(key=key).select_related("pgh_context").order_by("-pgh_id")[:limit]
    return [
        Change(
            value_words(parameters[key], row.value) or "待确认",
            row.during,
            row.area_code,
            by=_told(row, "by"),
            why=_told(row, "why"),
            at=row.pgh_created_at,
        )
        for row in rows
    ]


def _told(row: Any, what: str) -> str:
    return str(row.pgh_context.metadata.get(what, "")) if row.pgh_context else ""
