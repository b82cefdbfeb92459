"""Children of a year of entry beside what is known of their school, counted and named by one SQL wording."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection

from core.scope import Scope
from residents.domain import schooling as rule
from residents.selectors.schooling import FINISHED_SQL

_AT_SCHOOL = ", ".join(f"'{state}'" for state in rule.AT_SCHOOL)
# Everybody of the years' cohorts, and whoever sits in their grades; `kinds` may name two: somebody enrolled whom the newest
# list leaves out.
# The birth dates are bounded first: a few years around the cohorts hold whoever can sit there and let the index serve.
_CHILDREN = f"""
WITH child AS (
  SELECT p.id, p.uid, p.name, p.sex, p.birth_date, here.area,
    CASE here.area WHEN p.living_area THEN p.living_address ELSE p.hukou_address END AS address,
    (extract(year FROM p.birth_date)::int + %(age)s + (to_char(p.birth_date, 'MM-DD') > %(cut_off)s)::int)
      BETWEEN %(first_year)s AND %(last_year)s AS due,
    s.state, s.class_name, s.school, s.grade, s.confirmed_on,
    EXISTS (SELECT FROM residents_schooling row WHERE row.person_id = p.id AND lower(row.during) <= %(day)s::date
      AND {FINISHED_SQL}) AS finished
  FROM residents_person p
  CROSS JOIN LATERAL (
    SELECT CASE WHEN length(p.living_area) >= 12 THEN p.living_area ELSE p.hukou_area END AS area
  ) here
  LEFT JOIN residents_schooling s ON s.person_id = p.id AND s.during @> %(day)s::date
  WHERE p.status = 'living' AND ({{scope}})
    AND p.birth_date BETWEEN make_date(%(first_year)s - %(age)s - 4, 1, 1)
      AND make_date(%(last_year)s - %(age)s + 3, 12, 31)
), kept AS (
  SELECT child.*, max(confirmed_on) OVER (PARTITION BY area) AS list_day FROM child
), told AS (
  SELECT kept.*, CASE
      WHEN due AND state IN ({_AT_SCHOOL}) AND confirmed_on < list_day THEN ARRAY['enrolled', 'absent']
      WHEN due AND state IN ({_AT_SCHOOL}) THEN ARRAY['enrolled']
      WHEN due AND (finished OR state IN ('{rule.DEFERRED}', '{rule.ABROAD}')) THEN ARRAY['excused']
      WHEN due THEN ARRAY['missing']
      WHEN state IN ({_AT_SCHOOL}) AND grade BETWEEN %(lowest)s AND %(highest)s THEN ARRAY['beyond']
    END AS kinds
  FROM kept
)
"""


def _bounds(scope: Scope) -> tuple[str, dict[str, Any]]:
    tests: list[str] = []
    params: dict[str, Any] = {}
    for place, (low, high) in enumerate(scope.ranges):
        params |= {f"low{place}": low, f"high{place}": high}
        tests.append(f"here.area >= %(low{place})s AND here.area < %(high{place})s")
        near = " OR ".join(
            f"(p.{c} >= %(low{place})s AND p.{c} < %(high{place})s)" for c in ("living_area", "hukou_area")
        )
        tests[-1] = f"({tests[-1]} AND ({near}))"
    return " OR ".join(tests) or "false", params


def children_by_kind(scope: Scope, asked: Mapping[str, Any]) -> list[tuple[str, str, int, Any]]:
    """(community, kind, number, day of its newest list). `asked`: age, cut_off, day, first_year … last_year of entry,
    lowest … highest grade."""
    bounds, params = _bounds(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            _CHILDREN.format(scope=bounds)
            + "SELECT area, kind, count(*), max(list_day) FROM told CROSS JOIN LATERAL unnest(kinds) AS kind GROUP BY area, kind",
            {**asked, **params},
        )
        return list(cursor.fetchall())


def names_of_kind(scope: Scope, asked: Mapping[str, Any], kind: str, most: int) -> list[tuple[Any, ...]]:
    """The children of one kind, by community and birth date: uid, name, sex, birth_date, area, address, state, class, school, list day."""
    bounds, params = _bounds(scope)
    with connection.cursor() as cursor:
        cursor.execute(
            _CHILDREN.format(scope=bounds)
            + "SELECT uid, name, sex, birth_date, area, address, coalesce(state, ''), coalesce(class_name, ''),"
            " coalesce(school, ''), confirmed_on FROM told WHERE %(kind)s = ANY(kinds) ORDER BY area, birth_date, id LIMIT %(most)s",
            {**asked, **params, "kind": kind, "most": most},
        )
        return list(cursor.fetchall())
