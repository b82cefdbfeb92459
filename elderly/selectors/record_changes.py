"""What elder records lack when they are held against the base: one statement, for some people or for everybody.

elderly/domain/record_stages.py says the same in Python; tests hold the two against each other.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import connection

from elderly.domain.record_stages import FULL_AGE, PRE_AGE, act_words
from residents.domain.ages import born_by


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be done with somebody's record: `act` open · close · reopen · full · pre · move; `wanted` the stage, or why it
    rests; `area` the community that answers now ("" for none)."""

    person: int
    act: str
    wanted: str
    area: str

    @property
    def words(self) -> str:
        """What it comes to, to stand after 老人档案."""
        return act_words(self.act, self.wanted)


# Whom to look at, and for which day each.
_SOME = "SELECT * FROM unnest(%s::bigint[], %s::date[]) AS asked(id, day)"
_EVERYBODY = """
SELECT id, %s::date AS day FROM residents_person WHERE birth_date <= %s
UNION SELECT person_id, %s::date FROM elderly_elderrecord WHERE closed_on IS NULL
"""

# {asked}: one of the two above. A column of CHANGES for each that writing needs.
CHANGES = f"""
SELECT due.*, CASE
    WHEN record IS NULL THEN CASE WHEN wanted IN ('pre', 'full') THEN 'open' ELSE '' END
    WHEN wanted NOT IN ('pre', 'full') THEN CASE WHEN closed THEN '' ELSE 'close' END
    WHEN closed THEN 'reopen'
    WHEN wanted <> stage THEN wanted
    WHEN area <> at THEN 'move' ELSE '' END AS act
FROM (
  SELECT here.*, CASE
      WHEN status = 'merged' THEN 'merged'
      WHEN status = 'deceased' OR died_on <= day THEN 'died'
      WHEN area IS NULL THEN 'left'
      WHEN turns_full <= day THEN 'full'
      WHEN turns_pre <= day THEN 'pre'
      ELSE 'mistake' END AS wanted
  FROM (
    SELECT p.id AS person, p.status, p.died_on, asked.day,
      (p.birth_date + interval '{FULL_AGE} years')::date AS turns_full,
      (p.birth_date + interval '{PRE_AGE} years')::date AS turns_pre,
      CASE WHEN length(p.living_area) >= 12 THEN p.living_area WHEN length(p.hukou_area) >= 12 THEN p.hukou_area END AS area,
      r.id AS record, r.stage, r.area_code AS at, r.closed_on IS NOT NULL AS closed
    FROM ({{asked}}) asked JOIN residents_person p ON p.id = asked.id
    LEFT JOIN elderly_elderrecord r ON r.person_id = p.id
  ) here
) due
"""


def asked_about(days: Mapping[int, dt.date] | None, today: dt.date) -> tuple[str, list[Any]]:
    """CHANGES for these people, each on a day ({person: day}); None: for everybody, today."""
    if days is None:
        return CHANGES.format(asked=_EVERYBODY), [today, born_by(PRE_AGE, today), today]
    return CHANGES.format(asked=_SOME), [list(days), list(days.values())]


def record_changes(days: Mapping[int, dt.date]) -> dict[int, Change]:
    """{person: what is to be done with the record}, for those where there is something. Past the wall: rules ask for all areas."""
    if not days:
        return {}
    statement, values = asked_about(days, max(days.values()))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person, act, wanted, coalesce(area, at, '') FROM ({statement}) c WHERE act <> ''", values
        )
        return {person: Change(person, act, wanted, area) for person, act, wanted, area in cursor.fetchall()}
