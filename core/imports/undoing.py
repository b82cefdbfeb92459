"""A committed batch is taken back as far as nothing later rests on it."""

from __future__ import annotations

from typing import Any

from core.audit import acting
from core.errors import NotAllowed
from core.imports.batches import State, announce, falling_back, holding
from core.imports.committing import batch_source
from core.imports.feed import Kept, Undo, feeds
from core.imports.passing import withdraw
from core.models import ImportBatch, ImportRow


def undo_batch(batch: ImportBatch, *, by: Any) -> dict[str, Any]:
    """Take back what a batch wrote; rows that later facts depend on stay, with the reason.

    Returns {"batch", "undone", "kept": [{"row", "reason"}]}. Conflict when the batch is not committed.
    """
    feed = feeds[batch.feed]
    if not by.has_permission(feed.permission):
        raise NotAllowed(f"你没有导入{feed.title}（{feed.key}）的权限，不能撤销。")
    announce(batch, "undo")
    with falling_back(batch, State.UNDOING, State.COMMITTED), holding(batch, "undo") as held:
        source = batch_source(held)
        accepted = ImportRow.objects.filter(batch=held, verdict="accepted")
        lines = {pk: line for pk, line in accepted.values_list("person_id", "line") if pk}
        with acting(by=by.username, why=f"撤销导入 {feed.title} {held.file_name}"[:120], source=f"undo:{source}"):
            undo = Undo(source, by, lines, stay=withdraw(held, by=by))
            kept = sorted(feed.undo(undo), key=lambda stays: stays.line)
        report = _report(held, accepted.count(), kept)
        held.counts = {**held.counts, "undo": report}
        held.state = State.UNDONE
        held.save(update_fields=["state", "counts"])
    return report


def _report(batch: ImportBatch, accepted: int, kept: list[Kept]) -> dict[str, Any]:
    said = [{"row": stays.line, "reason": stays.reason} for stays in kept]
    return {"batch": str(batch.uid), "undone": accepted - len(said), "kept": said}
