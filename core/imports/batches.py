"""A batch from upload to preview: who may bring which file, what state it is in, who holds it.

States: uploaded → checking → preview → committing → committed → undoing → undone; uploaded and preview may be abandoned. One
transaction does the whole of a step while it holds the row's lock: a worker that dies leaves nothing half done, the state it
announced stays behind without a lock, and the next attempt simply does the step again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from core import clock
from core.errors import Conflict, FileRefused, NotAllowed, NotFound, UserError
from core.imports import progress, vault
from core.imports.feed import Feed, feeds
from core.imports.layout import Layout, find_layout, guess_feed, refuse_missing, with_mapping
from core.imports.lines import refuse_shifted
from core.imports.workbook import Book, open_book
from core.models import HeaderMapping, ImportBatch
from core.scope import as_system

State = ImportBatch.State
LARGEST = 60 * 1024 * 1024

# What each act needs, and what it announces while it runs.
MOVES: dict[str, tuple[frozenset[str], str]] = {
    "check": (frozenset({State.UPLOADED, State.CHECKING, State.PREVIEW}), State.CHECKING),
    "commit": (frozenset({State.PREVIEW, State.COMMITTING}), State.COMMITTING),
    "undo": (frozenset({State.COMMITTED, State.UNDOING}), State.UNDOING),
    "abandon": (frozenset({State.UPLOADED, State.CHECKING, State.PREVIEW}), State.ABANDONED),
}


@dataclass
class Received:
    """An upload that could be opened: the batch and what was read, so that a check at once need not read again."""

    batch: ImportBatch
    book: Book
    layout: Layout


def feed_of(code: str) -> Feed:
    """The feed with this code. UserError when there is none."""
    feed = feeds.get(code.upper())
    if feed is None:
        raise UserError(f"没有代码为“{code}”的表。", field="feed", remedy=f"可以导入的是 {'、'.join(feeds.keys())}。")
    return feed


def receive(
    content: bytes, *, file_name: str, by: Any, feed_code: str = "", sheet: str = "", mapping_allowed: bool = False
) -> Received:
    """Take a file in. FileRefused when nobody could judge it; then nothing is kept.

    Without `feed_code` the feed is guessed from the heading. With `mapping_allowed` a file whose required columns were
    not recognised is kept, so that a person can match them.
    """
    if len(content) > LARGEST:
        raise FileRefused(f"文件有 {len(content) // 1024 // 1024} MB，超过 60 MB。", remedy="请分成几份再传。")
    book = open_book(content)
    feed = feed_of(feed_code) if feed_code else _guessed(book)
    if not by.has_permission(feed.permission):
        raise NotAllowed(f"你没有导入{feed.title}（{feed.key}）的权限。")
    layout = find_layout(book, feed, sheet=sheet, remembered=remembered(feed))
    if not (mapping_allowed and layout.missing):
        refuse_missing(layout, feed)
        refuse_shifted(feed, layout)
    batch = ImportBatch(
        replaces=_returned_from(book, by),
        feed=feed.key,
        file_name=file_name[-200:],
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=layout.sheet.name,
        header_row=layout.header_line,
        headers=layout.headers,
        area_code=importer_area(by, feed),
        uploaded_by=by,
        uploaded_at=clock.now(),
        total=max(layout.sheet.height - layout.header_line, 0),
        file_path=vault.keep(content),
    )
    with transaction.atomic():
        batch.save()
    return Received(batch, book, layout)


def _returned_from(book: Book, by: Any) -> ImportBatch | None:
    """The batch whose returned workbook this is: its uid travels in the workbook's properties."""
    found = ImportBatch.objects.filter(uid=book.identifier).first() if book.identifier else None
    return found if found and may_see(found, by) else None


def _guessed(book: Book) -> Feed:
    found = guess_feed(book)
    if found is None:
        known = "、".join(f"{feed.title} {feed.key}" for feed in feeds)
        raise FileRefused("看不出这是哪一种表：没有找到认识的表头。", remedy=f"能导入的是 {known}，可以先下载空白表。")
    return found[0]


def importer_area(by: Any, feed: Feed) -> str:
    """The area a batch belongs to: where the grant to import it lies (its colleagues and superiors see the batch)."""
    scope = by.scope(feed.permission)
    home = getattr(by, "home_area", "")
    if home and scope.holds(home):
        return home
    return scope.ranges[0][0] if scope else ""


def remembered(feed: Feed) -> dict[str, str]:
    """Headers that somebody matched before: header → field."""
    return dict(HeaderMapping.objects.filter(feed=feed.key).values_list("header", "field"))


def reopen(batch: ImportBatch) -> tuple[Book, Layout]:
    """Read the kept file again, with the mapping that was agreed."""
    feed = feeds[batch.feed]
    book = open_book(vault.fetch(batch.file_path))
    layout = find_layout(book, feed, sheet=batch.sheet, remembered=remembered(feed))
    return book, with_mapping(layout, feed, batch.mapping)


def match_headers(batch: ImportBatch, mapping: dict[str, str], *, by: Any) -> ImportBatch:
    """Say which header is which field; remembered for this feed. FileRefused when required columns are still missing."""
    feed = feeds[batch.feed]
    chosen = {header: name for header, name in mapping.items() if name}
    if len(set(chosen.values())) != len(chosen):
        raise UserError("同一个内容选了两列。", remedy="每一项只能对应一列。")
    batch.mapping = chosen
    _, layout = reopen(batch)
    refuse_missing(layout, feed)
    refuse_shifted(feed, layout)
    now = clock.now()
    with transaction.atomic():
        for header, name in chosen.items():
            HeaderMapping.objects.update_or_create(
                feed=feed.key, header=header, defaults={"field": name, "recorded_by": by.username, "recorded_at": now}
            )
        batch.save(update_fields=["mapping"])
    return batch


def find(uid: Any, *, by: Any) -> ImportBatch:
    """A batch that the user may see: one of their import areas. NotFound otherwise."""
    batch = ImportBatch.objects.select_related("uploaded_by").filter(uid=uid).first()
    if batch is None or not may_see(batch, by):
        raise NotFound("没有这一批，或不在你的范围内。")
    return batch


def may_see(batch: ImportBatch, by: Any) -> bool:
    return bool(by.scope(f"import.{batch.feed}").holds(batch.area_code))


def visible(by: Any) -> Any:
    """Batches of the user's import areas, newest first."""
    keys = [feed.key for feed in feeds if by.has_permission(feed.permission)]
    found = ImportBatch.objects.none()
    for key in keys:
        found = found | ImportBatch.objects.filter(by.scope(f"import.{key}").q("area_code"), feed=key)
    return found.select_related("uploaded_by").order_by("-uploaded_at", "-pk")


class Busy(Conflict):
    """Another process is at this batch."""


@contextmanager
def falling_back(batch: ImportBatch, during: str, before: str) -> Iterator[None]:
    """When a step fails, its announced state falls back, so that the screen offers it again. Busy: somebody else's step."""
    try:
        yield
    except Busy:
        raise
    except Exception:
        with as_system("the state of a batch belongs to no resident"):
            ImportBatch.objects.filter(pk=batch.pk, state=during).update(state=before)
        raise


@contextmanager
def holding(batch: ImportBatch, act: str) -> Iterator[ImportBatch]:
    """The transaction of one step: as system, the row locked. Conflict when another process is at it or the state is wrong."""
    allowed, _ = MOVES[act]
    try:
        with as_system("matching needs the whole base; each row is held against the importer's scope"):
            held = ImportBatch.objects.select_for_update(nowait=True, of=("self",)).get(pk=batch.pk)
            if held.state not in allowed:
                raise Conflict(f"这一批现在是「{held.get_state_display()}」，不能这样做。")
            yield held
    except DatabaseError as error:
        if "could not obtain lock" in str(error):
            raise Busy("这一批正在处理，请稍候。") from error
        raise


def state_now(batch: ImportBatch) -> str:
    """The batch's state as the table has it, put into `batch` too. A worker has no scope, and a state is nobody's secret."""
    with as_system("the state of a batch belongs to no resident"):
        batch.refresh_from_db(fields=["state"])
    return batch.state


def announce(batch: ImportBatch, act: str) -> None:
    """Show at once, in its own transaction, that a step has begun. Conflict when the state does not allow it; Busy when
    another process is at the batch."""
    with holding(batch, act) as held:
        held.state = MOVES[act][1]
        held.save(update_fields=["state"])


def abandon(batch: ImportBatch, *, by: Any) -> None:
    """Give a batch up before it entered the base; a running check stops at its next chunk."""
    progress.ask_to_stop(batch.uid)
    try:
        with holding(batch, "abandon") as held:
            held.rows.all().delete()
            held.state = State.ABANDONED
            held.save(update_fields=["state"])
    except Conflict:
        if state_now(batch) != State.CHECKING:
            raise
    else:
        vault.forget(batch.file_path)
