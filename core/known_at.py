"""The base as it was known at a past moment: the same statements, over views that stand before the tables.

History rows hold the state before each change (core/history.py), so a row's state at a moment is its oldest history row after
that moment, else the row itself, if it was recorded by then. `known_at()` puts temporary views with the tables' names
into the session, where PostgreSQL looks first; whatever query runs inside sees the past, written by nobody twice.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, models, transaction

# {columns}, {table}, {events}: identifiers of our own models. %(at)s: the moment.
_VIEW = """
CREATE TEMPORARY VIEW {table} AS
SELECT {columns} FROM public.{table} AS now
WHERE now.recorded_at <= %(at)s
  AND NOT EXISTS (SELECT FROM public.{events} AS later WHERE later.pgh_obj_id = now.id AND later.pgh_created_at > %(at)s)
UNION ALL
SELECT {past} FROM public.{events} AS was
WHERE was.pgh_created_at > %(at)s AND was.recorded_at <= %(at)s
  AND NOT EXISTS (
    SELECT FROM public.{events} AS older
    WHERE older.pgh_obj_id = was.pgh_obj_id AND older.pgh_created_at > %(at)s
      AND (older.pgh_created_at, older.pgh_id) < (was.pgh_created_at, was.pgh_id))
"""


@contextmanager
def known_at(moment: dt.datetime, tables: Iterable[type[models.Model]]) -> Iterator[None]:
    """Inside, the named tracked tables hold what was recorded by `moment`. Needs the owner's role (core.scope.as_system)."""
    tables = list(tables)
    with transaction.atomic(), connection.cursor() as cursor:
        for model in tables:
            cursor.execute(_statement(model), {"at": moment})
        yield
        for model in tables:
            cursor.execute(f"DROP VIEW pg_temp.{model._meta.db_table}")


def _statement(model: type[models.Model]) -> str:
    names = [field.column for field in model._meta.concrete_fields]
    return _VIEW.format(
        table=model._meta.db_table,
        events=f"{model._meta.db_table}event",
        columns=", ".join(f'now."{name}"' for name in names),
        past=", ".join("was." + ("pgh_obj_id" if name == "id" else f'"{name}"') for name in names),
    )
