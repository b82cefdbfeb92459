"""Old log rows leave the hot tables for archives: never before the law allows, never before the archive was read back.

Rows leave link by link. A link whose newest row is older than the day asked goes into the archive of that row's month; the file is
written, read back, compared with the link's hash, registered, and only then are the rows removed, in one transaction.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from django.db import connection

from core import clock
from core.chain import archive_files
from core.chain.canonical import Line, content_hash, read_lines, same
from core.chain.streams import LOG_STREAMS, Stream
from core.clock import SHANGHAI
from core.errors import UserError
from core.models import ChainLink, LogArchive
from core.retention import days_kept
from core.scope import as_system


@dataclass(frozen=True)
class Archived:
    """What a run moved: files written and rows that left the hot tables."""

    files: int
    rows: int


def newest_allowed(stream: Stream, *, today: dt.date | None = None) -> dt.date:
    """Rows from this day on must stay: 网络安全法 第二十三条 for logs, 网络数据安全管理条例 第十二条 for provisions."""
    if stream.keep is None:
        raise ValueError(f"{stream.table} is never archived.")
    return (today or clock.today()) - dt.timedelta(days=days_kept(stream.keep, on=today))


def archive_logs(*, by: str, before: dt.date | None = None, stream: str = "") -> Archived:
    """Archive rows of before a day (default: all that may leave). UserError when the day lies inside the time that the law
    keeps, when a stream is unknown or never archived."""
    with as_system("archives hold the log rows of every area"):
        chosen = _chosen(stream, before)
        done = [_archive(one, before or newest_allowed(one), by) for one in chosen]
    return Archived(sum(one.files for one in done), sum(one.rows for one in done))


def _chosen(name: str, before: dt.date | None) -> list[Stream]:
    kept = [stream for stream in LOG_STREAMS if stream.keep and name in ("", stream.table)]
    if not kept:
        known = "、".join(stream.table for stream in LOG_STREAMS if stream.keep)
        raise UserError(f"没有可以归档的「{name}」。", remedy=f"可以归档的：{known}。")
    if before is None:
        return kept
    open_ones = [stream for stream in kept if before <= newest_allowed(stream)]
    if not open_ones:
        stream = max(kept, key=newest_allowed)
        assert stream.keep is not None
        seed = stream.keep.seeds[0]
        raise UserError(
            f"{stream.title}要留满 {days_kept(stream.keep)} 天（{seed.document}{seed.clause.partition('：')[0]}）。",
            remedy=f"最晚只能归档 {newest_allowed(stream)} 以前的。",
        )
    return open_ones


def _archive(stream: Stream, before: dt.date, by: str) -> Archived:
    links = _ripe(stream, dt.datetime.combine(before, dt.time(), SHANGHAI))
    files = rows = 0
    for month, group in groupby(links, key=_month):
        rows += _archive_month(stream, month, list(group), by)
        files += 1
    return Archived(files, rows)


def _month(link: ChainLink) -> str:
    assert link.last_at is not None, "links without a moment are never ripe"
    return f"{link.last_at.astimezone(SHANGHAI):%Y-%m}"


def _ripe(stream: Stream, moment: dt.datetime) -> list[ChainLink]:
    """The oldest links in a row that are not archived and hold nothing newer."""
    done = (
        LogArchive.objects.filter(stream=stream.table)
        .order_by("-last_link")
        .values_list("last_link", flat=True)
        .first()
    )
    ripe = []
    for link in ChainLink.objects.filter(stream=stream.table, number__gt=done or 0).order_by("number"):
        if link.last_at is None or link.last_at >= moment:
            break
        ripe.append(link)
    return ripe


def _archive_month(stream: Stream, month: str, links: list[ChainLink], by: str) -> int:
    name = f"{stream.table}-{month}-{links[0].number:06d}{archive_files.SUFFIX}"
    path = archive_files.folder() / name
    if path.exists():  # a run that broke off before the rows were removed
        path.unlink()
    about = {"stream": stream.table, "month": month, "made_at": clock.now().isoformat(), "columns": links[0].columns}
    archive_files.write(path, ((link, _hot(stream, link)) for link in links), about=about)
    _read_back(path, links)
    rows = sum(link.rows for link in links)
    LogArchive.objects.create(
        stream=stream.table,
        month=month,
        first_link=links[0].number,
        last_link=links[-1].number,
        rows=rows,
        file=name,
        first_at=links[0].first_at,
        last_at=links[-1].last_at,
        made_at=clock.now(),
        made_by=by,
    )
    _remove(stream, links)
    return rows


def _hot(stream: Stream, link: ChainLink) -> list[Line]:
    """The rows as the link hashed them; UserError when they do not fit any more: tampered rows are evidence, not archive."""
    lines = list(read_lines(stream, link.columns, first=link.first_id, last=link.last_id))
    if not same(content_hash(lines), link.content):
        raise UserError(
            f"{stream.title}第 {link.number} 环和哈希链对不上，没有归档。",
            remedy="先用 verify_audit 查清哪一行被动过。",
        )
    return lines


def _read_back(path: Path, links: list[ChainLink]) -> None:
    """The file, opened anew, holds what the links say; else it is no archive."""
    _, said = archive_files.manifest(path)
    found = list(archive_files.frames(path))
    problem = len(found) != len(links) or len(said) != len(links)
    for link, told, lines in zip(links, said, found, strict=False):
        problem = (
            problem or told.hash != link.hash or len(lines) != link.rows or not same(content_hash(lines), link.content)
        )
    if problem:
        raise UserError(f"归档文件 {path.name} 读回来不对，原来的行都还在。", remedy="请查磁盘，再归档一次。")


def _remove(stream: Stream, links: list[ChainLink]) -> None:
    """The only place where log rows leave a hot table."""
    with connection.cursor() as cursor:
        cursor.execute(
            f'DELETE FROM "{stream.table}" WHERE "{stream.key}" BETWEEN %s AND %s',
            [links[0].first_id, links[-1].last_id],
        )
        gone = cursor.rowcount
    if gone != sum(link.rows for link in links):
        raise UserError(f"{stream.title}在归档时变了，没有归档。", remedy="请再归档一次。")


def archived_rows(stream: str, wanted: Callable[[dict[str, Any]], bool]) -> Iterator[dict[str, Any]]:
    """Rows of the archives of a stream that fit, oldest first: {column: text}."""
    for archive in LogArchive.objects.filter(stream=stream).order_by("first_link"):
        path = archive_files.folder() / archive.file
        columns = archive_files.manifest(path)[0]["columns"]
        for lines in archive_files.frames(path):
            for line in lines:
                row = dict(zip(["id", *columns], [line.id, *json.loads(line.text)], strict=False))
                if wanted(row):
                    yield row


def archived_until(table: str) -> dt.datetime | None:
    """The moment of the newest archived row: what is older is in the archive."""
    return LogArchive.objects.filter(stream=table).order_by("-last_link").values_list("last_at", flat=True).first()


def reseal_archives() -> int:
    """Part of changing keys (core/services/keys.py): seal archive files with the key in use; returns how many changed."""
    return sum(archive_files.reseal(path) for path in sorted(archive_files.folder().glob(f"*{archive_files.SUFFIX}")))
