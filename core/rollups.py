"""Counts without counting: a table of numbers that statement triggers keep in step with the table they count.

Every insert, update and delete of the counted table *appends* rows to the table of numbers, in the same transaction: `+1`
for what came, `-1` for what went, summed per statement. Nothing is updated in place, so two imports never wait for each
other at a counter and cannot deadlock there; a number is the sum of its rows, true in every snapshot. A job folds
the rows of one number into one (core/services/rollups.py), and each night one compares them with a real count.

An app keeps a rollup by a migration and names it in `rollups.py`:

    # migrations/0005_rollups.py
    KeepRollup("residents_householdcount", of="residents_household",
               columns={"area": "text", "open": "boolean"},
               cells="SELECT area_code AS area, closed_on IS NULL AS open, 1 AS number FROM {rows}")
    # rollups.py
    rollups.register(Rollup("households", "residents_householdcount", of="residents_household"))

The table of numbers is an ordinary model with those columns and an integer `number`; it gets its own `ScopeRows`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.migrations.operations import RunSQL

from core.registry import Registry


@dataclass(frozen=True)
class Rollup:
    """Numbers kept in `table` of the rows of the table `of`."""

    key: str
    table: str
    of: str


@dataclass(frozen=True)
class Total:
    """How many rows a list has, known without counting. `about`: some may be in it twice (several granted areas)."""

    number: int
    about: bool = False


rollups: Registry[Rollup] = Registry("rollup")

# Owned by the tables' owner and run as such: the web role reads numbers (through their policy) and writes none.
_FUNCTIONS = """
CREATE FUNCTION {table}_real() RETURNS TABLE({typed}, number bigint) LANGUAGE sql STABLE
SET search_path = public, pg_temp
AS $$ SELECT {names}, sum(number)::bigint FROM ({cells}) cells GROUP BY {names} HAVING sum(number) <> 0 $$;
REVOKE ALL ON FUNCTION {table}_real() FROM PUBLIC;

CREATE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp
AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO {table} ({names}, number)
        SELECT {names}, sum(number) FROM ({came}) cells GROUP BY {names} HAVING sum(number) <> 0;
    ELSIF TG_OP = 'DELETE' THEN
        INSERT INTO {table} ({names}, number)
        SELECT {names}, -sum(number) FROM ({went}) cells GROUP BY {names} HAVING sum(number) <> 0;
    ELSIF TG_OP = 'UPDATE' THEN
        INSERT INTO {table} ({names}, number)
        SELECT {names}, sum(number)
        FROM (SELECT {names}, number FROM ({came}) came UNION ALL SELECT {names}, -number FROM ({went}) went) cells
        GROUP BY {names} HAVING sum(number) <> 0;
    ELSE
        DELETE FROM {table};
    END IF;
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION {table}_keep() FROM PUBLIC;
"""
_TRIGGERS = """
CREATE TRIGGER {table}_came AFTER INSERT ON {of} REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep();
CREATE TRIGGER {table}_went AFTER DELETE ON {of} REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep();
CREATE TRIGGER {table}_changed AFTER UPDATE ON {of} REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep();
CREATE TRIGGER {table}_emptied AFTER TRUNCATE ON {of}
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep();
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {role};
INSERT INTO {table} ({names}, number) SELECT {names}, number FROM {table}_real();
"""
_DROP = """
DROP TRIGGER {table}_came ON {of};
DROP TRIGGER {table}_went ON {of};
DROP TRIGGER {table}_changed ON {of};
DROP TRIGGER {table}_emptied ON {of};
DROP FUNCTION {table}_keep();
DROP FUNCTION {table}_real();
"""


class KeepRollup(RunSQL):
    """Keep the numbers of `of` in `table`, beginning with what is there.

    `columns`: name → SQL type of what is counted apart; none may be NULL. `cells`: a SELECT of these columns and `number`
    from {rows}, which stands for the table or for the rows of one statement. An area that is counted beside another
    (registered here, living there) may be corrected by negative numbers; see residents/migrations.
    """

    def __init__(self, table: str, *, of: str, columns: Mapping[str, str], cells: str) -> None:
        self._words = (table, of, dict(columns), cells)
        parts = {
            "table": table,
            "of": of,
            "role": settings.WEB_ROLE,
            "names": ", ".join(columns),
            "typed": ", ".join(f"{name} {kind}" for name, kind in columns.items()),
            "cells": cells.format(rows=of),
            "came": cells.format(rows="new_rows"),
            "went": cells.format(rows="old_rows"),
        }
        super().__init__((_FUNCTIONS + _TRIGGERS).format(**parts), _DROP.format(**parts))

    def describe(self) -> str:
        """What `migrate` says."""
        return f"Keep the numbers of {self._words[1]} in {self._words[0]}"
