"""Counts of what the engine does: for the command's answer, and by rule, kind of event and day for the page 规则 × 事件."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from core import clock
from lifecycle.domain.delays import BOUNDS, class_of
from lifecycle.models import RuleDay


@dataclass
class _Cell:
    done: int = 0
    effects: int = 0
    taken_back: int = 0
    failures: int = 0
    within: Counter[int] = field(default_factory=Counter)


@dataclass
class Tally:
    """What was done since it was made: `deliveries` finished and `effects` carried out."""

    deliveries: int = 0
    effects: int = 0
    _cells: dict[tuple[str, str], _Cell] = field(default_factory=dict)

    def done(self, rule: str, kind: str, taken: dt.timedelta, effects: int, *, deliveries: int = 1) -> None:
        """Deliveries to a rule that took equally long are finished; `effects`: of all of them."""
        cell = self._cell(rule, kind)
        cell.done += deliveries
        cell.effects += effects
        cell.within[class_of(taken)] += deliveries
        self.deliveries += deliveries
        self.effects += effects

    def taken_back(self, rule: str, kind: str, effects: int) -> None:
        self._cell(rule, kind).taken_back += effects
        self.deliveries += 1

    def failed(self, rule: str, kind: str) -> None:
        self._cell(rule, kind).failures += 1

    def _cell(self, rule: str, kind: str) -> _Cell:
        key = (rule, kind)
        if key not in self._cells:
            self._cells[key] = _Cell()
        return self._cells[key]

    def write(self) -> None:
        """Add what was counted to the day's rows, in the caller's transaction. Nobody else writes them: the lane is held."""
        if not self._cells:
            return
        now = clock.now()
        kept = {
            (row.rule, row.kind): row
            for row in RuleDay.objects.filter(day=now.date(), rule__in={rule for rule, _ in self._cells})
        }
        rows = [self._added(kept.get(key), key, cell, now) for key, cell in sorted(self._cells.items())]
        RuleDay.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["rule", "kind", "day"],
            update_fields=["done", "effects", "taken_back", "failures", "last_at", "within"],
        )
        self._cells = {}

    @staticmethod
    def _added(row: RuleDay | None, key: tuple[str, str], cell: _Cell, now: dt.datetime) -> RuleDay:
        rule, kind = key
        row = row or RuleDay(rule=rule, kind=kind, day=now.date(), within=[0] * (len(BOUNDS) + 1))
        row.done += cell.done
        row.effects += cell.effects
        row.taken_back += cell.taken_back
        row.failures += cell.failures
        row.last_at = now
        row.within = [count + cell.within[place] for place, count in enumerate(row.within)]
        return row
