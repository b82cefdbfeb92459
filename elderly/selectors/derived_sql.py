"""What the base tells of old people, as common table expressions: the sentence of elderly/domain/categories.py for any number of people.

`belongs(id, area, birth_date, codes, told, unplaced …)`: one row for each living person of 60 and older who belongs to a street or
community of ours. `told`: codes that follow from the base; `codes`: those without what an office contests, with what it declared.
Parameters: `on`, `old`, `very_old`, `hundred`, `of_age` (latest birth dates), `severe` (person ids: grades are sealed, SQL cannot read
them), `areas` and `levels` (from which level of ability somebody counts as 失能 there), and those of `who`.
"""

from __future__ import annotations

OF_PEOPLE = "p.id = ANY(%(people)s)"
IN_AREA = (
    "((p.living_area >= %(low)s AND p.living_area < %(high)s)"
    " OR (p.living_area = '' AND p.hukou_area >= %(low)s AND p.hukou_area < %(high)s))"
)

_ELDERS = """
asked AS MATERIALIZED (
  SELECT p.id, p.birth_date, p.marital_status, coalesce(nullif(p.living_area, ''), p.hukou_area) AS area
  FROM residents_person p WHERE p.status = 'living' AND p.birth_date <= %(old)s AND {who}
), elder AS MATERIALIZED (
  SELECT asked.* FROM asked JOIN accounts_area a ON a.code = asked.area AND a.level IN ('street', 'community', 'grid')
)"""

# Who lives with them: in the same dwelling; and members of the household whose dwelling in the same community nobody has said.
_AROUND = """
home AS MATERIALIZED (
  SELECT e.id, e.area, r.dwelling_id FROM elder e
  JOIN residents_residence r ON r.person_id = e.id AND r.kind <> 'hukou' AND r.during @> %(on)s::date
  JOIN residents_dwelling d ON d.id = r.dwelling_id AND d.use <> 'staff'
), mate AS MATERIALIZED (
  SELECT h.id, r.person_id AS mate FROM home h
  JOIN residents_residence r ON r.dwelling_id = h.dwelling_id AND r.person_id <> h.id
    AND r.kind <> 'hukou' AND r.during @> %(on)s::date
  UNION
  SELECT h.id, other.person_id FROM home h
  JOIN residents_householdmembership own ON own.person_id = h.id AND own.during @> %(on)s::date
  JOIN residents_household hh ON hh.id = own.household_id AND hh.kind <> 'collective' AND hh.closed_on IS NULL
  JOIN residents_householdmembership other ON other.household_id = hh.id AND other.person_id <> h.id
    AND other.during @> %(on)s::date
  JOIN residents_residence r ON r.person_id = other.person_id AND r.kind <> 'hukou' AND r.during @> %(on)s::date
    AND r.dwelling_id IS NULL AND r.area_code = h.area
), around AS MATERIALIZED (
  SELECT mate.id,
    count(*) FILTER (WHERE q.birth_date IS NULL OR q.birth_date <= %(of_age)s) AS adults,
    count(*) FILTER (WHERE q.birth_date IS NULL OR (q.birth_date <= %(of_age)s AND q.birth_date > %(old)s)) AS under_60,
    count(*) FILTER (WHERE q.birth_date > %(of_age)s) AS minors,
    bool_or(k.id IS NOT NULL) AS child_here
  FROM mate JOIN residents_person q ON q.id = mate.mate AND q.status = 'living'
  LEFT JOIN residents_kinship k ON k.person_id = mate.id AND k.relative_id = mate.mate AND k.kind = 'child'
    AND k.during @> %(on)s::date
  GROUP BY mate.id
)"""

_FAMILY = """
offspring AS MATERIALIZED (
  SELECT e.id, count(DISTINCT c.id) FILTER (WHERE c.status = 'living') AS children,
    count(DISTINCT c.id) FILTER (WHERE c.status = 'deceased') AS lost
  FROM elder e JOIN residents_kinship k ON k.person_id = e.id AND k.kind = 'child' AND k.during @> %(on)s::date
  JOIN residents_person c ON c.id = k.relative_id GROUP BY e.id
), wedded AS MATERIALIZED (
  SELECT DISTINCT e.id FROM elder e JOIN residents_kinship k ON k.person_id = e.id AND k.kind = 'spouse'
    AND k.during @> %(on)s::date JOIN residents_person s ON s.id = k.relative_id AND s.status = 'living'
)"""

_CARE = """
receives AS MATERIALIZED (
  SELECT b.person_id, array_agg(DISTINCT b.kind::text) AS kinds FROM residents_benefit b JOIN elder e ON e.id = b.person_id
  WHERE b.kind IN ('lost-child', 'extreme-poverty', 'minimum-living', 'edge') AND b.during @> %(on)s::date GROUP BY b.person_id
), able AS MATERIALIZED (
  SELECT a.person_id, (array_agg(a.level ORDER BY a.assessed_on DESC, a.id DESC))[1] AS level
  FROM elderly_assessment a JOIN elder e ON e.id = a.person_id WHERE a.scale = 'ability' AND a.standing GROUP BY a.person_id
), grave AS MATERIALIZED (
  SELECT unnest(%(severe)s::bigint[]) AS id
), limits AS MATERIALIZED (
  SELECT * FROM unnest(%(areas)s::text[], %(levels)s::int[]) AS said(area, level)
)"""

_FACTS = """
facts AS MATERIALIZED (
  SELECT e.id, e.area, e.birth_date, home.id IS NOT NULL AS placed,
    coalesce(around.adults, 0) AS adults, coalesce(around.under_60, 0) AS under_60, coalesce(around.minors, 0) AS minors,
    coalesce(around.child_here, false) AS child_here,
    wedded.id IS NOT NULL OR e.marital_status NOT IN ('10', '30', '40') AS married,
    coalesce(offspring.children, 0) AS children, coalesce(offspring.lost, 0) AS lost,
    able.level AS ability, limits.level AS disabled_from, grave.id IS NOT NULL AS severe,
    coalesce(receives.kinds, '{{}}'::text[]) AS kinds
  FROM elder e LEFT JOIN home ON home.id = e.id LEFT JOIN around ON around.id = e.id
  LEFT JOIN wedded ON wedded.id = e.id LEFT JOIN offspring ON offspring.id = e.id
  LEFT JOIN able ON able.person_id = e.id LEFT JOIN limits ON limits.area = e.area LEFT JOIN grave ON grave.id = e.id
  LEFT JOIN receives ON receives.person_id = e.id
)"""

_DERIVED = """
derived AS MATERIALIZED (
  SELECT f.*, array_remove(ARRAY[
    CASE WHEN placed AND adults = 0 THEN '01' END,
    CASE WHEN placed AND under_60 = 0 AND NOT child_here THEN '02' END,
    CASE WHEN placed AND under_60 = 0 AND minors = 0 THEN '03' END,
    CASE WHEN NOT married AND children = 0 THEN '04' END,
    CASE WHEN ability >= disabled_from THEN '06' END,
    CASE WHEN severe THEN '07' END,
    CASE WHEN 'lost-child' = ANY(kinds) OR (lost = 1 AND children = 0) THEN '08' END,
    CASE WHEN 'extreme-poverty' = ANY(kinds) THEN '09' END,
    CASE WHEN kinds && ARRAY['minimum-living', 'edge'] THEN '10' END,
    CASE WHEN birth_date <= %(very_old)s THEN '11' END,
    CASE WHEN birth_date <= %(hundred)s THEN '12' END
  ], NULL) AS told FROM facts f
)"""

_BELONGS = """
contested AS MATERIALIZED (
  SELECT c.person_id, array_agg(c.code::text) AS codes FROM elderly_categorycontest c JOIN elder e ON e.id = c.person_id
  WHERE c.during @> %(on)s::date GROUP BY c.person_id
), declared AS MATERIALIZED (
  SELECT c.person_id, array_agg(c.code::text) AS codes FROM elderly_eldercategory c JOIN elder e ON e.id = c.person_id
  WHERE NOT c.derived AND c.during @> %(on)s::date GROUP BY c.person_id
), belongs AS MATERIALIZED (
  SELECT d.*, CASE WHEN contested.codes IS NULL AND declared.codes IS NULL THEN d.told ELSE ARRAY(
    SELECT code FROM (SELECT unnest(d.told) AS code EXCEPT SELECT unnest(contested.codes)
                      UNION SELECT unnest(declared.codes)) AS said ORDER BY code) END AS codes,
    coalesce(declared.codes, '{{}}'::text[]) AS declared, coalesce(contested.codes, '{{}}'::text[]) AS contested
  FROM derived d LEFT JOIN contested ON contested.person_id = d.id LEFT JOIN declared ON declared.person_id = d.id
)"""


def belonging(who: str) -> str:
    """`asked AS … belongs AS (…)`, to stand behind WITH; `who`: OF_PEOPLE or IN_AREA."""
    parts = (_ELDERS, _AROUND, _FAMILY, _CARE, _FACTS, _DERIVED, _BELONGS)
    return ", ".join(parts).format(who=who)
