"""Many rows at once: ids reserved ahead, rows sent by COPY (or one INSERT when they are few).

COPY is refused to the web role on tables under row-level security, so a large write runs inside `as_system`; a small one
(a desk form) is an ordinary INSERT that the policies check.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, models
from psycopg2.extras import execute_values

FEW = 200
_NULL = "\\N"


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """`count` fresh primary keys of a table, so that rows can name each other before they are written."""
    if not count:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [model._meta.db_table, count]
        )
        return [row[0] for row in cursor.fetchall()]


def insert_rows(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
    """Write rows given as tuples in the order of `fields` (attribute names); returns how many.

    Values are what PostgreSQL reads as text: dates, numbers, str, bool, None, bytes; ranges and JSON come as their text.
    """
    rows = rows if isinstance(rows, list) else list(rows)
    if not rows:
        return 0
    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in fields)
    table = f'"{model._meta.db_table}"'
    with connection.cursor() as cursor:
        if len(rows) <= FEW:
            execute_values(cursor.cursor, f"INSERT INTO {table} ({columns}) VALUES %s", rows, page_size=FEW)
        else:
            statement = f"COPY {table} ({columns}) FROM STDIN WITH (FORMAT csv, NULL '{_NULL}')"
            cursor.cursor.copy_expert(statement, _csv(rows))
    return len(rows)


def _csv(rows: list[Sequence[Any]]) -> io.StringIO:
    """The csv module writes in C; an empty string stays a string because NULL is spelled out."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([[_text(value) for value in row] for row in rows])
    out.seek(0)
    return out


def _text(value: Any) -> Any:
    if value is None:
        return _NULL
    if isinstance(value, bytes | bytearray | memoryview):
        return "\\x" + bytes(value).hex()
    return value


def day_range(start: Any, end: Any = None) -> str:
    """A half-open range of days as PostgreSQL writes it; None = unbounded."""
    return f"[{start or ''},{end or ''})"
