"""Which rows go where when areas change: worked out set-based in temporary tables, for the preview and for the act alike.

    moving_building, moving_dwelling (id, old, new, placed)
    moving_household (id, old, new, placed)    moving_residence (id, person_id, old, new, placed, splits, new_id)

A row goes with its dwelling's building where that is known; without a dwelling it goes with the person's household in that
area (the one of the same registration or home first); what cannot be placed goes with the main successor and is marked so.
Rows that ended before the day are the past: they are not here.
"""

from __future__ import annotations

from typing import Any

from django.db import connection

from accounts.following import Act
from residents.models import Dwelling, Household, HouseholdMembership, Residence

_TABLES = ("moving_building", "moving_dwelling", "moving_household", "moving_residence", "area_rest", "area_part")

# area_part: a part of an area goes to a successor; area_rest: all else of it goes there (or stays, when the row is missing).
_PLAN = """
CREATE TEMP TABLE area_part (old text, new text, roads text[], buildings uuid[]) ON COMMIT DROP;
CREATE TEMP TABLE area_rest (old text PRIMARY KEY, new text) ON COMMIT DROP;
"""
_BUILDINGS = """
CREATE TEMP TABLE moving_building ON COMMIT DROP AS
SELECT DISTINCT ON (b.id) b.id, b.area_code::text AS old, coalesce(part.new, rest.new) AS new,
  CASE WHEN part.new IS NULL THEN 'whole' ELSE 'dwelling' END AS placed
FROM residents_building b
LEFT JOIN area_part part ON part.old = b.area_code AND (b.road = ANY(part.roads) OR b.uid = ANY(part.buildings))
LEFT JOIN area_rest rest ON rest.old = b.area_code
WHERE b.area_code = ANY(%(old)s) AND coalesce(part.new, rest.new) IS NOT NULL ORDER BY b.id, part.new;
CREATE UNIQUE INDEX ON moving_building (id);
CREATE TEMP TABLE moving_dwelling ON COMMIT DROP AS
SELECT d.id, d.area_code::text AS old, m.new, m.placed FROM residents_dwelling d JOIN moving_building m ON m.id = d.building_id;
CREATE UNIQUE INDEX ON moving_dwelling (id);
ANALYZE moving_dwelling;
"""
_HOUSEHOLDS = """
CREATE TEMP TABLE moving_household ON COMMIT DROP AS
SELECT h.id, h.area_code::text AS old, coalesce(d.new, rest.new) AS new,
  CASE WHEN d.new IS NOT NULL THEN d.placed WHEN h.area_code = ANY(%(divided)s) THEN 'rest' ELSE 'whole' END AS placed
FROM residents_household h
LEFT JOIN moving_dwelling d ON d.id = h.dwelling_id AND d.old = h.area_code
LEFT JOIN area_rest rest ON rest.old = h.area_code
WHERE h.area_code = ANY(%(old)s) AND (h.closed_on IS NULL OR h.closed_on > %(on)s)
  AND coalesce(d.new, rest.new) IS NOT NULL;
CREATE UNIQUE INDEX ON moving_household (id);
ANALYZE moving_household;
"""
# `home`: the dwelling of the household that the person belongs to on the day, for rows that name no dwelling themselves.
_RESIDENCES = """
CREATE TEMP TABLE moving_residence ON COMMIT DROP AS
SELECT r.id, r.person_id, r.area_code::text AS old, coalesce(own.new, home.new, rest.new) AS new,
  CASE WHEN own.new IS NOT NULL THEN own.placed WHEN home.new IS NOT NULL THEN 'household'
       WHEN r.area_code = ANY(%(divided)s) THEN 'rest' ELSE 'whole' END AS placed,
  lower(r.during) IS NULL OR lower(r.during) < %(on)s AS splits, NULL::bigint AS new_id
FROM residents_residence r
LEFT JOIN moving_dwelling own ON own.id = r.dwelling_id AND own.old = r.area_code
LEFT JOIN LATERAL (
  SELECT d.new FROM residents_householdmembership m
  JOIN residents_household h ON h.id = m.household_id JOIN moving_dwelling d ON d.id = h.dwelling_id
  WHERE m.person_id = r.person_id AND d.old = r.area_code AND m.during @> greatest(lower(r.during), %(on)s::date)
  ORDER BY m.shares_registration <> (r.kind = 'hukou') LIMIT 1
) home ON r.dwelling_id IS NULL AND r.area_code = ANY(%(divided)s)
LEFT JOIN area_rest rest ON rest.old = r.area_code
WHERE r.area_code = ANY(%(old)s) AND (upper_inf(r.during) OR upper(r.during) > %(on)s)
  AND coalesce(own.new, home.new, rest.new) IS NOT NULL;
"""


def find_moving(act: Act) -> None:
    """Fill the temporary tables for a plan. Inside a transaction, as the system; a second call in it starts anew."""
    moving = act.plan.moving
    values = {"old": [one.old for one in moving], "divided": list(act.plan.divided), "on": act.on}
    run(f"DROP TABLE IF EXISTS {', '.join(_TABLES)}")
    run(_PLAN)
    for one in moving:
        if one.part is None:
            run("INSERT INTO area_rest VALUES (%s, %s)", [one.old, one.new])
        else:
            part = [list(one.part.roads), list(one.part.buildings)]
            run("INSERT INTO area_part VALUES (%s, %s, %s::text[], %s::uuid[])", [one.old, one.new, *part])
    run(_BUILDINGS, values)
    run(_HOUSEHOLDS, values)
    run(_RESIDENCES, values)


def unplaced(act: Act) -> int:
    """People of a divided area of whom nobody knows in which part they live: they stay with the main successor."""
    return number(
        """
        SELECT count(DISTINCT r.person_id) FROM residents_residence r
        WHERE r.area_code = ANY(%s) AND (upper_inf(r.during) OR upper(r.during) > %s) AND r.dwelling_id IS NULL
          AND NOT EXISTS (SELECT FROM residents_householdmembership m JOIN residents_household h ON h.id = m.household_id
            JOIN residents_dwelling d ON d.id = h.dwelling_id
            WHERE m.person_id = r.person_id AND d.area_code = r.area_code AND m.during @> greatest(lower(r.during), %s::date))
        """,
        [list(act.plan.divided), act.on, act.on],
    )


def lock_out_writers() -> None:
    """Until the transaction ends nobody writes a home, a household or a dwelling: none may slip into an area that ends."""
    names = ", ".join(model._meta.db_table for model in (Residence, Household, HouseholdMembership, Dwelling))
    run(f"LOCK TABLE {names}, residents_building IN SHARE ROW EXCLUSIVE MODE")


def run(statement: str, values: Any = None) -> int:
    """Execute; returns the number of rows touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def number(statement: str, values: Any = None) -> int:
    """The one number that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.fetchone()[0] or 0)


def rows(statement: str, values: Any = None) -> list[tuple[Any, ...]]:
    """Everything that a statement answers."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
