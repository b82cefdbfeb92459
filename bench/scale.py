"""`scale`: what a committee clerk waits for must not grow with the base: search, list and roster of one community, with
100,000, 1.2 million and 10 million people round it.

A database of its own: the seeder makes the first size in twenty communities (5,000 people each, as in a district of
a million), `copies` makes the others out of it; the measured community stays as it is. The times are those of one
client in this process, so that they can be compared; `search` measures a crowd.
"""

from __future__ import annotations

import io
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection

from accounts.selectors.outlines import community_outlines
from accounts.services.demo import make_demo_accounts
from bench.copies import first_ids, grow
from bench.figures import Figure
from bench.list_page import LIST
from bench.population import COMMUNITY, DISTRICT, Population
from bench.search import kinds
from bench.timing import seconds
from bench.visitors import read, signed_in
from core import clock
from lifecycle.roster.context import open_context, reaching, roster_named
from lifecycle.roster.select import read as read_roster
from residents.demo.seeding import seed_demo

DATABASE = "yisheng_scale"
SIZES = (100_000, 1_200_000, 10_000_000)
_COMMUNITIES, _ROUNDS, _MOST = 20, 15, 1.3
Act = Callable[[], object]


def run(sizes: tuple[int, ...] = SIZES, *, keep: bool = False) -> Iterator[Figure]:
    """A figure for each size and act, then how each act grew from the first size to the last."""
    with _own_database(keep=keep):
        _seed(sizes[0])
        steps, copies = first_ids(), 1
        measured: list[dict[str, float]] = []
        for size in sizes:
            wanted = round(size / sizes[0])
            taken = seconds(
                lambda wanted=wanted, copies=copies: wanted > copies and grow(copies, wanted - 1, steps, say=_say)
            )
            copies = wanted
            measured.append(_measure(sizes[0]))
            for name, milliseconds in measured[-1].items():
                words = f"{_people():,} people, {_gigabytes():.1f} GB, made in {taken:.0f} s"
                yield Figure(f"scale:{name}:{size}", round(milliseconds, 2), "ms", words, ok=True)
        for name, first in measured[0].items():
            ratio = measured[-1][name] / first
            words = f"grows ≤ {_MOST}× from {sizes[0]:,} to {sizes[-1]:,}"
            yield Figure(
                f"scale:{name}",
                round(measured[-1][name], 2),
                "ms",
                words,
                ratio <= _MOST,
                round(first, 2),
                round(ratio, 2),
            )


def _seed(residents: int) -> None:
    call_command("migrate", verbosity=0)
    call_command("load_areas", stdout=io.StringIO())
    make_demo_accounts(password="", file=Path(settings.DATA_DIR) / "bench-accounts.txt")
    codes = sorted(outline.code for outline in community_outlines(DISTRICT))
    chosen = {COMMUNITY, *codes[: _COMMUNITIES - 1]}
    seed_demo(residents=residents, seed=1, only=chosen, say=lambda words: None)


def _measure(seeded: int) -> dict[str, float]:
    """Median milliseconds of each act, as the clerk of the community, under row-level security."""
    clerk, client = get_user_model().objects.get(username="shequ"), signed_in("shequ")
    roster, day = roster_named("school-age"), clock.today().replace(month=8, day=31)
    context = open_context(roster, area=COMMUNITY, as_of=day)
    typed = [words for words, _, _ in kinds(Population(seeded, None)).values()]
    pages = [f"/search/?q={quote(words)}" for words in typed]

    def build() -> None:
        with reaching(clerk, context):
            read_roster(roster, context)

    acts: dict[str, Act] = {
        "search": lambda: [read(client, page, **{"HX-Request": "true"}) for page in pages],
        "list-page": lambda: read(client, LIST),
        "roster-build": build,
    }
    found = {name: _median(act) for name, act in acts.items()}
    return found | {"search": found["search"] / len(pages)}


def _median(act: Act) -> float:
    for _ in range(4):
        act()
    return statistics.median(seconds(act) * 1000 for _ in range(_ROUNDS))


@contextmanager
def _own_database(*, keep: bool) -> Iterator[None]:
    """A new database beside the one in use; this process works in it and drops it afterwards."""
    before = connection.settings_dict["NAME"]
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{DATABASE}"')
        cursor.execute(f'CREATE DATABASE "{DATABASE}"')
    _use(DATABASE)
    try:
        yield
    finally:
        _use(before)
        if not keep:
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{DATABASE}"')


def _use(database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = database


def _people() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = 'residents_person'::regclass")
        return int(cursor.fetchone()[0])


def _gigabytes() -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return float(cursor.fetchone()[0]) / 1024**3


def _say(words: str) -> None:
    sys.stderr.write(f"{clock.now():%H:%M:%S} {words}\n")
