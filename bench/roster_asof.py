"""`roster-asof`: the school-age roster of the district as of five years ago, as known last month, against today's.

The demo base has a past of its own (residents/demo/past.py): whatever moved, ended or died since it was set up a year and a half
ago stands in the history as it was before. Two more questions show what asking costs by itself: the roster of today's year as
known last month, and as known when the base was young, where everything that happened since has to be taken back.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from django.contrib.auth import get_user_model

from bench.figures import Figure, against
from bench.population import DISTRICT, Population
from bench.timing import race
from core import clock
from core.known_at import past_moment, this_moment
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.declaration import Context
from lifecycle.roster.select import read

_YEARS, _MONTH, _YOUNG = 5, dt.timedelta(days=30), dt.timedelta(days=500)


def run(population: Population) -> Iterator[Figure]:
    officer = get_user_model().objects.get(username="quji")
    roster, day, now = roster_named("school-age"), dt.date(clock.today().year, 8, 31), clock.now()
    today = open_context(roster, area=DISTRICT, as_of=day)
    past = open_context(
        roster, area=DISTRICT, as_of=day.replace(year=day.year - _YEARS), known_at=past_moment(now - _MONTH)
    )
    counts: dict[str, int] = {}

    def ask(name: str, context: Context) -> None:
        with reaching(officer, context):
            counts[name] = len(read(roster, context))

    last_month, young = (replace(today, known_at=past_moment(now - ago)) for ago in (_MONTH, _YOUNG))
    asked = {"roster-asof": past, "roster-asof:same-year": last_month, "roster-asof:all-history": young, "today": today}
    acts = [lambda name=name, context=context: ask(name, context) for name, context in asked.items()]
    *ours, floor = race(*acts, rounds=7, warm=1)
    ask("held", replace(today, known_at=this_moment()))
    if counts["held"] != counts["today"]:
        raise RuntimeError(f"The present as known now has {counts['held']} rows, the present {counts['today']}.")
    for name, taken in zip(asked, ours, strict=False):
        yield against(name, taken, floor, "ms", at_most=2, also=f"{counts[name]:,} rows")
