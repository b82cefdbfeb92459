"""What changed from one published version to a later one, with the reasons that were recorded on the way.

Each version keeps why it differs from the one before (RosterChange). Between two that are further apart, a person's reasons
are those of every step that touched the person's row; nothing is guessed afterwards.
"""

from __future__ import annotations

from collections import defaultdict

from lifecycle.models import RosterChange, RosterVersion
from lifecycle.roster.declaration import Roster
from lifecycle.roster.difference import Change, Difference, Reason, bare_changes
from lifecycle.selectors.versions import frozen_rows


def difference_between(roster: Roster, older: RosterVersion, newer: RosterVersion) -> Difference:
    """Everybody added, removed or changed from `older` to `newer`, two versions of one roster, period and area."""
    before = {row.person_id: row for row in frozen_rows(older)}
    after = {row.person_id: row for row in frozen_rows(newer)}
    steps = _steps(older, newer)
    return Difference([_with_steps(change, steps[change.person_id]) for change in bare_changes(roster, before, after)])


def _steps(older: RosterVersion, newer: RosterVersion) -> dict[int, list[RosterChange]]:
    """What the versions after `older` up to `newer` recorded, by person, in their order."""
    rows = RosterChange.objects.filter(
        version__roster=older.roster,
        version__period=older.period,
        version__area_code=older.area_code,
        version__number__gt=older.number,
        version__number__lte=newer.number,
    )
    steps: dict[int, list[RosterChange]] = defaultdict(list)
    for row in rows.order_by("version__number"):
        steps[row.person_id].append(row)
    return steps


def _with_steps(change: Change, steps: list[RosterChange]) -> Change:
    reasons = [Reason(reason["text"], reason["source"]) for step in steps for reason in step.reasons]
    return Change(
        change.kind,
        change.person_id,
        change.uid,
        change.name,
        change.area,
        change.cells,
        list(dict.fromkeys(reasons)),
        bool(steps) and all(step.explained for step in steps),
    )
