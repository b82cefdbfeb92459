"""Tending the rollups (core/rollups.py): fold, rebuild, compare with a real count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from core.rollups import Rollup

SHOWN = 20  # differences that a report lists


@dataclass(frozen=True)
class Difference:
    """A number that is not what counting gives; `cell` says which, by column."""

    cell: dict[str, Any]
    kept: int
    real: int


@dataclass(frozen=True)
class Compared:
    """A rollup against a real count of the same moment. `differences`: the first SHOWN of `wrong`."""

    key: str
    cells: int
    wrong: int
    differences: Sequence[Difference]


def fold(rollup: Rollup) -> int:
    """Make one row of the rows of each number; returns how many rows there are fewer. Readers and writers go on.

    Rows that another transaction has not committed yet are not seen and stay for the next time. Two folds at once would
    do the same work twice: the second leaves it to the first.
    """
    names = ", ".join(_columns(rollup))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [f"fold:{rollup.table}"])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(f"""
            WITH crowded AS (
                SELECT {names} FROM {rollup.table} GROUP BY {names} HAVING count(*) > 1 OR sum(number) = 0
            ), gone AS (
                DELETE FROM {rollup.table} WHERE ({names}) IN (SELECT {names} FROM crowded) RETURNING {names}, number
            ), kept AS (
                INSERT INTO {rollup.table} ({names}, number)
                SELECT {names}, sum(number) FROM gone GROUP BY {names} HAVING sum(number) <> 0 RETURNING 1
            )
            SELECT (SELECT count(*) FROM gone) - (SELECT count(*) FROM kept)
        """)
        return int(cursor.fetchone()[0])


def rebuild(rollup: Rollup) -> int:
    """Count anew and put the result in place of what is there; returns the number of cells. Writers wait meanwhile."""
    names = ", ".join(_columns(rollup))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {rollup.of} IN SHARE MODE")
        cursor.execute(f"DELETE FROM {rollup.table}")
        cursor.execute(
            f"INSERT INTO {rollup.table} ({names}, number) SELECT {names}, number FROM {rollup.table}_real()"
        )
        return int(cursor.rowcount)


def compare(rollup: Rollup) -> Compared:
    """Count and compare, in one statement: both sides are of the same moment, whatever is written meanwhile."""
    columns = _columns(rollup)
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        cursor.execute(f"""
            WITH kept AS (SELECT {names}, sum(number) AS number FROM {rollup.table} GROUP BY {names}),
            both_sides AS (
                SELECT {names}, coalesce(kept.number, 0) AS kept, coalesce(counted.number, 0) AS counted
                FROM kept FULL JOIN {rollup.table}_real() counted USING ({names})
            )
            SELECT (SELECT count(*) FROM both_sides), count(*) OVER (), kept, counted, {names}
            FROM both_sides WHERE kept <> counted ORDER BY abs(kept - counted) DESC, {names} LIMIT {SHOWN}
        """)
        rows = cursor.fetchall()
        if not rows:
            cursor.execute(f"SELECT count(*) FROM (SELECT FROM {rollup.table} GROUP BY {names}) cells")
            return Compared(rollup.key, int(cursor.fetchone()[0]), 0, ())
    found = [Difference(dict(zip(columns, row[4:], strict=True)), int(row[2]), int(row[3])) for row in rows]
    return Compared(rollup.key, int(rows[0][0]), int(rows[0][1]), found)


def _columns(rollup: Rollup) -> list[str]:
    """What is counted apart: every column of the table but its key and the number."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, rollup.table)
    return [column.name for column in described if column.name not in ("id", "number")]
