"""`list-page`: the register of residents, 50 rows, as the committee clerk sees it, against the plainest view of the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.test import Client

from bench.figures import Figure, against, limit
from bench.population import Population
from bench.timing import race, statements
from bench.visitors import Bare, read, signed_in

LIST = "/persons/"
_NEXT = re.compile(r'href="([^"]*[?&;]after=[^"]*)"')


def run(population: Population) -> Iterator[Figure]:
    client = signed_in("shequ")
    size = len(read(client, LIST))
    with statements() as ours:
        read(client, LIST)
    bare = Bare()
    plain = f"/list/?shell={max(0, size - len(bare.read('/list/')))}"
    page, floor = race(lambda: read(client, LIST), lambda: bare.read(plain))
    yield against("list-page", page, floor, "ms", at_most=1.5)
    yield limit("list-page:statements", ours.count, "statements", at_most=12)
    far = _page(signed_in("quji"), 200, population)
    if far:
        officer = signed_in("quji")
        late, first = race(lambda: read(officer, far), lambda: read(officer, LIST))
        yield against("list-page:page-200", late, first, "ms", at_most=1.1)


def _page(client: Client, number: int, population: Population) -> str:
    """The address of the district's page `number`, found by turning pages; "" when there are not so many."""
    if population.residents < (number + 1) * 50:
        return ""
    path = LIST
    for _ in range(number - 1):
        found = _NEXT.search(read(client, path, **{"HX-Request": "true"}).decode())
        if not found:
            return ""
        path = LIST + found[1].replace("&amp;", "&").removeprefix(LIST)
    return path
