"""One community's list: computed anew, compared with the one kept, each change with what explains it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass

from core import clock
from core.bulk import insert_rows
from lifecycle.models import Reconciliation, RosterMove, RosterStanding, StandingList
from lifecycle.roster.context import Unconfirmed, open_context
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.difference import ADDED, REMOVED, Before, Change, Difference, explain_changes
from lifecycle.roster.select import members
from residents.selectors.people_briefly import briefly


@dataclass(frozen=True, slots=True)
class ListResult:
    """What became of one list. `passed_over`: why it was not computed; then nothing of it changed either (it fails closed)."""

    roster: str
    area: str
    people: int = 0
    moves: int = 0
    unexplained: int = 0
    passed_over: str = ""


def reconcile_list(roster: Roster, area: str, day: dt.date, run: Reconciliation) -> ListResult:
    """Inside a transaction, as the system. A list of another year or term than the one kept begins anew, without changes."""
    try:
        context = open_context(roster, area=area, as_of=day)
    except Unconfirmed as unknown:
        return ListResult(roster.key, area, passed_over=str(unknown))
    kept = StandingList.objects.select_for_update().filter(roster=roster.key, area_code=area).first()
    now = set(members(roster, context).order_by().values_list("pk", flat=True))
    if kept is None or kept.period != context.period:
        _begin(context, roster, now)
        moves = Difference([])
    else:
        moves = _compare(context, roster, now, kept, run)
    _keep(context, roster, len(now))
    return ListResult(roster.key, area, len(now), len(moves.changes), moves.unexplained)


def changes_of(roster: Roster, context: Context, before: set[int], now: set[int], since: Before) -> Difference:
    """Who came and who left, with reasons. Somebody whose record is gone was merged into another, and is said so."""
    people = briefly(before ^ now)
    bare = [
        Change(kind, pk, people[pk].uid, people[pk].name, context.area)
        for kind, ids in ((ADDED, now - before), (REMOVED, before - now))
        for pk in sorted(ids)
        if pk in people
    ]
    return explain_changes(roster, context, since, bare, {})


def before_of(kept: StandingList) -> Before:
    """The kept list as the roster machinery compares with it."""
    return Before({}, kept.known, kept.as_of, kept.parameters)


def _begin(context: Context, roster: Roster, now: set[int]) -> None:
    RosterStanding.objects.filter(roster=roster.key, area_code=context.area).delete()
    _add(context, roster, now)


def _compare(context: Context, roster: Roster, now: set[int], kept: StandingList, run: Reconciliation) -> Difference:
    rows = RosterStanding.objects.filter(roster=roster.key, area_code=context.area)
    before = set(rows.values_list("person_id", flat=True))
    if before == now:
        return Difference([])
    found = changes_of(roster, context, before, now, before_of(kept))
    insert_rows(
        RosterMove,
        ("run_id", "roster", "period", "area_code", "person_id", "kind", "reasons", "explained", "settled_by", "settled_words"),
        [
            (
                run.pk,
                roster.key,
                context.period,
                context.area,
                change.person_id,
                change.kind,
                json.dumps([asdict(reason) for reason in change.reasons], ensure_ascii=False),
                change.explained,
                "",
                "",
            )
            for change in found.changes
        ],
    )  # fmt: skip
    rows.filter(person_id__in=before - now).delete()
    _add(context, roster, now - before)
    return found


def _add(context: Context, roster: Roster, people: set[int]) -> None:
    insert_rows(
        RosterStanding,
        ("roster", "period", "area_code", "person_id", "since"),
        [(roster.key, context.period, context.area, pk, context.as_of) for pk in sorted(people)],
    )


def _keep(context: Context, roster: Roster, rows: int) -> None:
    StandingList.objects.update_or_create(
        roster=roster.key,
        area_code=context.area,
        defaults={
            "period": context.period,
            "as_of": context.as_of,
            "known": clock.now(),
            "rows": rows,
            "parameters": {key: reading.value for key, reading in context.readings.items()},
        },
    )
