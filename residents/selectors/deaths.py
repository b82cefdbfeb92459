"""What stands around a death: who is left, what was reported, what is said of days after it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from residents.domain.deaths import source_name
from residents.models import DeathReport

# Only what is told with its own day: a list that still names somebody a month later is merely late.
_LATER = """
SELECT person_id, day, what FROM (
  SELECT r.person_id, lower(r.during) AS day, CASE WHEN r.kind = 'hukou' THEN '迁户口' ELSE '搬家' END AS what
  FROM dying d JOIN residents_residence r ON r.person_id = d.person_id
  WHERE lower(r.during) > d.died_on AND r.began_on IS NULL
    AND (r.source LIKE 'desk:%%' OR r.source LIKE 'GA03:%%' OR r.source LIKE 'GA04:%%')
  UNION ALL
  SELECT k.person_id, lower(k.during), '结婚' FROM dying d JOIN residents_kinship k ON k.person_id = d.person_id
  WHERE k.kind = 'spouse' AND lower(k.during) > d.died_on AND (k.source LIKE 'desk:%%' OR k.source LIKE 'MZ%%')
) told ORDER BY person_id, day
"""
_AROUND = """
SELECT d.person_id,
  EXISTS (SELECT FROM residents_kinship k JOIN residents_person r ON r.id = k.relative_id
          WHERE k.person_id = d.person_id AND k.kind = 'spouse' AND upper_inf(k.during) AND r.status = 'living'),
  EXISTS (SELECT FROM residents_household h WHERE h.head_id = d.person_id AND h.closed_on IS NULL
          AND EXISTS (SELECT FROM residents_householdmembership m WHERE m.household_id = h.id AND upper_inf(m.during)
                      AND m.person_id <> d.person_id))
FROM dying d
"""
_DYING = "WITH dying AS (SELECT * FROM unnest(%s::bigint[], %s::date[]) AS said(person_id, died_on))"


@dataclass(slots=True)
class Around:
    """What stands around a death: a living spouse, a household to lead, open reports {source in words: day}, confirmed words,
    and what was registered of a later day."""

    spouse: bool = False
    head: bool = False
    reported: dict[str, dt.date] = field(default_factory=dict)
    confirmed: set[str] = field(default_factory=set)
    later: str = ""


def around_deaths(days: Mapping[int, dt.date | None]) -> dict[int, Around]:
    """For {person: day of death}, in three statements. Without a day only what does not depend on it."""
    found = {person: Around() for person in days}
    if not found:
        return found
    said = [(person, day) for person, day in days.items() if day]
    values: list[Any] = [[person for person, _ in said], [day for _, day in said]]
    with connection.cursor() as cursor:
        cursor.execute(_DYING + _AROUND, values)
        for person, spouse, head in cursor.fetchall():
            found[person].spouse, found[person].head = spouse, head
        cursor.execute(_DYING + _LATER, values)
        for person, day, what in cursor.fetchall():
            found[person].later = found[person].later or f"{day} {what}"
    State = DeathReport.State
    rows = DeathReport.objects.filter(person_id__in=found, state__in=[State.OPEN, State.CONFIRMED])
    for person, word, day, state in rows.values_list("person_id", "word", "died_on", "state"):
        if state == State.OPEN:
            found[person].reported[source_name(word)] = day
        else:
            found[person].confirmed.add(word)
    return found
