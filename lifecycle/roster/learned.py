"""What was learned since: the roster of a day as it was known then, against the roster of the same day as it is known now."""

from __future__ import annotations

from typing import Any

from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.difference import Before, Difference, difference
from lifecycle.roster.select import read


def learned_since(roster: Roster, context: Context, *, by: Any) -> tuple[Difference, int, int]:
    """(the changes, how many then, how many now). `context.known_at` says when then was; NotFound as for `reaching`."""
    if context.known_at is None:
        raise ValueError("The present has no later.")
    with reaching(by, context):
        then = read(roster, context)
    values = {key: reading.value for key, reading in context.readings.items()}
    before = Before({row.person_id: row for row in then}, context.known_at.at, context.as_of, values)
    present = open_context(roster, area=context.area, as_of=context.as_of, boundary=context.boundary)
    with reaching(by, present):
        now = read(roster, present)
        return difference(roster, present, before, now), len(then), len(now)
