"""我的名册变了: each roster of the current period, how many are on it, and what changed since it was last published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lifecycle.models import RosterVersion
from lifecycle.roster.context import Unconfirmed, may_open, open_context, reaching
from lifecycle.roster.declaration import Context, Roster, rosters
from lifecycle.roster.difference import ADDED, REMOVED, Change, difference_to_now
from lifecycle.roster.select import members, read
from lifecycle.selectors.versions import latest_version

# Above it only the numbers are compared: names and reasons stand on the roster's own page.
EXPLAINED = 2000
SHOWN = 6


@dataclass(frozen=True)
class Line:
    """A person who came or went, and why."""

    sign: str
    uid: UUID
    name: str
    reason: str


@dataclass(frozen=True)
class RosterNews:
    """A roster today against its last publication (`since`, None: never published). `problem`: why it cannot be counted."""

    roster: Roster
    period: str
    count: int | None = None
    since: RosterVersion | None = None
    added: int = 0
    removed: int = 0
    changed: int = 0
    lines: list[Line] = field(default_factory=list)
    problem: str = ""

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed)


def roster_news(by: Any, area: str, *, today: dt.date) -> list[RosterNews]:
    """Every roster of an area that lies wholly inside the user's grants."""
    days = [(roster, roster.asked_for(area, today)) for roster in rosters if may_open(roster, by, area)]
    return [_news(roster, by, area, day) for roster, day in days if day is not None]


def _news(roster: Roster, by: Any, area: str, day: dt.date) -> RosterNews:
    try:
        context = open_context(roster, area=area, as_of=day)
    except Unconfirmed as problem:
        return RosterNews(roster, roster.period(day), problem=str(problem))
    with reaching(by, context):
        since = latest_version(roster.key, context.period, area)
        if since is None:
            return RosterNews(roster, context.period, members(roster, context).count())
        return _compared(roster, context, since)


def _compared(roster: Roster, context: Context, since: RosterVersion) -> RosterNews:
    if since.rows > EXPLAINED:
        now = set(members(roster, context).order_by().values_list("pk", flat=True))
        then = set(since.entries.values_list("person_id", flat=True))
        return RosterNews(roster, context.period, len(now), since, len(now - then), len(then - now))
    rows = read(roster, context)
    difference = difference_to_now(roster, context, since, rows)
    lines = [_line("+", change) for change in difference.of_kind(ADDED)]
    lines += [_line("−", change) for change in difference.of_kind(REMOVED)]
    return RosterNews(
        roster,
        context.period,
        len(rows),
        since,
        difference.added,
        difference.removed,
        difference.changed,
        lines[:SHOWN],
    )


def _line(sign: str, change: Change) -> Line:
    return Line(sign, change.uid, change.name, "；".join(reason.text for reason in change.reasons) or "还没有事件解释")
