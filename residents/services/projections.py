"""Person's areas and addresses follow the newest residence rows: the one writer of these four columns after registration."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from core import clock

# Of the living only an open row counts; of the dead the last one (they stay in the files of the place where they lived).
_PROJECT = """
UPDATE residents_person p SET
  hukou_area = coalesce(hukou.area_code, ''), hukou_address = coalesce(hukou.address, ''),
  living_area = coalesce(home.area_code, ''), living_address = coalesce(home.address, ''),
  updated_at = %(now)s
FROM unnest(%(ids)s::bigint[]) AS wanted(id)
JOIN residents_person who ON who.id = wanted.id
LEFT JOIN LATERAL (
  SELECT area_code, address FROM residents_residence r
  WHERE r.person_id = wanted.id AND r.kind = 'hukou' AND (upper_inf(r.during) OR who.status = 'deceased')
  ORDER BY lower(r.during) DESC LIMIT 1
) hukou ON true
LEFT JOIN LATERAL (
  SELECT area_code, address FROM residents_residence r
  WHERE r.person_id = wanted.id AND r.kind <> 'hukou' AND (upper_inf(r.during) OR who.status = 'deceased')
  ORDER BY lower(r.during) DESC LIMIT 1
) home ON true
WHERE p.id = wanted.id AND (p.hukou_area, p.hukou_address, p.living_area, p.living_address) IS DISTINCT FROM
  (coalesce(hukou.area_code, ''), coalesce(hukou.address, ''), coalesce(home.area_code, ''), coalesce(home.address, ''))
"""


def project_residences(person_ids: Iterable[int]) -> None:
    """Bring hukou_area, living_area and their addresses in step; rows that already agree are not touched."""
    ids = list(person_ids)
    if ids:
        with connection.cursor() as cursor:
            cursor.execute(_PROJECT, {"ids": ids, "now": clock.now()})
