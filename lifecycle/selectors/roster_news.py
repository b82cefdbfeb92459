"""我的名册变了: each roster of the current period, how many are on it, and what changed since it was last published."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from lifecycle.models import RosterVersion, StandingList
from lifecycle.reconciling.lists import before_of, changes_of
from lifecycle.roster.context import Unconfirmed, may_open, open_context, reaching
from lifecycle.roster.declaration import Context, Roster, rosters
from lifecycle.roster.difference import ADDED, REMOVED, Change, difference_to_now
from lifecycle.roster.select import members, read
from lifecycle.selectors.standing import Moved, moves_by_roster, standing_list, standing_people
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
    nightly: bool = False  # compared with last night, not with a publication

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.changed)


def roster_news(by: Any, area: str, *, today: dt.date, since: dt.datetime) -> list[RosterNews]:
    """Every roster of an area that lies wholly inside the user's grants: what the nights since a moment found, and for one community
    what changed since last night; where no night has looked yet, against the last publication.
    """
    days = [(roster, roster.asked_for(area, today)) for roster in rosters if may_open(roster, by, area)]
    by_night = moves_by_roster(area, since=since)
    return [_news(roster, by, area, day, by_night.get(roster.key, [])) for roster, day in days if day is not None]


def _news(roster: Roster, by: Any, area: str, day: dt.date, moves: list[Moved]) -> RosterNews:
    try:
        context = open_context(roster, area=area, as_of=day)
    except Unconfirmed as problem:
        return RosterNews(roster, roster.period(day), problem=str(problem))
    with reaching(by, context):
        kept = standing_list(roster.key, area)
        if kept is not None and kept.period == context.period:
            return _since_last_night(roster, context, kept, moves)
        since = latest_version(roster.key, context.period, area)
        if since is None:
            return RosterNews(roster, context.period, members(roster, context).count())
        return _compared(roster, context, since)


def _since_last_night(roster: Roster, context: Context, kept: StandingList, moves: list[Moved]) -> RosterNews:
    """The nights' changes, and today's own: who is on the list now and was not last night, or the other way round."""
    now = set(members(roster, context).order_by().values_list("pk", flat=True))
    fresh = changes_of(roster, context, standing_people(kept), now, before_of(kept)).changes
    lines = [_line("+" if change.kind == ADDED else "−", change) for change in fresh]
    lines += [Line(one.sign, one.uid, one.name, one.reason) for one in moves]
    added = sum(line.sign == "+" for line in lines)
    return RosterNews(
        roster, context.period, len(now), added=added, removed=len(lines) - added, lines=lines[:SHOWN], nightly=True
    )


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
