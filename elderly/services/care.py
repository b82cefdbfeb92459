"""Groups, plans and visits of people are brought in step with the base in one act, for some people or, by night, for everybody."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from typing import Any

from django.db import connection

from core.scope import as_system
from elderly.domain.categories import OLD
from elderly.selectors.derived import belonging_of
from elderly.selectors.plans import standing_plans
from elderly.services.settle_categories import write_categories
from elderly.services.settle_plans import Mended, write_plans
from residents.domain.ages import born_by

_AT_ONCE = 10_000
_CONCERNED = """
SELECT id FROM residents_person WHERE status = 'living' AND birth_date <= %(old)s
UNION SELECT person_id FROM elderly_careplan WHERE closed_on IS NULL
UNION SELECT person_id FROM elderly_eldercategory WHERE derived AND upper_inf(during)
ORDER BY 1
"""


def settle(people: Collection[int], *, by: Any, on: dt.date, cause: str = "") -> Mended:
    """Everything that the base says of these people today: groups begin and end, plans and visits are made, changed and ended.

    Idempotent: a second time writes nothing. The plans are locked before the base is asked, so that of two that settle the same person
    the later one sees what the earlier knew.
    """
    with as_system("care follows what happened in every area"):
        plans = standing_plans(people, lock=True)
        told = belonging_of(people, on=on)
        write_categories(people, told, by=by, on=on, cause=cause)
        return write_plans(people, told, plans, by=by, on=on, cause=cause)


def settle_everybody(*, by: Any, on: dt.date, cause: str = "") -> Mended:
    """The same for all whom it may concern, ten thousand at a time, each in a transaction of its own; returns what was mended."""
    opened = changed = closed = visits = 0
    whom: set[int] = set()
    for people in _concerned(on):
        done = settle(people, by=by, on=on, cause=cause)
        opened, changed, closed = opened + done.opened, changed + done.changed, closed + done.closed
        visits, whom = visits + done.visits, whom | done.people
    return Mended(opened, changed, closed, visits, frozenset(whom))


def _concerned(on: dt.date) -> Iterator[list[int]]:
    with as_system("all old people of every area"), connection.cursor() as cursor:
        cursor.execute(_CONCERNED, {"old": born_by(OLD, on)})
        everybody = [pk for (pk,) in cursor.fetchall()]
    for start in range(0, len(everybody), _AT_ONCE):
        yield everybody[start : start + _AT_ONCE]
