"""Policy parameters: what an app declares, and how a value is found for a day and an area.

The nearest area wins (community before street before … nation). A declared parameter without a value in force is
*unconfirmed* (待确认): reading it gives `None` with a warning for the screen; code never invents a number.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from core.known_at import Moment, known_at
from core.models import ParameterValue
from core.registry import Registry
from core.scope import area_prefix


@dataclass(frozen=True)
class Seed:
    """A value that ships with the product, with the document it comes from. `value` None = known to be unknown."""

    value: Any
    since: date
    document: str
    clause: str = ""
    certainty: str = "V"
    until: date | None = None
    area: str = "000000"
    note: str = ""


@dataclass(frozen=True)
class Parameter:
    """A number of the law: key, Chinese name, unit, type of value, and the values it ships with."""

    key: str
    name: str
    unit: str
    kind: str = "int"  # int · decimal · text · month-day
    help: str = ""
    seeds: tuple[Seed, ...] = ()

    def parse(self, text: str) -> Any:
        """What a user typed, as a value; raises ValueError with a Chinese sentence."""
        text = text.strip()
        if not text:
            return None
        if self.kind == "int":
            if not text.lstrip("-").isdigit():
                raise ValueError(f"{self.name}要填整数，例如 6。")
            return int(text)
        if self.kind == "decimal":
            try:
                return str(Decimal(text))
            except InvalidOperation as error:
                raise ValueError(f"{self.name}要填数字，例如 1238.00。") from error
        if self.kind == "month-day":
            try:
                month, day = (int(part) for part in text.split("-"))
                date(2000, month, day)
            except ValueError as error:
                raise ValueError(f"{self.name}要填 月-日，例如 08-31。") from error
            return f"{month:02d}-{day:02d}"
        return text


parameters: Registry[Parameter] = Registry("policy parameter")


@dataclass(frozen=True)
class Reading:
    """A parameter's value on a day in an area; `value` None means 待确认, and `warning` says so in words. `since`: of this version."""

    parameter: Parameter
    value: Any
    area: str = ""
    document: str = ""
    clause: str = ""
    certainty: str = ""
    since: date | None = None

    @property
    def warning(self) -> str:
        return "" if self.value is not None else f"「{self.parameter.name}」待确认：请在参数页录入数值和依据。"


def ancestors(area: str) -> list[str]:
    """Area codes from the nearest to the nation: a community, its street, district, city, province, 000000."""
    prefix, codes = area_prefix(area), []
    for length in (len(prefix), 12, 9, 6, 4, 2):
        if length <= len(prefix) and length:
            code = prefix[:length]
            codes.append(code.ljust(6, "0") if length < 6 else code)
    return [*dict.fromkeys(codes), "000000"]


# Values tried out before they are in force; nothing that is written may be made of them.
_supposed: ContextVar[Mapping[str, Any]] = ContextVar("supposed")
SUPPOSED = "假设"


@contextmanager
def supposing(values: Mapping[str, Any]) -> Iterator[None]:
    """Read these parameters as if they had these values, everywhere and on every day, for as long as the block runs (what-if)."""
    token = _supposed.set(values)
    try:
        yield
    finally:
        _supposed.reset(token)


def read(key: str, *, on: date, area: str) -> Reading:
    """The value in force on a day for an area, by inheritance."""
    return read_many([key], on=on, area=area)[key]


def read_many(keys: Iterable[str], *, on: date, area: str, known: Moment | None = None) -> dict[str, Reading]:
    """Several parameters in one query; `known`: by the values that stood in the table at that moment."""
    keys, line = list(keys), ancestors(area)
    found: dict[str, ParameterValue] = {}
    with known_at(known, [ParameterValue]) if known else nullcontext():
        rows = list(ParameterValue.objects.filter(key__in=keys, area_code__in=line, during__contains=on))
    for row in rows:
        best = found.get(row.key)
        if best is None or line.index(row.area_code) < line.index(best.area_code):
            found[row.key] = row
    supposed = _supposed.get({})
    return {
        key: Reading(parameters[key], supposed[key], area, "试算用的数，还没有施行", certainty=SUPPOSED)
        if key in supposed
        else _reading(parameters[key], found.get(key))
        for key in keys
    }


class ParameterBook:
    """Every version of some parameters, read once: for a job that asks for thousands of days and areas."""

    def __init__(self, keys: Iterable[str]) -> None:
        self._versions: dict[tuple[str, str], list[ParameterValue]] = {}
        self._ancestors = cache(ancestors)
        for row in ParameterValue.objects.filter(key__in=list(keys)):
            self._versions.setdefault((row.key, row.area_code), []).append(row)

    def read(self, key: str, *, on: date, area: str) -> Reading:
        """As `read`, without a query."""
        found = (
            row for code in self._ancestors(area) for row in self._versions.get((key, code), ()) if _in_force(row, on)
        )
        return _reading(parameters[key], next(found, None))


def _in_force(row: ParameterValue, day: date) -> bool:
    low, high = row.during.lower, row.during.upper
    return (low is None or low <= day) and (high is None or day < high)


def _reading(parameter: Parameter, row: ParameterValue | None) -> Reading:
    if row is None:
        return Reading(parameter, None)
    return Reading(parameter, row.value, row.area_code, row.document, row.clause, row.certainty, row.during.lower)
