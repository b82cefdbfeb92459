"""What the calendar will bring to the people of some areas: who, on which day, what follows."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from core.scope import NOWHERE, Scope
from lifecycle.milestone.declaration import Milestone, milestones
from residents.selectors.days_of_life import NAMED, Days

MOST = 500  # people listed of one kind; the count goes on


@dataclass(frozen=True)
class Coming:
    """A person whom a milestone reaches on a day. `area` is the community that answers."""

    on: dt.date
    milestone: Milestone
    person_id: int
    uid: UUID
    name: str
    sex: str
    birth_date: dt.date | None
    area: str
    address: str
    follows: str

    @property
    def weekday(self) -> str:
        return "一二三四五六日"[self.on.weekday()]


@dataclass(frozen=True)
class ComingDays:
    """By day; `totals` counts each milestone, also beyond the people listed. `warnings`: what the base cannot know."""

    first: dt.date
    last: dt.date
    people: list[Coming]
    totals: list[tuple[Milestone, int]]
    warnings: list[str]

    @property
    def count(self) -> int:
        return sum(number for _, number in self.totals)

    @property
    def left(self) -> int:
        return self.count - len(self.people)


def milestones_between(
    scope: Scope,
    *,
    first: dt.date,
    last: dt.date,
    key: str = "",
    scope_for: Callable[[str], Scope] = lambda _permission: NOWHERE,
) -> ComingDays:
    """Milestones of living people who belong to the scope, from `first` to `last` (inclusive); `key`: of one kind only.

    `scope_for(permission)`: where the reader may see milestones that need one; by default nowhere. The list of one kind stops at
    MOST; its count does not. One statement a kind.
    """
    reach = {one.key: scope_for(one.permission) if one.permission else scope for one in milestones}
    chosen = [milestone for milestone in milestones if key in ("", milestone.key) and reach[milestone.key]]
    people: list[Coming] = []
    counts: Counter[str] = Counter()
    for milestone in chosen:
        found, counts[milestone.key] = _of(milestone, Days(first, last, scope=reach[milestone.key]))
        people += found
    people.sort(key=lambda coming: (coming.on, coming.milestone.order, coming.name, coming.person_id))
    totals = [(milestone, counts[milestone.key]) for milestone in chosen if counts[milestone.key]]
    totals.sort(key=lambda total: total[0].order)
    return ComingDays(first, last, people, totals, [milestone.warns for milestone in chosen if milestone.warns])


def _of(milestone: Milestone, days: Days) -> tuple[list[Coming], int]:
    due = milestone.due(days)
    with connection.cursor() as cursor:
        cursor.execute(NAMED.format(due=due.sql), [*due.params, MOST])
        rows = cursor.fetchall()
    found = [
        Coming(on, milestone, pk, uid, name, sex, birth, area, address, milestone.follows(birth, _read(payload)))
        for on, payload, pk, uid, name, sex, birth, area, address, _ in rows
    ]
    return found, rows[0][-1] if rows else 0


def _read(payload: str | dict) -> dict:
    return json.loads(payload) if isinstance(payload, str) else payload
