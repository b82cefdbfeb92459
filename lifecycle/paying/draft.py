"""The payment list of a month as the base knows it now: who gets what and why, who is new, who left, what waits for a parameter."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any

from core.event_log import Told, told_about
from core.parameters import Reading, read_many
from lifecycle.domain.months import last_day_of, months_on
from lifecycle.models import PaymentLine, PaymentRun
from lifecycle.paying.declaration import Due, PaymentScheme
from lifecycle.paying.frozen import Paid, Total, paid_for, runs_of
from lifecycle.paying.opening import unit_of

NEW, CHANGED, SAME = PaymentLine.Change.NEW.value, PaymentLine.Change.CHANGED.value, PaymentLine.Change.SAME.value
_WHY = 300


@dataclass(frozen=True, slots=True)
class Drafted:
    """What is due, beside last month: `change` is empty where there is no list of last month to compare with."""

    due: Due
    change: str = ""
    last: Decimal | None = None
    why: str = ""

    @property
    def person(self) -> int:
        return self.due.persons[0]


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody on last month's list to whom nothing is due this month."""

    paid: Paid
    why: str


@dataclass(frozen=True)
class Draft:
    """The list of an area and month, computed now. `lines` in the order of the list."""

    scheme: PaymentScheme
    area: str
    month: dt.date
    lines: Sequence[Drafted]
    leavers: Sequence[Left] = ()
    compared: Collection[str] = ()  # units with a list of last month
    readings: Mapping[str, Mapping[str, Reading]] = field(default_factory=dict)  # by unit

    @cached_property
    def waiting(self) -> list[Drafted]:
        """Lines whose amount nobody knows: a parameter has no value (待确认)."""
        return [line for line in self.lines if line.due.amount is None]

    @property
    def missing(self) -> dict[str, int]:
        """{parameter without a value: how many lines wait for it}."""
        return dict(Counter(key for line in self.waiting for key in line.due.missing))

    @property
    def total(self) -> Decimal:
        """The sum of the amounts that are known, in yuan."""
        return sum((line.due.amount or Decimal(0) for line in self.lines), Decimal("0.00"))

    @property
    def changes(self) -> Counter[str]:
        return Counter(line.change for line in self.lines)

    @property
    def by_community(self) -> list[Total]:
        return _totals((line.due.area, line) for line in self.lines)

    @property
    def units(self) -> dict[str, list[Drafted]]:
        """The lines of each street."""
        found: dict[str, list[Drafted]] = defaultdict(list)
        for line in self.lines:
            found[unit_of(line.due.area)].append(line)
        return found

    @cached_property
    def fingerprint(self) -> str:
        """What makes this list this list: the same base gives the same, whoever looks and whenever."""
        return fingerprint(self.scheme.key, self.month, [line.due for line in self.lines])


def fingerprint(scheme: str, month: dt.date, dues: Iterable[Due]) -> str:
    """SHA-256 over each line in one canonical writing."""
    digest = hashlib.sha256(f"{scheme} {month:%Y-%m}\n".encode())
    for due in dues:
        told: list[Any] = [due.key, due.persons, due.area, str(due.amount), due.arithmetic, due.reason, due.document]
        digest.update(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def draft(scheme: PaymentScheme, area: str, month: dt.date) -> Draft:
    """What is due in an area for a month, against the frozen lists of the month before. Run inside `opening.reaching()`."""
    dues = _not_paid_elsewhere(scheme, month, scheme.due(area, month))
    _each_once(scheme, dues)
    last = months_on(month, -1)
    runs = list(runs_of(scheme.key, area, last).filter(supplement=False))
    units = {unit_of(due.area) for due in dues} or {unit_of(area)}
    readings = {unit: read_many(scheme.parameters, on=month, area=unit) for unit in units}
    if not runs:
        return Draft(scheme, area, month, [Drafted(due) for due in dues], readings=readings)
    before = _before(scheme, area, last, {due.key for due in dues})
    compared = {run.area_code for run in runs}
    bare = [_compared(due, before.get(due.key), compared) for due in dues]
    keys = {due.key for due in dues}
    gone = [paid for key, paid in before.items() if key not in keys and paid.own]
    why = _Why(scheme, area, month, runs, readings, [line for line in bare if line.change in (NEW, CHANGED)], gone)
    lines = [why.of(line) for line in bare]
    return Draft(scheme, area, month, lines, [why.left(paid) for paid in gone], compared, readings)


def _not_paid_elsewhere(scheme: PaymentScheme, month: dt.date, dues: Iterable[Due]) -> list[Due]:
    """Without those whom the frozen list of another street has paid for this month already: nobody is paid twice for a move."""
    ordered = sorted(dues, key=lambda due: (due.area, due.key))
    runs = {run.area_code for run in runs_of(scheme.key, "000000", month)}
    open_keys = {due.key for due in ordered if runs and unit_of(due.area) not in runs}
    paid = paid_for(scheme, month, keys=open_keys) if open_keys else {}
    return [due for due in ordered if due.key not in paid]


def _each_once(scheme: PaymentScheme, dues: Sequence[Due]) -> None:
    twice = [key for key, times in Counter(due.key for due in dues).items() if times > 1]
    if twice:
        raise ValueError(f"The scheme “{scheme.key}” gives a key twice: {twice[0]}.")


def _before(scheme: PaymentScheme, area: str, last: dt.date, keys: set[str]) -> dict[str, Paid]:
    """What last month's lists of the area held, and what others held of the same keys: who came from another street is not new."""
    here = paid_for(scheme, last, area)
    elsewhere = keys - here.keys()
    return here | (paid_for(scheme, last, keys=elsewhere) if elsewhere else {})


def _compared(due: Due, before: Paid | None, compared: Collection[str]) -> Drafted:
    if before is not None and before.own:
        return Drafted(due, SAME if due.amount == before.own else CHANGED, before.own)
    return Drafted(due, NEW if unit_of(due.area) in compared else "")


class _Why:
    """Why lines are new or changed and why others left: what was told since, values that changed, what the scheme says."""

    def __init__(
        self, scheme: PaymentScheme, area: str, month: dt.date, runs: Sequence[PaymentRun],
        readings: Mapping[str, Mapping[str, Reading]], changed: Sequence[Drafted], gone: Sequence[Paid],
    ) -> None:  # fmt: skip
        people = {person for line in changed for person in line.due.persons} | {paid.person for paid in gone}
        self._told: dict[int, list[Told]] = defaultdict(list)
        since = min(run.frozen_at for run in runs)
        for event in told_about(people, recorded_after=since, or_occurred_after=last_day_of(months_on(month, -2))):
            self._told[event.person_id].append(event)
        keys = [paid.key for paid in gone]
        self._not = scheme.why_not(area, month, keys) if keys else {}
        self._values = {run.area_code: values_changed(run, readings.get(run.area_code, {})) for run in runs}

    def of(self, line: Drafted) -> Drafted:
        if line.change not in (NEW, CHANGED):
            return line
        told = [said(event) for person in line.due.persons for event in self._told[person]]
        values = self._values.get(unit_of(line.due.area), "") if line.change == CHANGED else ""
        words = "；".join(filter(None, [*dict.fromkeys(told), values])) or line.due.reason
        return Drafted(line.due, line.change, line.last, words[:_WHY])

    def left(self, paid: Paid) -> Left:
        told = [said(event) for event in self._told[paid.person]]
        words = "；".join(filter(None, [self._not.get(paid.key, ""), *dict.fromkeys(told)]))
        return Left(paid, words[:_WHY] or "没有事件解释，请核对。")


def said(event: Told) -> str:
    return f"{event.occurred_on} {event.title}"


def values_changed(run: PaymentRun, readings: Mapping[str, Reading]) -> str:
    """Which of the scheme's parameters differ from those of a run, in words; empty when none does."""
    changed = [
        f"{reading.parameter.name} {run.parameters.get(key, {}).get('value')} → {reading.value}"
        for key, reading in readings.items()
        if run.parameters.get(key, {}).get("value") != reading.value
    ]
    return f"参数改了：{'；'.join(changed)}" if changed else ""


def _totals(lines: Iterable[tuple[str, Drafted]]) -> list[Total]:
    number: Counter[str] = Counter()
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for community, line in lines:
        number[community] += 1
        sums[community] += line.due.amount or Decimal(0)
    return [Total(community, number[community], sums[community]) for community in sorted(number)]
