"""`roster-build`: the school-age roster of the district with all columns, against one hand-written statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db import connection

from bench.figures import Figure, against
from bench.population import DISTRICT, Population
from bench.timing import race
from core import clock
from core.scope import area_range
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.select import read

# The same rows and columns; numbers and phones stay sealed, names of codes and areas stay codes.
FLOOR = """
SELECT p.id, p.uid, p.name, p.sex, p.birth_date, p.ethnicity, p.source, own.number,
       h.area_code, h.address, lower(h.during), r.area_code, r.address, lower(r.during),
       g.name, g.sex, g.phone, its.number
FROM residents_person p
LEFT JOIN residents_residence h ON h.person_id = p.id AND h.kind = 'hukou' AND h.during @> %(day)s
LEFT JOIN residents_residence r ON r.person_id = p.id AND r.kind <> 'hukou' AND r.during @> %(day)s
LEFT JOIN residents_identitydocument own ON own.person_id = p.id AND own.active AND own.type = '01'
LEFT JOIN LATERAL (
  SELECT q.id, q.name, q.sex, q.phone FROM residents_kinship k JOIN residents_person q ON q.id = k.relative_id
  WHERE k.person_id = p.id AND k.kind IN ('parent', 'guardian') AND k.during @> %(day)s
    AND (q.died_on IS NULL OR q.died_on > %(day)s)
  ORDER BY k.kind DESC, q.phone_last4 DESC, q.sex LIMIT 1
) g ON true
LEFT JOIN residents_identitydocument its ON its.person_id = g.id AND its.active AND its.type = '01'
WHERE p.birth_date BETWEEN %(first)s AND %(last)s AND p.status <> 'merged' AND (p.died_on IS NULL OR p.died_on > %(day)s)
  AND (h.area_code >= %(low)s AND h.area_code < %(high)s OR r.area_code >= %(low)s AND r.area_code < %(high)s)
ORDER BY coalesce(h.area_code, r.area_code), p.birth_date, p.id
"""


def run(population: Population) -> Iterator[Figure]:
    officer = get_user_model().objects.get(username="quji")
    roster, day = roster_named("school-age"), dt.date(clock.today().year, 8, 31)
    context = open_context(roster, area=DISTRICT, as_of=day)
    low, high = area_range(DISTRICT)
    asked = {"day": day, "first": context.rule.first, "last": context.rule.last, "low": low, "high": high}
    counts: list[int] = []

    def ours() -> None:
        with reaching(officer, context):
            counts.append(len(read(roster, context)))

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, asked)
            counts.append(len(cursor.fetchall()))

    taken, bare = race(ours, floor, rounds=7, warm=1)
    if len(set(counts)) != 1:
        raise RuntimeError(f"The roster and its floor disagree on who is on it: {sorted(set(counts))} rows.")
    yield against("roster-build", taken, bare, "ms", at_most=3, also=f"{counts[0]:,} rows")
