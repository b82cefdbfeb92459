"""The lists of last night, and what the nights found to have changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from core.scope import Scope
from lifecycle.models import RosterMove, RosterStanding, StandingList
from residents.selectors.people_briefly import briefly

_MOST = 200  # of all rosters of an area: 今天 shows a few of each


@dataclass(frozen=True)
class Moved:
    """A person who came onto a list (+) or left it (−) in one of the nights, and why."""

    sign: str
    uid: UUID
    name: str
    reason: str


def standing_list(roster: str, area: str) -> StandingList | None:
    """A community's list as of its last recompute; other areas have none of their own."""
    return StandingList.objects.filter(roster=roster, area_code=area).first()


def standing_people(kept: StandingList) -> set[int]:
    rows = RosterStanding.objects.filter(roster=kept.roster, area_code=kept.area_code)
    return set(rows.values_list("person_id", flat=True))


def moves_by_roster(area: str, *, since: dt.datetime) -> dict[str, list[Moved]]:
    """{roster: changes of its lists inside an area in the nights since a moment, the newest first}. Two statements."""
    rows = RosterMove.objects.filter(Scope.of([area]).q("area_code"), run__started_at__gte=since)
    found = list(rows.order_by("-pk")[:_MOST])
    people = briefly(row.person_id for row in found)
    moves: dict[str, list[Moved]] = defaultdict(list)
    for row in found:
        if row.person_id in people:
            brief = people[row.person_id]
            sign = "+" if row.kind == RosterMove.Kind.ADDED else "−"
            why = "；".join(reason["text"] for reason in row.reasons)
            moves[row.roster].append(Moved(sign, brief.uid, brief.name, why))
    return moves
