"""What rests on a death that was registered: taken back, it would contradict what was told since."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from residents.domain.relations import HEAD

# A survivor who has married since; a household that has confirmed another head; a household number given away.
_RESTING = """
SELECT k.person_id, '配偶后来又结了婚'
FROM residents_person p JOIN residents_kinship k ON k.person_id = p.id
WHERE p.id = ANY(%(ids)s) AND p.status = 'deceased' AND k.kind = 'spouse' AND upper(k.during) = p.died_on
  AND EXISTS (SELECT FROM residents_kinship o WHERE o.person_id = k.relative_id AND o.kind = 'spouse'
              AND o.relative_id <> k.person_id AND (upper_inf(o.during) OR upper(o.during) > p.died_on))
UNION ALL
SELECT m.person_id, '这一户后来确认了新户主'
FROM residents_person p JOIN residents_householdmembership m ON m.person_id = p.id
JOIN residents_household h ON h.id = m.household_id
WHERE p.id = ANY(%(ids)s) AND p.status = 'deceased' AND m.relation = ANY(%(head)s) AND upper(m.during) = p.died_on
  AND h.head_id IS DISTINCT FROM m.person_id
UNION ALL
SELECT m.person_id, '户号后来给了另一户'
FROM residents_person p JOIN residents_householdmembership m ON m.person_id = p.id
JOIN residents_household h ON h.id = m.household_id
JOIN residents_household o ON o.area_code = h.area_code AND o.number = h.number AND o.id <> h.id AND o.closed_on IS NULL
WHERE p.id = ANY(%(ids)s) AND p.status = 'deceased' AND h.closed_on IS NOT NULL AND upper(m.during) >= p.died_on
"""
_SPOUSES = """
SELECT k.relative_id FROM residents_kinship k JOIN residents_person p ON p.id = k.person_id
WHERE k.person_id = ANY(%s) AND k.kind = 'spouse' AND starts_with(p.sources ->> 'died_on', %s)
"""


def resting_on_deaths(people: list[int]) -> dict[int, str]:
    """{dead person: why their death cannot simply be taken back}."""
    with connection.cursor() as cursor:
        cursor.execute(_RESTING, {"ids": people, "head": sorted(HEAD)})
        return dict(cursor.fetchall())


def surviving_spouses(people: Iterable[int], *, source: str) -> set[int]:
    """Who was married to those of these people whose death a batch (`GA06:17`) told."""
    with connection.cursor() as cursor:
        cursor.execute(_SPOUSES, [list(people), f"{source}:"])
        return {row[0] for row in cursor.fetchall()}
