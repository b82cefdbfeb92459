"""`explain`: why a child is on the school-age roster, or not, as the committee clerk asks."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from django.contrib.auth import get_user_model
from django.db.models import Q

from bench.figures import Figure, limit
from bench.population import COMMUNITY, Population
from bench.timing import race
from core import clock
from lifecycle.roster.context import open_context, roster_named
from lifecycle.roster.explain import explain


def run(population: Population) -> Iterator[Figure]:
    clerk = get_user_model().objects.get(username="shequ")
    roster, today = roster_named("school-age"), clock.today()
    children = population.sample(30, where="birth_date > current_date - interval '12 years'")
    turn = itertools.cycle(Q(pk=child["id"]) for child in children)

    def one() -> object:
        context = open_context(roster, area=COMMUNITY, as_of=today)
        return explain(roster, context, next(turn), by=clerk)

    (taken,) = race(one, rounds=40)
    yield limit("explain", taken, "ms", at_most=20)
