"""`person-page`: the page of one resident with timeline and all panels, against one bare query per panel."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from bench.figures import Figure, against, limit
from bench.population import Population
from bench.timing import percentile, race, seconds, statements
from bench.visitors import Bare, read, signed_in


def run(population: Population) -> Iterator[Figure]:
    client = signed_in("shequ")
    uids = [person["uid"] for person in population.sample(40)]
    pages = [f"/persons/{uid}/" for uid in uids]
    most = 0
    for page in pages[:10]:
        with statements() as ours:
            size = len(read(client, page))
        most = max(most, ours.count)
    bare = Bare()
    shell = max(0, size - len(bare.read(f"/person/{uids[0]}/")))
    turn, plain_turn = itertools.cycle(pages), itertools.cycle(f"/person/{uid}/?shell={shell}" for uid in uids)
    page_ms, floor = race(lambda: read(client, next(turn)), lambda: bare.read(next(plain_turn)), rounds=40)
    yield against("person-page", page_ms, floor, "ms", at_most=3)
    yield limit("person-page:statements", most, "statements", at_most=25)
    taken = [seconds(lambda page=page: read(client, page)) * 1000 for page in pages]
    yield limit("person-page:p95", percentile(taken, 0.95), "ms", at_most=100)
