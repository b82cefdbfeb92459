"""`rollup`: COPY of people into their table with the triggers that keep the numbers, against the same table without them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from statistics import median

from django.db import connection, transaction

from bench.figures import Figure
from bench.population import Population
from bench.timing import seconds
from core.rollups import rollups

_MOST, _ROUNDS = 100_000, 3
_TABLE = "residents_person"


def run(population: Population) -> Iterator[Figure]:
    """All of it in one transaction that is rolled back: the numbers of the base stay as they are."""
    kept = [rollup.table for rollup in rollups if rollup.of == _TABLE]
    with tempfile.TemporaryFile() as file, transaction.atomic(), connection.cursor() as cursor:
        cursor.copy_expert(f"COPY (SELECT * FROM {_TABLE} ORDER BY id LIMIT {_MOST}) TO STDOUT", file)
        rows = cursor.rowcount
        cursor.execute(f"CREATE TABLE bench_person (LIKE {_TABLE} INCLUDING ALL)")

        def copy() -> float:
            cursor.execute("TRUNCATE bench_person")
            file.seek(0)
            return seconds(lambda: cursor.copy_expert("COPY bench_person FROM STDIN", file))

        bare, ours = [], []
        for _ in range(_ROUNDS):
            for table in kept:
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_came ON bench_person")
            bare.append(copy())
            for table in kept:
                cursor.execute(
                    f"CREATE TRIGGER {table}_came AFTER INSERT ON bench_person REFERENCING NEW TABLE AS new_rows"
                    f" FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep()"
                )
            ours.append(copy())
        transaction.set_rollback(True)
    rate, floor = rows / median(ours), rows / median(bare)
    goal = f"≥ 88 % of COPY without triggers; {rows:,} people, all indexes"
    yield Figure("rollup", round(rate), "rows/s", goal, rate >= 0.88 * floor, round(floor), round(rate / floor, 2))
