"""`seed`: the demo population, against COPY of the same rows into bare tables."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator

from django.db import connection, transaction

from bench.figures import Figure
from bench.population import Population
from bench.timing import seconds
from residents.demo.rows import TABLES

_MINUTES, _DISTRICT = 10, 1_200_000
_SMALL, _SMALL_SECONDS = 20_000, 60


def run(population: Population) -> Iterator[Figure]:
    if population.seeded is None:
        raise RuntimeError("seed is measured only when the population is made anew.")
    taken, floor = population.seeded.seconds, sum(_copy(table) for table in TABLES)
    allowed = max(_SMALL_SECONDS, _MINUTES * 60 * population.residents / _DISTRICT)
    yield Figure(
        "seed",
        taken,
        "s",
        f"≤ {allowed:.0f} s for {population.residents:,} people (10 min for 1.2 million)",
        taken <= allowed,
        round(floor, 1),
        round(taken / floor, 1),
    )


def _copy(table: str) -> float:
    """Seconds of a COPY of all rows into a table without index, key or trigger."""
    with tempfile.TemporaryFile() as file, transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert(f"COPY {table} TO STDOUT", file)
        file.seek(0)
        cursor.execute(f"CREATE TEMPORARY TABLE bare (LIKE {table}) ON COMMIT DROP")
        return seconds(lambda: cursor.copy_expert("COPY bare FROM STDIN", file))
