"""A seeded district copied into further districts by SQL: how `scale` gets ten million people within half an hour.

A copy is the same families under other district codes (4501nn): new ids, uids and digests, the same names, dates, addresses
and sealed numbers. The seeder makes 4,000 people a second, these statements some ten times as many; for the cost of a
question inside one community it does not matter whether the others are strangers or doubles of it. Copied are people,
documents, homes and registrations, households and memberships, and who is whose parent; not the history and the events.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection

from core.rollups import rollups
from core.services.rollups import rebuild

DISTRICT, OTHERS = "440104", "4501"
MOST = 99
# Table → which rows are copied. Parents before those that point at them.
TABLES = {
    "residents_person": "true",
    "residents_identitydocument": "true",
    "residents_household": "true",
    "residents_householdmembership": "true",
    "residents_residence": "true",
    "residents_kinship": "b.kind = 'parent'",
}
_POINTS_AT = {
    "person_id": "residents_person",
    "relative_id": "residents_person",
    "head_id": "residents_person",
    "household_id": "residents_household",
}
_COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s AND is_generated = 'NEVER'"
_COSTLY = ("USING gist", "gin_trgm_ops")
# Indexes that no constraint owns; unique and exclusion constraints. Primary keys stay: ids come in order.
_INDEXES = """
SELECT c.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
WHERE i.indrelid = %s::regclass AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid)
"""
_CONSTRAINTS = """
SELECT conname, contype::text, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype IN ('u', 'x')
"""


def grow(first: int, last: int, steps: dict[str, int], *, say: Callable[[str], None]) -> None:
    """Add the copies number `first` … `last` (1 … 99) of the seeded district, then indexes, numbers and statistics.

    `steps`: what `first_ids` said of the seeded district alone.
    """
    if not 1 <= first <= last <= MOST:
        raise ValueError(f"Copies are numbered 1 to {MOST}: the codes have two digits.")
    with connection.cursor() as cursor:
        with _bare(say):
            for number in range(first, last + 1):
                for table, rows in TABLES.items():
                    cursor.execute(_copy(table, rows, number, steps))
                say(f"copy {number} of {last}")
        for rollup in rollups:
            rebuild(rollup)
        cursor.execute("VACUUM (ANALYZE)")


def first_ids() -> dict[str, int]:
    """Table → the first id above those of the seeded district; to be asked before anything is copied."""
    steps = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}")
            steps[table] = cursor.fetchone()[0]
    return steps


def _copy(table: str, rows: str, number: int, steps: dict[str, int]) -> str:
    """INSERT … SELECT of the seeded district's rows as those of copy `number`."""
    with connection.cursor() as cursor:
        cursor.execute(_COLUMNS, [table])
        columns = [row[0] for row in cursor.fetchall()]
    values = ", ".join(_value(column, table, number, steps) for column in columns)
    names = ", ".join(f'"{column}"' for column in columns)
    return (
        f"INSERT INTO {table} ({names}) OVERRIDING SYSTEM VALUE SELECT {values} FROM {table} b"
        f" WHERE b.id < {steps[table]} AND {rows} ORDER BY b.id"
    )


def _value(column: str, table: str, number: int, steps: dict[str, int]) -> str:
    own = f'b."{column}"'
    if column == "id":
        return f"{own} + {number * steps[table]}"
    if column in _POINTS_AT:
        return f"{own} + {number * steps[_POINTS_AT[column]]}"
    if column == "uid":
        return "gen_random_uuid()"
    if column in ("digest", "phone_digest"):
        return f"sha256({own} || int4send({number}))"
    if column.endswith(("_area", "area_code")):
        return f"CASE WHEN left({own}, 6) = '{DISTRICT}' THEN '{OTHERS}{number:02d}' || substr({own}, 7) ELSE {own} END"
    return own


@contextmanager
def _bare(say: Callable[[str], None]) -> Iterator[None]:
    """Tables without triggers and indexes; afterwards with them again, built at once. GiST (exclusion constraints and ranges)
    and trigram indexes stay away: nothing that is measured reads them, and they cost more to build than all others."""
    again: list[str] = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
            cursor.execute(_INDEXES, [table])
            for name, definition in cursor.fetchall():
                cursor.execute(f'DROP INDEX "{name}"')
                if not any(kind in definition for kind in _COSTLY):
                    again.append(definition)
            cursor.execute(_CONSTRAINTS, [table])
            for name, kind, definition in cursor.fetchall():
                cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
                if kind == "u":
                    again.append(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
        yield
        for statement in again:
            cursor.execute(statement)
            say(statement[:90])
        for table in TABLES:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
