"""What was accepted enters the base: one transaction, set-based, once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db import connection, transaction

from core import clock
from core.audit import acting
from core.imports import progress
from core.imports.batches import State, announce, falling_back, holding, state_now
from core.imports.checking import CHUNK
from core.imports.feed import Commit, Row, feeds
from core.imports.passing import lay_leads
from core.imports.reading import unpack
from core.models import ImportBatch, ImportRow


def commit_batch(batch: ImportBatch, *, by: Any, today: Any = None) -> ImportBatch:
    """Write every accepted row of a checked batch. A second call finds it committed and changes nothing.

    The base may have changed since the check (another batch, the desk): constraint violations come back as Conflict and
    nothing is written; checking again tells which rows collide.
    """
    if state_now(batch) == State.COMMITTED:
        return batch
    announce(batch, "commit")
    with falling_back(batch, State.COMMITTING, State.PREVIEW), holding(batch, "commit") as held:
        feed = feeds[held.feed]
        source = batch_source(held)
        with acting(by=by.username, why=f"导入 {feed.title} {held.file_name}"[:120], source=source):
            commit = Commit(source, by, today or clock.today(), held.counts.get("survey", {}))
            feed.commit(_accepted(held), commit)
            if feed.conclude:
                feed.conclude(commit)
            held.counts = {**held.counts, "passed_on": lay_leads(held, by=by)}
        held.state, held.committed_at = State.COMMITTED, clock.now()
        held.save(update_fields=["state", "committed_at", "counts"])
        if feed.after:
            transaction.on_commit(partial(feed.after, held.pk))
    progress.tell(held.uid, phase="committed")
    return held


def batch_source(batch: ImportBatch) -> str:
    """`GA05:17`: what the sources of all rows of this batch begin with."""
    return f"{batch.feed}:{batch.pk}"


def _accepted(batch: ImportBatch) -> Iterator[list[Row]]:
    """Accepted rows chunk by chunk, in the order of the file; what the feed found out about them is kept with the row."""
    last = done = 0
    total = batch.counts.get("accepted", 0)
    while True:
        found = list(ImportRow.objects.filter(batch=batch, verdict="accepted", line__gt=last).order_by("line")[:CHUNK])
        if not found:
            return
        last = found[-1].line
        progress.tell(batch.uid, phase="committing", done=done, total=total)
        rows = [row_of(stored) for stored in found]
        yield rows
        _remember_people(batch, rows)
        done += len(found)


def _remember_people(batch: ImportBatch, rows: list[Row]) -> None:
    """Which person each row became: for links on the last page, for sources, for undo."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_importrow r SET person_id = new.person FROM unnest(%s::int[], %s::bigint[]) AS new(line, person)"
            " WHERE r.batch_id = %s AND r.line = new.line AND r.person_id IS DISTINCT FROM new.person",
            [[row.line for row in rows], [row.person_id for row in rows], batch.pk],
        )


def people_of(batch_id: int) -> tuple[str, list[int]]:
    """The feed of a committed batch and the persons its rows became."""
    rows = ImportRow.objects.filter(batch_id=batch_id, verdict="accepted", person_id__isnull=False)
    feed = ImportBatch.objects.values_list("feed", flat=True).filter(pk=batch_id).first() or ""
    return feed, sorted({pk for pk in rows.values_list("person_id", flat=True) if pk})


def row_of(stored: ImportRow) -> Row:
    """A kept row as the feed knows it."""
    row = Row(stored.line, [], unpack(stored.reading) if stored.reading else {})
    row.person_id, row.area, row.note, row.decided = stored.person_id, stored.area_code, stored.note, stored.decision
    return row
