"""Many rows at once: ids reserved ahead, rows sent by COPY (or one INSERT when they are few).

COPY is refused to the web role on tables under row-level security, so a large write runs inside `as_system`; a small one
(a desk form) is an ordinary INSERT that the policies check.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from psycopg2.extras import execute_values

FEW = 200


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` fresh primary keys of a table, so that rows can name each other before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        # The sequence is looked up once (OFFSET 0), not once a key.
        cursor.execute(
            "SELECT nextval(sequence.name) FROM"
            " (SELECT pg_get_serial_sequence(%s, 'id')::regclass AS name OFFSET 0) sequence, generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [row[0] for row in cursor.fetchall()]


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows given as tuples in the order of `fields` (attribute names); returns how many.

    Values are what PostgreSQL reads as text: dates, numbers, str, bool, None, bytes; ranges and JSON come as their text.
    """
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    described = _described(model, fields)
    columns = ", ".join(f'"{field.column}"' for field in described)
    table = f'"{model._meta.db_table}"'
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if len(rows) <= FEW:
            execute_values(cursor.cursor, f"INSERT INTO {table} ({columns}) VALUES %s", rows, page_size=FEW)
        else:
            _copy(cursor, table, described, rows)
    return len(rows)


def insert_unless_there(model: type[models.Model], fields: Sequence[str], rows: Sequence[Sequence[Any]]) -> set[int]:
    """`insert_rows` that leaves out rows against which a unique constraint speaks; returns the ids of those written.

    The first of `fields` is the key (`reserve_ids`). Two writers of the same row at the same time leave one.
    """
    if not rows:
        return set()
    described = _described(model, fields)
    columns = ", ".join(f'"{field.column}"' for field in described)
    table = f'"{model._meta.db_table}"'
    rule = f"ON CONFLICT DO NOTHING RETURNING {described[0].column}"
    with connection.cursor() as cursor, connection.wrap_database_errors:
        if len(rows) <= FEW:
            insert = f"INSERT INTO {table} ({columns}) VALUES %s {rule}"
            return {row[0] for row in execute_values(cursor.cursor, insert, rows, page_size=FEW, fetch=True)}
        try:
            with transaction.atomic(), connection.wrap_database_errors:
                _copy(cursor, table, described, rows)
            return {row[0] for row in rows}
        except IntegrityError:  # somebody else wrote one of them meanwhile: now row by row, as the constraint allows
            cursor.execute(f"CREATE TEMP TABLE coming ON COMMIT DROP AS SELECT {columns} FROM {table} LIMIT 0")
            _copy(cursor, "coming", described, rows)
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM coming {rule}")
            written = {row[0] for row in cursor.fetchall()}
            cursor.execute("DROP TABLE coming")
    return written


def _described(model: type[models.Model], fields: Sequence[str]) -> list[models.Field[Any, Any]]:
    columns_of = {field.attname: field for field in model._meta.concrete_fields}
    return [columns_of[name] for name in fields]


def _copy(cursor: Any, table: str, described: Sequence[models.Field[Any, Any]], rows: Sequence[Sequence[Any]]) -> None:
    columns = ", ".join(f'"{field.column}"' for field in described)
    # In csv an empty field is NULL, unless the column can hold none: there it is the empty string.
    firm = ", ".join(f'"{field.column}"' for field in described if not field.null)
    options = f"FORMAT csv, FORCE_NOT_NULL ({firm})" if firm else "FORMAT csv"
    binary = [place for place, field in enumerate(described) if isinstance(field, models.BinaryField)]
    cursor.cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN WITH ({options})", _csv(rows, binary))


def _csv(rows: Sequence[Sequence[Any]], binary: Sequence[int]) -> io.StringIO:
    """The csv module writes in C; only bytes need a hand."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([_spelled(row, binary) for row in rows] if binary else rows)
    out.seek(0)
    return out


def _spelled(row: Sequence[Any], binary: Sequence[int]) -> list[Any]:
    cells = list(row)
    for place in binary:
        if cells[place] is not None:
            cells[place] = "\\x" + bytes(cells[place]).hex()
    return cells


def day_range(start: Any, end: Any = None) -> str:
    """A half-open range of days as PostgreSQL writes it; None = unbounded."""
    return f"[{start or ''},{end or ''})"
