"""Changing the keys of sealed fields (SEC13). How, with FIELD_KEYS = "k1:…" in use:

1. Put the new key in front: FIELD_KEYS="k2:…,k1:…", restart. New values are sealed with k2, everything can be read.
2. `bin/manage rotate_field_keys`: seals what is left under k1 with k2 (fields, files), in batches, while the site runs. It may be
   stopped and started again: each sealed value says which key it needs.
3. Stop the site, `bin/manage rotate_field_keys --digests`: recomputes every digest with k2 in one transaction.
4. FIELD_KEYS="k2:…", start the site. `verify_keys` refuses to go on when a step was left out.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connection, models, transaction

from core.crypto import EncryptedTextField, Keyring, keyring
from core.errors import UserError

BATCH = 2000


@dataclass(frozen=True)
class SealedColumn:
    """A sealed column of a table, its history tables included. `digest`: (column, purpose) that follows from it."""

    table: str
    key: str
    column: str
    digest: tuple[str, str] | None


def sealed_columns() -> list[SealedColumn]:
    """Every sealed column of the product."""
    return [
        SealedColumn(model._meta.db_table, str(model._meta.pk.column), str(field.column), _digest_of(model, field))
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, EncryptedTextField) and model._meta.managed
    ]


def _digest_of(model: type[models.Model], field: EncryptedTextField) -> tuple[str, str] | None:
    """A history table keeps the columns of the table it follows, but not the field's options."""
    followed = getattr(model, "pgh_tracked_model", None)
    declared: Any = followed._meta.get_field(field.name) if followed else field
    return declared.digest_in


def reseal(*, batch: int = BATCH, progress: Callable[[str, int], None] | None = None) -> int:
    """Seal with the active key whatever another key seals; returns how many values. One transaction a batch."""
    ring, done = keyring(), 0
    for column in sealed_columns():
        after: Any = None
        while rows := _reseal_batch(ring, column, after, batch):
            done, after = done + len(rows), rows[-1]
            if progress:
                progress(column.table, done)
    return done


def _reseal_batch(ring: Keyring, column: SealedColumn, after: Any, batch: int) -> list[Any]:
    """The keys of the rows that were sealed anew. Change history is not told: the value stays what it was."""
    with transaction.atomic(), connection.cursor() as cursor:
        rows = _read(cursor, column, after, batch, _FOREIGN, [ring.active.encode()], lock=True)
        _write(cursor, column, column.column, [(key, ring.encrypt(ring.decrypt(sealed))) for key, sealed in rows])
    return [key for key, _ in rows]


def redigest(*, batch: int = BATCH) -> int:
    """Recompute every digest with the active key, all or none; returns how many. The site must be down.

    UserError when other sessions are connected, or when values are left under another key.
    """
    ring = keyring()
    alone = Keyring(_active_part(ring))
    done = 0
    with transaction.atomic(), connection.cursor() as cursor:
        _refuse_company(cursor)
        for column in sealed_columns():
            if _read(cursor, column, None, 1, _FOREIGN, [ring.active.encode()]):
                raise UserError(f"{column.table} still holds values under another key; run rotate_field_keys first.")
            if column.digest:
                done += _redigest_column(cursor, alone, column, batch)
    return done


def _active_part(ring: Keyring) -> str:
    parts = (part.strip() for part in settings.FIELD_KEYS.split(","))
    return next(part for part in parts if part.partition(":")[0] == ring.active)


def _redigest_column(cursor: Any, ring: Keyring, column: SealedColumn, batch: int) -> int:
    assert column.digest is not None
    target, purpose = column.digest
    done, after = 0, None
    while rows := _read(cursor, column, after, batch, "", []):
        _write(cursor, column, target, [(key, ring.digest(ring.decrypt(sealed), purpose)) for key, sealed in rows])
        done, after = done + len(rows), rows[-1][0]
    return done


def verify_keys() -> None:
    """Compare the oldest digest of each column with its value; UserError when FIELD_KEYS does not fit the data.

    A key taken away too early would otherwise go unnoticed: nobody would be found, and everybody entered twice.
    """
    ring = keyring()
    with connection.cursor() as cursor:
        for column in sealed_columns():
            if column.digest is None:
                continue
            target, purpose = column.digest
            cursor.execute(
                f'SELECT "{column.column}", "{target}" FROM "{column.table}"'
                f' WHERE length("{column.column}") > 0 ORDER BY "{column.key}" LIMIT 1'
            )
            row = cursor.fetchone()
            if row and not hmac.compare_digest(ring.digest(ring.decrypt(row[0]), purpose), bytes(row[1] or b"")):
                raise UserError(
                    f"FIELD_KEYS does not fit the digests of {column.table}: its last key is not the one they were made"
                    " with. Put that key back at the end, or finish the rotation (core/services/keys.py)."
                )


# Sealed by a key other than the active one: byte 0 is the length of the key's id, which follows it.
_FOREIGN = 'AND substring("{column}" FROM 2 FOR get_byte("{column}", 0)) <> %s'


def _read(
    cursor: Any, column: SealedColumn, after: Any, batch: int, test: str, values: list[Any], *, lock: bool = False
) -> list[tuple[Any, bytes]]:
    beyond = f'AND "{column.key}" > %s' if after is not None else ""
    cursor.execute(
        f'SELECT "{column.key}", "{column.column}" FROM "{column.table}" WHERE length("{column.column}") > 0'
        f' {test.format(column=column.column)} {beyond} ORDER BY "{column.key}" LIMIT %s {"FOR UPDATE" if lock else ""}',
        [*values, *([after] if after is not None else []), batch],
    )
    return [(key, bytes(sealed)) for key, sealed in cursor.fetchall()]


def _write(cursor: Any, column: SealedColumn, target: str, rows: list[tuple[Any, bytes]]) -> None:
    if not rows:
        return
    with pgtrigger.ignore():
        cursor.execute(
            f'UPDATE "{column.table}" SET "{target}" = new.value FROM unnest(%s::bigint[], %s::bytea[]) AS new(key, value)'
            f' WHERE "{column.table}"."{column.key}" = new.key',
            [[key for key, _ in rows], [value for _, value in rows]],
        )


def _refuse_company(cursor: Any) -> None:
    cursor.execute(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    if others := cursor.fetchone()[0]:
        raise UserError(f"{others} other sessions use the database; stop the site first.")


def key_use() -> Iterator[tuple[str, int]]:
    """How many values each key seals, for the report of the command."""
    counts: dict[str, int] = {}
    with connection.cursor() as cursor:
        for column in sealed_columns():
            name = column.column
            cursor.execute(
                f'SELECT convert_from(substring("{name}" FROM 2 FOR get_byte("{name}", 0)), \'UTF8\'), count(*)'
                f' FROM "{column.table}" WHERE length("{name}") > 0 GROUP BY 1'
            )
            for key_id, number in cursor.fetchall():
                counts[key_id] = counts.get(key_id, 0) + number
    yield from sorted(counts.items())
