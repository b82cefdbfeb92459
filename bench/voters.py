"""`voters`: the voter roll by category and the omission proof of the district, against a bare count of its adults by community.

The floor asks the one question that nothing can leave out: how many people of eighteen are registered in each community.
"""

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
from lifecycle.roster.context import open_context, reaching
from lifecycle.roster.select import counts
from lifecycle.rosters.voters_proof import PROVING
from lifecycle.selectors.elections_proof import Proof, proof
from residents.domain.ages import born_by

FLOOR = """
SELECT r.area_code, count(*)
FROM residents_person p JOIN residents_residence r ON r.person_id = p.id
WHERE r.kind = 'hukou' AND r.during @> %(day)s AND r.area_code >= %(low)s AND r.area_code < %(high)s
  AND p.birth_date <= %(born)s AND p.status <> 'merged' AND (p.died_on IS NULL OR p.died_on > %(day)s)
  AND p.nationality = '156'
GROUP BY r.area_code
"""


def run(population: Population) -> Iterator[Figure]:
    officer = get_user_model().objects.get(username="quji")
    day = clock.today() + dt.timedelta(days=50)
    context = open_context(PROVING.roster, area=DISTRICT, as_of=day)
    low, high = area_range(DISTRICT)
    asked = {"day": day, "low": low, "high": high, "born": born_by(18, day)}
    found: list[Proof] = []
    bare: list[int] = []

    def ours() -> None:
        with reaching(officer, context):
            found.append(proof(PROVING, context))

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, asked)
            bare.append(sum(number for _, number in cursor.fetchall()))

    taken, least = race(ours, floor, rounds=5, warm=1)
    proved = found[-1]
    with reaching(officer, context):
        by_category = counts(PROVING.roster, context)  # as the roster page counts, by a statement of its own
    listed = sum(by_category.values())
    if not proved.holds or proved.categories != by_category:
        raise RuntimeError(
            f"The proof does not hold: {proved.on_roll} on the roll of {listed}, {proved.unexplained} unexplained."
        )
    said = f"{proved.adults:,} adults, {listed:,} on the roll, floor {bare[-1]:,}"
    yield against("voters", taken, least, "ms", at_most=6, also=said)
