"""What a full list covers, and who of the base is missing from it. All of it from the judged rows, set-based."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Who is registered in the covered areas and named by no row of the batch. A line whose number could not be read still names
# its person by name. Registrations that carry no date of their own (collection form, seed) hold for any day; others from theirs.
ABSENT = """
SELECT p.id, p.hukou_area AS area FROM residents_person p
WHERE p.hukou_area = ANY(%(areas)s) AND p.status = 'living' AND (p.birth_date IS NULL OR p.birth_date <= %(on)s)
  AND EXISTS (SELECT FROM residents_residence r WHERE r.person_id = p.id AND r.kind = 'hukou' AND upper_inf(r.during)
              AND (lower(r.during) <= %(on)s OR r.source LIKE 'SQ%%' OR r.source LIKE 'seed%%'))
  AND NOT EXISTS (SELECT FROM core_importrow i WHERE i.batch_id = %(batch)s AND i.person_id = p.id)
  AND NOT EXISTS (SELECT FROM core_importrow i WHERE i.batch_id = %(batch)s AND i.person_id IS NULL
                  AND i.verdict IN ('review', 'refused') AND i.label = p.name AND i.area_code = p.hukou_area)
"""
_LISTED = """
SELECT listed.area_code, listed.rows, coalesce(registered.people, 0)
FROM (SELECT area_code, count(*) AS rows FROM core_importrow
      WHERE batch_id = %(batch)s AND verdict <> 'skipped' AND area_code <> '' AND NOT problems @> '[{"code": "scope"}]'
      GROUP BY area_code) listed
LEFT JOIN LATERAL (SELECT count(*) AS people FROM residents_person p
                   WHERE p.hukou_area = listed.area_code AND p.status = 'living') registered ON true
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Listed:
    """An area that a file names: its rows, and how many living people the base has registered there."""

    area: str
    rows: int
    registered: int


def listed_areas(batch_id: int) -> list[Listed]:
    """The areas of a batch's rows that belong to the importer."""
    with connection.cursor() as cursor:
        cursor.execute(_LISTED, {"batch": batch_id})
        return [Listed(*row) for row in cursor.fetchall()]


def absent_count(batch_id: int, areas: Sequence[str], on: dt.date) -> int:
    """How many registered people of these areas no row names."""
    if not areas:
        return 0
    values: dict[str, Any] = {"batch": batch_id, "areas": list(areas), "on": on}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({ABSENT}) gone", values)
        return int(cursor.fetchone()[0])
