"""`payment-list`: a month's longevity allowance of the whole district as it is due now, against the same people by bare SQL."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import connection

from bench.figures import Figure, against
from bench.population import DISTRICT, Population
from bench.timing import race
from core import clock
from core.scope import area_range, as_system
from elderly.domain.longevity import FLOOR as SEVENTY
from elderly.domain.longevity import judged_on
from lifecycle.domain.months import month_of
from lifecycle.paying.opening import scheme_named
from residents.domain.ages import born_by

# The same people with what a line is made of; bands, sums and words are not.
FLOOR = """
SELECT p.id, p.birth_date, h.area_code, coalesce(h.began_on, lower(h.during))
FROM residents_person p
JOIN residents_residence h ON h.person_id = p.id AND h.kind = 'hukou' AND h.during @> %(day)s::date
WHERE h.area_code >= %(low)s AND h.area_code < %(high)s AND p.birth_date <= %(born)s AND p.status <> 'merged'
  AND (p.died_on > %(day)s OR (p.died_on IS NULL AND p.status <> 'deceased'))
"""


def run(_population: Population) -> Iterator[Figure]:
    scheme, month = scheme_named("longevity"), month_of(clock.today())
    day = judged_on(month, 1)
    low, high = area_range(DISTRICT)
    asked = {"day": day, "low": low, "high": high, "born": born_by(SEVENTY, day)}
    counts: dict[str, int] = {}

    def ours() -> None:
        counts["ours"] = sum(not due.key.endswith(":gift") for due in scheme.due(DISTRICT, month))

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute(FLOOR, asked)
            counts["floor"] = len(cursor.fetchall())

    with as_system("a month's list of the whole district is measured"):
        taken, bare = race(ours, floor, rounds=5, warm=1)
    # Whom somebody struck off the list by hand is on the floor alone.
    if not 0 <= counts["floor"] - counts["ours"] <= counts["floor"] // 10:
        raise RuntimeError(f"The list has {counts['ours']} lines, its floor {counts['floor']} people.")
    yield against("payment-list", taken, bare, "ms", at_most=3, also=f"{counts['ours']:,} lines")
