"""What ends with a life, as statements over the temporary table `dying` (person_id, died_on, source, known_on, known_till).

A fact that began on the day of death or later never held (services/facts.py), with one exception: a collection form says what
holds without saying since when, and is often entered weeks after a death that the police tell later. Where nothing else is known
of the last day, such a fact is taken back to it: `known_on` … `known_till`, the last whole day of that life.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from core import clock
from residents.domain.sources import LISTS

WIDOWED = "30"  # GB/T 2261.2 丧偶

_DYING = """
CREATE TEMP TABLE dying ON COMMIT DROP AS
SELECT p.id AS person_id, said.died_on, said.source,
  greatest(said.died_on - 1, p.birth_date) AS known_on,
  greatest(said.died_on, greatest(said.died_on - 1, p.birth_date) + 1) AS known_till
FROM unnest(%(ids)s::bigint[], %(days)s::date[], %(sources)s::text[]) AS said(id, died_on, source)
JOIN residents_person p ON p.id = said.id;
ANALYZE dying;
UPDATE residents_person p SET status = 'deceased', died_on = d.died_on, updated_at = %(now)s,
  sources = p.sources || jsonb_build_object('died_on', d.source)
FROM dying d WHERE p.id = d.person_id;
"""

# Which households somebody leaves by dying, and which marriages and guardianships end: asked before anything ends.
_BEFORE = """
CREATE TEMP TABLE left_household ON COMMIT DROP AS
SELECT DISTINCT m.household_id, d.person_id FROM dying d JOIN residents_householdmembership m ON m.person_id = d.person_id
WHERE upper_inf(m.during) OR upper(m.during) > d.died_on;
CREATE TEMP TABLE ending_kin ON COMMIT DROP AS
SELECT k.id, k.person_id, k.relative_id, k.kind, e.died_on,
  coalesce(lower(k.during) < e.died_on, true) AS began,
  -- A list says that a marriage stands, not since when.
  k.kind = 'spouse' AND k.source LIKE ANY(%(lists)s) AS undated
FROM (
  SELECT id, min(died_on) AS died_on FROM (
    SELECT k.id, d.died_on FROM dying d JOIN residents_kinship k ON k.person_id = d.person_id
    WHERE k.kind IN ('spouse', 'guardian', 'ward')
    UNION ALL
    SELECT k.id, d.died_on FROM dying d JOIN residents_kinship k ON k.relative_id = d.person_id
    WHERE k.kind IN ('spouse', 'guardian', 'ward')
  ) told GROUP BY id
) e JOIN residents_kinship k ON k.id = e.id
WHERE upper_inf(k.during) OR upper(k.during) > e.died_on;
ANALYZE left_household;
ANALYZE ending_kin;
"""

# `slot`: of the facts that share it a person has one at a time.
_END = """
UPDATE {table} f SET during = daterange(lower(f.during), d.died_on) FROM dying d
WHERE f.person_id = d.person_id AND coalesce(lower(f.during) < d.died_on, true)
  AND (upper_inf(f.during) OR upper(f.during) > d.died_on);
CREATE TEMP TABLE taken_back ON COMMIT DROP AS
SELECT DISTINCT ON (f.person_id, {slot}) f.id, d.known_on, d.known_till
FROM dying d JOIN {table} f ON f.person_id = d.person_id
WHERE lower(f.during) >= d.died_on AND NOT EXISTS (
  SELECT FROM {table} o WHERE o.person_id = f.person_id AND ({slot_o}) = ({slot}) AND o.id <> f.id
    AND coalesce(lower(o.during) < d.died_on, true) AND o.during && daterange(d.known_on, d.known_till))
ORDER BY f.person_id, {slot}, lower(f.during);
DELETE FROM {table} f USING dying d WHERE f.person_id = d.person_id AND lower(f.during) >= d.died_on
  AND NOT EXISTS (SELECT FROM taken_back t WHERE t.id = f.id);
UPDATE {table} f SET during = daterange(t.known_on, t.known_till) FROM taken_back t WHERE t.id = f.id;
DROP TABLE taken_back;
"""
_SLOTS = (
    ("residents_residence", "{}.kind = 'hukou'"),
    ("residents_householdmembership", "{}.shares_registration"),
    ("residents_residencepermit", "{}.person_id"),
    ("residents_schooling", "{}.person_id"),
    ("residents_occupation", "{}.person_id"),
    ("residents_pregnancy", "{}.person_id"),
    ("residents_disabilitycertificate", "{}.person_id"),
)

_END_KIN = """
UPDATE residents_kinship k SET during = daterange(lower(k.during), e.died_on) FROM ending_kin e
WHERE e.id = k.id AND e.began;
UPDATE residents_kinship k SET during = daterange(NULL, e.died_on) FROM ending_kin e
WHERE e.id = k.id AND NOT e.began AND e.undated AND NOT EXISTS (
  SELECT FROM residents_kinship o WHERE o.kind = 'spouse' AND o.person_id IN (k.person_id, k.relative_id)
    AND o.relative_id NOT IN (k.person_id, k.relative_id));
UPDATE residents_kinship k SET during = daterange(e.died_on - 1, e.died_on) FROM ending_kin e
WHERE e.id = k.id AND NOT e.began AND e.undated AND lower(k.during) >= e.died_on AND NOT EXISTS (
  SELECT FROM residents_kinship o WHERE o.kind = 'spouse' AND o.person_id IN (k.person_id, k.relative_id)
    AND o.relative_id NOT IN (k.person_id, k.relative_id) AND o.during && daterange(e.died_on - 1, e.died_on));
DELETE FROM residents_kinship k USING ending_kin e WHERE e.id = k.id AND lower(k.during) >= e.died_on;
DELETE FROM ending_kin e WHERE NOT EXISTS (SELECT FROM residents_kinship k WHERE k.id = e.id);
"""

# The survivor of a marriage that stood on the day, unless they have died by then or married again since.
_WIDOWED = """
UPDATE residents_person p SET marital_status = %(widowed)s, updated_at = %(now)s,
  sources = p.sources || jsonb_build_object('marital_status', d.source)
FROM ending_kin e JOIN dying d ON d.person_id = e.relative_id AND d.died_on = e.died_on
WHERE e.kind = 'spouse' AND p.id = e.person_id AND coalesce(p.died_on > e.died_on, true)
  AND p.marital_status <> %(widowed)s AND NOT EXISTS (
    SELECT FROM residents_kinship k WHERE k.person_id = p.id AND k.kind = 'spouse'
      AND (upper_inf(k.during) OR upper(k.during) > e.died_on));
"""
_HOUSEHOLDS = """
UPDATE residents_household h SET closed_on = greatest(gone.last_day, h.opened_on)
FROM (SELECT m.household_id, max(upper(m.during)) AS last_day FROM residents_householdmembership m
      WHERE m.household_id IN (SELECT household_id FROM left_household)
      GROUP BY m.household_id HAVING NOT bool_or(upper_inf(m.during))) gone
WHERE h.id = gone.household_id AND h.closed_on IS NULL;
UPDATE residents_household h SET head_confirmed = false FROM left_household l
WHERE h.id = l.household_id AND h.head_id = l.person_id AND h.closed_on IS NULL AND h.head_confirmed;
UPDATE residents_possibleexit x SET state = 'dead', decided_at = %(now)s, decided_by = %(by)s, reason = '已登记死亡'
FROM dying d WHERE x.person_id = d.person_id AND x.state = 'open';
"""
_LEFT = """
SELECT l.person_id, h.id, h.area_code, h.head_id = l.person_id, h.closed_on IS NOT NULL
FROM left_household l JOIN residents_household h ON h.id = l.household_id ORDER BY l.person_id, h.id
"""

# (person, household, its area, was head of it, it is closed now)
Left = tuple[int, int, str, bool, bool]


def mark_dead(cursor: Any, deaths: Sequence[tuple[int, dt.date, str]]) -> None:
    """(person, day, source): the persons are dead; leaves the table `dying` for what follows."""
    ids, days, sources = (list(column) for column in zip(*deaths, strict=True))
    cursor.execute(_DYING, {"ids": ids, "days": days, "sources": sources, "now": clock.now()})


def end_facts_of_the_dead(cursor: Any, *, by: str) -> list[Left]:
    """Everything that ends with the lives in `dying`; returns the households they left. Leaves `left_household` and
    `ending_kin` (the marriages and guardianships that ended)."""
    said = {"now": clock.now(), "by": by, "widowed": WIDOWED, "lists": [f"{head}%" for head in LISTS]}
    cursor.execute(_BEFORE, said)
    for table, slot in _SLOTS:
        cursor.execute(_END.format(table=table, slot=slot.format("f"), slot_o=slot.format("o")))
    cursor.execute(_END_KIN)
    cursor.execute(_WIDOWED, said)
    cursor.execute(_HOUSEHOLDS, said)
    cursor.execute(_LEFT)
    return list(cursor.fetchall())
