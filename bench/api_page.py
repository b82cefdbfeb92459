"""`api-page`: 50 residents by the API, as the committee clerk, against the plainest view that answers JSON."""

from __future__ import annotations

from collections.abc import Iterator

from bench.figures import Figure, against
from bench.population import Population
from bench.timing import race
from bench.visitors import Bare, read, signed_in

API = "/api/v1/persons/?page_size=50"


def run(population: Population) -> Iterator[Figure]:
    client = signed_in("shequ")
    bare = Bare()
    ours, floor = race(lambda: read(client, API), lambda: bare.read("/api/"))
    yield against("api-page", ours, floor, "ms", at_most=2)
