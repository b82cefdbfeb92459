"""Deaths to be told to the rules: living people of the district with their homes, as the service would tell them."""

from __future__ import annotations

from bench.population import ask
from core import clock
from core.outbox import NewEvent, Subject

SOURCE = "bench"
KIND = "person.died"
_PEOPLE = """
SELECT p.id, coalesce(nullif(p.living_area, ''), p.hukou_area) AS area,
  ARRAY(SELECT m.household_id FROM residents_householdmembership m WHERE m.person_id = p.id AND upper_inf(m.during)) AS homes,
  ARRAY(SELECT h.id FROM residents_household h WHERE h.head_id = p.id AND h.closed_on IS NULL) AS heads
FROM residents_person p WHERE p.status = 'living' ORDER BY p.id OFFSET %s LIMIT %s
"""


def deaths(number: int, *, after: int = 0) -> list[NewEvent]:
    """Up to `number` deaths of today, each of another person; `after`: so many people are passed over."""
    today = clock.today()
    return [
        NewEvent(
            KIND,
            today,
            (Subject(row["id"], area=row["area"]),),
            SOURCE,
            payload={"households": row["homes"], "head_of": row["heads"], "closed": []},
        )
        for row in ask(_PEOPLE, [after, number])
    ]


def first_new_event() -> int:
    """Events told from now on have greater ids."""
    return int(ask("SELECT coalesce(max(id), 0) AS last FROM core_event")[0]["last"])
