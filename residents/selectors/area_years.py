"""How many people an area had at the end of each year: by the boundaries of then, and by those of now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.selectors.areas import area_tree
from core import clock
from core.scope import Scope, area_range, as_system
from residents.selectors.ground import Ground, ground_of

MOST = 12
WALL = "numbers of a past day; the asker's grant covers the whole area"

# People by the code and the present place of the row that held on the day; one row a code and kind of row.
_COUNT = """
SELECT r.kind = 'hukou', count(*) FILTER (WHERE r.area_code >= %(low)s AND r.area_code < %(high)s),
  count(*) FILTER (WHERE CASE
    WHEN NOT (r.area_code = ANY(%(changed)s)) THEN r.area_code >= %(low)s AND r.area_code < %(high)s
    WHEN r.dwelling_id IS NOT NULL THEN d.area_code >= %(low)s AND d.area_code < %(high)s
    ELSE r.area_code = ANY(%(mapped)s) END)
FROM residents_residence r
LEFT JOIN residents_dwelling d ON d.id = r.dwelling_id AND r.area_code = ANY(%(changed)s)
WHERE r.during @> %(day)s::date AND ({where})
GROUP BY 1
"""


@dataclass(frozen=True)
class YearLine:
    """The end of a year (or today): people living and registered in the area, by then- and by now-boundary."""

    day: dt.date
    living_then: int
    living_now: int
    registered_then: int
    registered_now: int
    existed: bool

    @property
    def differs(self) -> bool:
        return (self.living_then, self.registered_then) != (self.living_now, self.registered_now)


def years_of(code: str, *, scope: Scope, years: int = 6) -> list[YearLine]:
    """The last years of an area inside the scope (else nothing), the latest first."""
    if not scope.covers(code):
        return []
    today = clock.today()
    days = [today, *(dt.date(today.year - back, 12, 31) for back in range(1, min(years, MOST)))]
    with as_system(WALL):
        return [_line(code, day) for day in days]


def _line(code: str, day: dt.date) -> YearLine:
    ground = ground_of(code, day)
    numbers = {registered: (then, now) for registered, then, now in _counts(ground, day)}
    living, registered = numbers.get(False, (0, 0)), numbers.get(True, (0, 0))
    node = area_tree().get(code)
    return YearLine(day, living[0], living[1], registered[0], registered[1], node is None or node.existed(day))


def _counts(ground: Ground, day: dt.date) -> Sequence[tuple[bool, int, int]]:
    low, high = area_range(ground.area)
    here = Scope.of([ground.area])
    changed = sorted(ground.followed)
    values: dict[str, Any] = {
        "low": low,
        "high": high,
        "day": day,
        "changed": changed,
        "mapped": [old for old, main in ground.followed.items() if here.holds(main)],
    }
    # Only areas whose ground was changed can hold people of this one elsewhere: the index on area codes narrows to them.
    where = "r.area_code >= %(low)s AND r.area_code < %(high)s" + (
        " OR r.area_code = ANY(%(changed)s)" if changed else ""
    )
    with connection.cursor() as cursor:
        cursor.execute(_COUNT.format(where=where), values)
        return list(cursor.fetchall())
