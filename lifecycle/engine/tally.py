"""Counts of what the engine does: for the command's answer, and by rule, kind of event and day for the page 规则 × 事件."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db import connection
from psycopg2.extras import execute_values

from core import clock
from lifecycle.domain.delays import BOUNDS, class_of

_ADD = """
INSERT INTO lifecycle_ruleday AS day (rule, kind, day, done, effects, taken_back, failures, last_at, within) VALUES %s
ON CONFLICT (rule, kind, day) DO UPDATE SET
  done = day.done + excluded.done, effects = day.effects + excluded.effects,
  taken_back = day.taken_back + excluded.taken_back, failures = day.failures + excluded.failures,
  last_at = excluded.last_at, within = ARRAY(
    SELECT coalesce(before, 0) + coalesce(added, 0)
    FROM unnest(day.within, excluded.within) WITH ORDINALITY AS one(before, added, place) ORDER BY place
  )
"""


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
        rows = [
            (
                *(rule, kind, now.date(), cell.done, cell.effects, cell.taken_back, cell.failures, now),
                [cell.within[place] for place in range(len(BOUNDS) + 1)],
            )
            for (rule, kind), cell in sorted(self._cells.items())
        ]
        with connection.cursor() as cursor, connection.wrap_database_errors:
            execute_values(cursor.cursor, _ADD, rows, page_size=1000)
        self._cells = {}
