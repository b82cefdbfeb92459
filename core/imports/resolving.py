"""A person decides about a questioned row; the row is judged again with that decision, and enters if nothing is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from core import clock
from core.audit import acting
from core.errors import NotFound, UserError
from core.imports.batches import MOVES, State, holding
from core.imports.checking import judge, stored
from core.imports.committing import batch_source
from core.imports.feed import Check, Commit, Feed, Row, feeds
from core.imports.reading import read_row, unpack
from core.models import ImportBatch, ImportRow
from core.scope import as_system

DECISIONS = {
    "accept": "看过证件，没有错，入库",
    "same": "是底册里的同一个人",
    "fill": "已补上正确的内容",
    "refuse": "退回来文单位",
}
MOVES["resolve"] = (frozenset({State.PREVIEW, State.COMMITTED}), "")


def questioned(batch: ImportBatch, line: int) -> ImportRow:
    """The row that waits for a person. NotFound when there is none on that line."""
    row = ImportRow.objects.filter(batch=batch, line=line, verdict="review").first()
    if row is None:
        raise NotFound("这一行不在待核对里，可能已经有人处理了。")
    return row


def resolve_row(
    batch: ImportBatch, line: int, decision: str, *, by: Any, fills: Mapping[str, str] | None = None, chosen: str = ""
) -> ImportRow:
    """Decide about one row. With `fills` ({field: text}) cells are replaced first; `chosen` is the uid of the person meant.

    In a committed batch an accepted row enters the base at once. UserError tells what still stands against it.
    """
    if decision not in DECISIONS:
        raise UserError("请选一种处理办法。", field="decision")
    with holding(batch, "resolve") as held:
        kept = questioned(held, line)
        feed = feeds[held.feed]
        row = _judged_again(held, kept, feed, decision, by, fills or {}, chosen)
        if decision == "refuse":
            row.refuse("", "sent_back", f"{by.username} 核对后退回", "请改正后再送")
            row.verdict = "refused"
        elif row.findings:
            raise UserError(
                "还不能入库：" + "；".join(f.reason for f in row.findings) + "。", remedy=row.findings[0].remedy
            )
        if held.state == State.COMMITTED and row.verdict == "accepted":
            source = batch_source(held)
            with acting(by=by.username, why=f"核对后入库 {feed.title} 第 {line} 行", source=source):
                feed.commit(iter([[row]]), Commit(source, by, clock.today()))
        _keep(held, kept, row, decision, by)
    return kept


def foresee(batch: ImportBatch, line: int, decision: str, *, by: Any, chosen: str = "") -> Row:
    """What a decision would do, before it is taken: the row judged with it; `note` in words, or what still stands against it."""
    with as_system("a decision is judged against the whole base; each row is held against the importer's scope"):
        return _judged_again(batch, questioned(batch, line), feeds[batch.feed], decision, by, {}, chosen)


def _judged_again(
    batch: ImportBatch, kept: ImportRow, feed: Feed, decision: str, by: Any, fills: Mapping[str, str], chosen: str = ""
) -> Row:
    reading = batch.counts.get("reading", {})
    columns: dict[str, int] = reading.get("columns", {})
    cells = unpack(kept.raw)
    for name, text in fills.items():
        if name in columns and text.strip():
            cells[columns[name]] = text.strip()
    row = Row(kept.line, cells, decided=decision if decision != "refuse" else "", chosen=chosen)
    check = Check(by, by.scope(feed.permission), clock.today(), date_shift=reading.get("date_shift", 0))
    read_row(row, feed, columns, check)
    judge(feed, [row], check)
    return row


_STORED = (
    "verdict",
    "corrected",
    "raw",
    "reading",
    "label",
    "problems",
    "fixes",
    "note",
    "decision",
    "person_id",
    "area_code",
)


def _keep(batch: ImportBatch, kept: ImportRow, row: Row, decision: str, by: Any) -> None:
    for name, value in zip(_STORED, stored(row), strict=True):
        if name not in ("problems", "fixes"):
            setattr(kept, name, value)
    kept.problems = [{**vars_of(finding)} for finding in row.findings]
    kept.decision, kept.resolution = decision, DECISIONS[decision]
    kept.resolved_by, kept.resolved_at = by.username, clock.now()
    kept.save()
    counted = Counter(ImportRow.objects.filter(batch=batch).values_list("verdict", flat=True))
    batch.counts |= {name: counted[name] for name in ("accepted", "unchanged", "review", "refused")}
    batch.save(update_fields=["counts"])


def vars_of(finding: Any) -> dict[str, str]:
    names = ("column", "code", "reason", "remedy", "level", "value")
    return {name: getattr(finding, name) for name in names}
