"""The job that chains what was written since it last ran.

A row's id is drawn before its transaction commits, so rows appear out of order. A stream is therefore linked only up to an id that
was the highest at a moment before which every transaction has ended: whatever has a lower id is there by then, or never will be.
The moment stands in ChainMark, so that a run which finds a long transaction leaves the rest to the next one.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection, transaction

from core import clock
from core.chain.canonical import Line, columns_now, content_hash, link_hash, read_lines, sealed_digest
from core.chain.streams import Stream, streams
from core.crypto import keyring
from core.models import ChainLink, ChainMark
from core.scope import as_system

ROWS = 1000  # a link names its rows within so many
_LOCK = 7361501


@dataclass(frozen=True)
class Chained:
    """What a run did: links and rows added; `waiting` when transactions of before the mark are still open."""

    links: int
    rows: int
    waiting: bool


def chain_logs(*, wait: float = 0) -> Chained:
    """Link every settled row of every stream; waits up to `wait` seconds for open transactions. One run at a time."""
    with as_system("the chain covers the rows of every area"):
        if not _alone():
            return Chained(0, 0, True)
        links = rows = 0
        mark = ChainMark.objects.order_by("pk").last()
        if mark is not None and _settled(mark):
            links, rows = _link_all(mark)
            mark = None
        mark = mark or _new_mark()
        if settled := _wait_for(mark, wait):
            more_links, more_rows = _link_all(mark)
            links, rows = links + more_links, rows + more_rows
        return Chained(links, rows, not settled)


def _alone() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_LOCK])
        return bool(cursor.fetchone()[0])


def _new_mark() -> ChainMark:
    """The highest ids first, the moment after them: whoever drew a lower id had begun by then."""
    ends = {}
    with connection.cursor() as cursor:
        for stream in streams():
            cursor.execute(f'SELECT max("{stream.key}") FROM "{stream.table}"')
            ends[stream.table] = cursor.fetchone()[0] or 0
        cursor.execute("SELECT clock_timestamp()")
        return ChainMark.objects.create(at=cursor.fetchone()[0], last_ids=ends)


def _settled(mark: ChainMark) -> bool:
    """Has every transaction of this database that was open at the mark ended? (Its own apart.)"""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            """
            SELECT NOT EXISTS (
              SELECT FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
                AND xact_start <= %s
            ) AND NOT EXISTS (SELECT FROM pg_prepared_xacts WHERE database = current_database())
            """,
            [mark.at],
        )
        return bool(cursor.fetchone()[0])


def _wait_for(mark: ChainMark, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while not _settled(mark):
        if time.monotonic() >= end:
            return False
        time.sleep(min(0.2, seconds))
    return True


def _link_all(mark: ChainMark) -> tuple[int, int]:
    links = rows = 0
    for stream in streams():
        made = _link(stream, mark.last_ids.get(stream.table, 0))
        links, rows = links + len(made), rows + sum(link.rows for link in made)
    ChainMark.objects.filter(pk__lte=mark.pk).delete()
    return links, rows


def _link(stream: Stream, upto: int) -> list[ChainLink]:
    last = ChainLink.objects.filter(stream=stream.table).order_by("-number").first()
    start = last.last_id + 1 if last else 0
    if upto < start:
        return []
    columns, made = columns_now(stream), []
    for lines in _portions(read_lines(stream, columns, first=start, last=upto), ROWS):
        last = make_link(stream, columns, lines, after=last)
        made.append(last)
    return ChainLink.objects.bulk_create(made, batch_size=500)


def make_link(stream: Stream, columns: Sequence[str], lines: Sequence[Line], *, after: ChainLink | None) -> ChainLink:
    """The link over these rows, unsaved."""
    number, previous = (after.number + 1, after.hash) if after else (1, "")
    said: dict[str, Any] = {
        "rows": len(lines),
        "content": content_hash(lines),
        "sealed": sealed_digest(lines),
        "marks": b"".join(line.mark for line in lines),
    }
    first, last = lines[0].id, lines[-1].id
    moments = [line.at for line in lines if line.at]
    return ChainLink(
        stream=stream.table,
        number=number,
        first_id=first,
        last_id=last,
        columns=list(columns),
        key_id=keyring().oldest if said["sealed"] else "",
        first_at=min(moments, default=None),
        last_at=max(moments, default=None),
        made_at=clock.now(),
        previous=previous,
        hash=link_hash(stream.table, number, previous, first=first, last=last, **said),
        **said,
    )


def _portions(lines: Iterable[Line], size: int) -> Iterator[list[Line]]:
    source = iter(lines)
    while portion := list(islice(source, size)):
        yield portion


def in_step() -> dict[str, int]:
    """Rows of each stream that no link covers yet, for the page: {table: rows}; streams in step are left out."""
    behind = {}
    with as_system("counting what the chain does not cover yet"), transaction.atomic(), connection.cursor() as cursor:
        for stream in streams():
            cursor.execute(
                f'SELECT count(*) FROM "{stream.table}" WHERE "{stream.key}" >'
                " coalesce((SELECT max(last_id) FROM core_chainlink WHERE stream = %s), 0)",
                [stream.table],
            )
            if number := cursor.fetchone()[0]:
                behind[stream.table] = number
    return behind
