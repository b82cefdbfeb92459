"""A row as the chain sees it: one line of JSON, the same for the same values whenever and wherever it is read."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core.chain.streams import Stream
from core.crypto import Keyring, keyring

MARK = 4  # bytes of a row's hash that a link keeps, to name the row that does not fit
_FETCH = 5000

# PostgreSQL writes values as text by these settings; the chain must not depend on a session's taste.
_PLAIN = (
    "SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true),"
    " set_config('bytea_output', 'hex', true), set_config('extra_float_digits', '1', true)"
)


@dataclass(frozen=True)
class Line:
    """A row: its id, the canonical text of its open columns, the stored bytes of its sealed ones, when it was written."""

    id: int
    text: str
    sealed: tuple[bytes | None, ...] = ()
    at: Any = None

    @property
    def mark(self) -> bytes:
        return hashlib.sha256(self.text.encode()).digest()[:MARK]


def columns_now(stream: Stream) -> list[str]:
    """The open columns that the stream's table has today, in a fixed order; a history row brings its context along."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped"
            ' ORDER BY attname COLLATE "C"',
            [stream.table],
        )
        return [name for (name,) in cursor.fetchall() if name not in stream.left_out]


def read_lines(stream: Stream, columns: Sequence[str], *, first: int, last: int) -> Iterator[Line]:
    """The rows with first ≤ id ≤ last, in order of their ids. Run as the owner, who sees every area."""
    texts = [f't."{name}"::text' for name in columns]
    if stream.history:  # who, why, from which source and request
        texts.append("(SELECT c.metadata::text FROM pghistory_context c WHERE c.id = t.pgh_context_id)")
    sealed = "".join(f', t."{name}"' for name in stream.sealed)
    statement = (
        f'SELECT t."{stream.key}", array_to_json(ARRAY[{", ".join(texts)}])::text, t."{stream.at}"{sealed}'
        f' FROM "{stream.table}" t WHERE t."{stream.key}" BETWEEN %s AND %s ORDER BY t."{stream.key}" LIMIT {_FETCH}'
    )
    after = first
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_PLAIN)
            cursor.execute(statement, [after, last])
            rows = cursor.fetchall()
        for row in rows:
            stored = tuple(None if value is None else bytes(value) for value in row[3:])
            yield Line(row[0], row[1], stored, row[2])
        if len(rows) < _FETCH:
            return
        after = rows[-1][0] + 1


def content_hash(lines: Sequence[Line]) -> str:
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.text.encode())
        digest.update(b"\n")
    return digest.hexdigest()


def sealed_digest(lines: Sequence[Line], ring: Keyring | None = None) -> str:
    """A keyed digest over the values (not the bytes) of sealed columns: new keys seal them anew without a trace, another
    value leaves one. ValueError when a stored value was changed outside the system."""
    ring = ring or keyring()
    parts = [_opened(ring, value) for line in lines for value in line.sealed]
    return ring.digest("\x1f".join(parts), "chain").hex() if parts else ""


def _opened(ring: Keyring, value: bytes | None) -> str:
    return "\0" if value is None else ring.decrypt(value) if value else ""


def link_hash(
    stream: str,
    number: int,
    previous: str,
    *,
    rows: int,
    first: int,
    last: int,
    content: str,
    sealed: str,
    marks: bytes,
) -> str:
    """What ties a link to the one before it."""
    said = f"{stream}\n{number}\n{previous}\n{rows}\n{first}\n{last}\n{content}\n{sealed}\n{marks.hex()}"
    return hashlib.sha256(said.encode()).hexdigest()


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
