"""Children of the demo population go to school, but for a few: one statement."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from residents.demo.rows import SOURCE
from residents.domain import schooling as rule
from residents.selectors.schooling import compulsory_births

# Of so many children one is a gap; in the clerk's own community more, so that there is something to do.
_ONE_IN, _ONE_IN_HERE, _HERE = 60, 10, "440104001007"
_LIST_DAY = (9, 20)

_GROWN = 2  # years of entry before the nine grades: fifteen-year-olds who graduated in a July past

# A child's gap is decided by its number: never told, dropped out, gone to another school, abroad.
_GO = """
INSERT INTO residents_schooling (person_id, state, school, class_name, grade, student_no, student_digest, confirmed_on, during,
  recorded_at, recorded_by, source, why, known_from)
SELECT child.id, child.state, child.school, child.class_name, child.grade, ''::bytea, NULL,
  CASE child.state WHEN %(enrolled)s THEN %(list_day)s::date END, daterange(child.since, NULL),
  %(told)s, %(source)s, %(source)s, '演示数据', %(told)s
FROM (
  SELECT p.id, least(due.grade, 9) AS grade, street.name || CASE WHEN due.grade <= 6 THEN '小学' ELSE '中学' END AS school,
    (ARRAY['一', '二', '三', '四', '五', '六', '七', '八', '九'])[least(due.grade, 9)] || '年级' || (p.id %% 4 + 1) || '班' AS class_name,
    CASE WHEN due.grade > 9 THEN %(graduated)s
      WHEN p.id %% gap.one_in > 0 THEN %(enrolled)s
      ELSE (ARRAY[NULL, %(dropped)s, %(left)s, %(abroad)s])[(p.id / gap.one_in %% 4 + 1)::int] END AS state,
    CASE WHEN due.grade > 9 THEN make_date(%(year)s - (due.grade - 10), 7, 1)
      WHEN p.id %% gap.one_in > 0 THEN %(since)s::date ELSE %(since)s::date + 25 END AS since
  FROM residents_person p
  CROSS JOIN LATERAL (SELECT CASE p.living_area WHEN %(here)s THEN %(one_in_here)s ELSE %(one_in)s END AS one_in) gap
  CROSS JOIN LATERAL (
    SELECT %(year)s - (extract(year FROM p.birth_date)::int + 6 + (to_char(p.birth_date, 'MM-DD') > '08-31')::int) + 1 AS grade
  ) due
  JOIN accounts_area area ON area.code = p.living_area
  CROSS JOIN LATERAL (SELECT replace((SELECT up.name FROM accounts_area up WHERE up.code = left(p.living_area, 9) LIMIT 1),
    '街道', '') AS name) street
  WHERE p.status = 'living' AND p.birth_date BETWEEN %(oldest)s AND %(youngest)s
) child
WHERE child.state IS NOT NULL
"""


def write_schooling(now: dt.datetime) -> None:
    """This school year's classes of everybody of compulsory age who lives in the area."""
    today = now.date()
    year = rule.school_year(today)
    oldest, youngest = compulsory_births(today, age=6, cut_off=(8, 31))
    since = rule.year_begins(year)
    with connection.cursor() as cursor:
        cursor.execute(
            _GO,
            {
                "year": year,
                "since": since,
                "list_day": dt.date(year, *_LIST_DAY),
                "told": dt.datetime.combine(dt.date(year, *_LIST_DAY), dt.time(10), now.tzinfo),
                "oldest": oldest.replace(year=oldest.year - _GROWN),
                "youngest": youngest,
                "source": SOURCE,
                "here": _HERE,
                "one_in": _ONE_IN,
                "one_in_here": _ONE_IN_HERE,
                "enrolled": rule.ENROLLED,
                "graduated": rule.GRADUATED,
                "dropped": rule.DROPPED,
                "left": rule.LEFT,
                "abroad": rule.ABROAD,
            },
        )
