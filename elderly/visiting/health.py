"""What to know of somebody's health before knocking: what stood out in the latest check-up, for those whose work health is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from elderly.domain.rights import HEALTH
from elderly.selectors.checkups import latest_lines
from lifecycle.visiting.declaration import DoorLine, DoorPart, door_parts
from residents.selectors.people_briefly import briefly

_OLD = 550  # days: older than a year and a half says little about today (P)
_MOST = 2


def health_lines(people: Collection[int], day: dt.date) -> Mapping[int, Sequence[DoorLine]]:
    """血压偏高 168/96（11-02 体检）; two statements for any number of people."""
    standing_out = {
        person: line
        for person, line in latest_lines(people, until=day).items()
        if line.remarks and (day - line.row.exam_on).days <= _OLD
    }
    who = briefly(standing_out)
    said = {}
    for person, line in standing_out.items():
        on = line.row.exam_on
        when = f"{on:%m-%d}" if on.year == day.year else f"{on:%Y-%m-%d}"
        url = reverse("health", args=[who[person].uid]) if person in who else ""
        said[person] = [DoorLine(f"{one.short}（{when} 体检）", one.tone, url) for one in line.remarks[:_MOST]]
    return said


door_parts.register(DoorPart("health", "体检", "heart", lines=health_lines, permission=HEALTH, order=30))
