"""Indexes that people wait for: are they there, and rebuilding them while they are used."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models

from core.errors import Conflict
from core.remember import remember

_LOOK_EVERY = 10  # seconds; each process asks so often
_LACKING = """
SELECT name FROM unnest(%s::text[]) AS name
LEFT JOIN pg_class c ON c.relname = name AND c.relkind = 'i' AND c.relnamespace = 'public'::regnamespace
LEFT JOIN pg_index i ON i.indexrelid = c.oid
WHERE i.indexrelid IS NULL OR NOT i.indisvalid OR NOT i.indisready
"""
# What an interrupted REINDEX CONCURRENTLY leaves behind: it costs every write and serves no read.
_LEFTOVERS = """
SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
WHERE NOT i.indisvalid AND t.relname = ANY(%s) AND c.relname ~ '_cc(new|old)[0-9]*$'
"""
_LOCK = "SELECT pg_try_advisory_lock(hashtextextended('rebuild indexes', 0))"
_UNLOCK = "SELECT pg_advisory_unlock(hashtextextended('rebuild indexes', 0))"


@dataclass(frozen=True)
class Rebuilt:
    """An index that was rebuilt: `act` is rebuilt (it was there) or created (it was missing, or had never been finished)."""

    name: str
    act: str
    seconds: float
    megabytes: float


def lacking_indexes(names: Sequence[str]) -> list[str]:
    """Those that are missing or not valid now, at most some seconds ago. Asked at every search: hence remembered."""
    wanted = tuple(names)
    return remember(f"indexes:{hash(wanted)}", lambda: _lacking(wanted), seconds=_LOOK_EVERY) if wanted else []


def rebuild_indexes(names: Sequence[str]) -> Iterator[Rebuilt]:
    """Rebuild one after the other without stopping readers or writers; call it outside a transaction, as the owner.

    Removes what an interrupted run left; creates what is missing from its declaration in the models. A valid index serves
    until its successor is complete. Raises Conflict when another run is at work, or an index is not valid afterwards.
    """
    declared = {index.name: (model, index) for model in apps.get_models() for index in model._meta.indexes}
    if unknown := [name for name in names if name not in declared]:
        raise Conflict(f"模型里没有这样的索引：{'、'.join(unknown)}。")
    tables = sorted({declared[name][0]._meta.db_table for name in names})
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
        if not cursor.fetchone()[0]:
            raise Conflict("另一次索引重建还没有结束。")
        try:
            cursor.execute(_LEFTOVERS, [tables])
            for (leftover,) in cursor.fetchall():
                cursor.execute(f'DROP INDEX CONCURRENTLY "{leftover}"')
            for name in names:
                yield _rebuild(name, *declared[name])
        finally:
            cursor.execute(_UNLOCK)


def _rebuild(name: str, model: type[models.Model], index: models.Index) -> Rebuilt:
    started = time.perf_counter()
    lacking = bool(_lacking([name]))
    with connection.cursor() as cursor:
        if lacking:
            cursor.execute(f'DROP INDEX CONCURRENTLY IF EXISTS "{name}"')
            with connection.schema_editor(atomic=False) as editor:
                editor.execute(index.create_sql(model, editor, concurrently=True), params=None)
        else:
            cursor.execute(f'REINDEX INDEX CONCURRENTLY "{name}"')
        if _lacking([name]):
            raise Conflict(f"索引 {name} 重建后仍不可用。")
        cursor.execute("SELECT pg_relation_size(%s::regclass) / 1048576.0", [name])
        size = float(cursor.fetchone()[0])
    return Rebuilt(name, "created" if lacking else "rebuilt", round(time.perf_counter() - started, 2), round(size, 1))


def _lacking(names: Sequence[str]) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LACKING, [list(names)])
        return [row[0] for row in cursor.fetchall()]
