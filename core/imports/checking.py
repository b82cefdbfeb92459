"""Every row of a file gets its verdict; nothing enters the base yet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, TypeVar

from core import clock
from core.bulk import insert_rows
from core.crypto import keyring
from core.errors import UserError
from core.imports import progress
from core.imports.batches import State, announce, falling_back, holding, reopen
from core.imports.feed import Check, Feed, Row, feeds
from core.imports.layout import Layout
from core.imports.lines import Lines, Skipped
from core.imports.reading import masked_words, pack, read_row
from core.models import ImportBatch, ImportRow

CHUNK = 2000
T = TypeVar("T")


class Stopped(UserError):
    """Somebody pressed 停下 while the file was being checked."""


def chunks(items: Iterable[T], size: int = CHUNK) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk


@dataclass
class Tally:
    """What was found so far, by verdict and by kind of problem."""

    since: float = 0.0
    verdicts: Counter[str] = field(default_factory=Counter)
    corrected: int = 0
    problems: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str, str], str] = field(default_factory=dict)

    def add(self, row: Row) -> None:
        self.verdicts[row.verdict] += 1
        if row.verdict == "accepted" and row.fixes:
            self.corrected += 1
        kinds: dict[tuple[str, str, str], str] = {
            (finding.level, finding.column, finding.code): finding.reason for finding in row.findings
        }
        kinds |= {("fixed", fix.column, fix.reason): fix.reason for fix in row.fixes} if row.sound else {}
        for kind, reason in kinds.items():
            self.problems[kind] += 1
            self.examples.setdefault(kind, reason)

    def counts(self, skipped: int) -> dict[str, int]:
        """The numbers of the contract: rows = accepted + unchanged + review + refused."""
        said = {name: self.verdicts[name] for name in ("accepted", "unchanged", "review", "refused")}
        return {"rows": sum(said.values()), **said, "corrected": self.corrected, "skipped": skipped}

    def kinds(self, limit: int = 12) -> list[dict[str, Any]]:
        return [
            {"level": level, "column": column, "words": masked_words(self.examples[level, column, code]), "rows": rows}
            for (level, column, code), rows in self.problems.most_common(limit)
        ]


def check_batch(batch: ImportBatch, *, by: Any, layout: Layout | None = None, today: Any = None) -> ImportBatch:
    """Judge all rows of a batch and leave it in preview. May be repeated until it is committed."""
    announce(batch, "check")
    with falling_back(batch, State.CHECKING, State.UPLOADED), holding(batch, "check") as held:
        if layout is None:
            _, layout = reopen(held)
        feed = feeds[held.feed]
        check = Check(by, by.scope(feed.permission), today or clock.today(), headers=layout.header_of)
        held.rows.all().delete()
        lines = Lines(feed, layout)
        tally = Tally(since=clock.now().timestamp())
        for done, rows in judged(feed, lines, layout, check):
            _store(held, rows)
            for row in rows:
                tally.add(row)
            _report(held, done, tally)
        _store_skipped(held, lines.skipped)
        held.counts = {
            **tally.counts(len(lines.skipped)),
            **({"survey": feed.survey(held.pk, check)} if feed.survey else {}),
            "kinds": tally.kinds(),
            "reading": _reading(lines, layout, check),
        }
        held.header_row, held.headers, held.state = layout.header_line, layout.headers, State.PREVIEW
        held.progress = held.total = held.counts["rows"]
        held.message = ""
        held.save(update_fields=["counts", "header_row", "headers", "state", "progress", "total", "message"])
    progress.tell(held.uid, phase="checked")
    return held


def judged(feed: Feed, lines: Iterable[Row], layout: Layout, check: Check) -> Iterator[tuple[int, list[Row]]]:
    """Read and judge chunk by chunk; yields how many rows are done, and the chunk."""
    done = 0
    for rows in chunks(lines):
        if done == 0 and feed.prepare:
            feed.prepare([_copy_read(row, feed, layout, check) for row in rows], check)
        for row in rows:
            read_row(row, feed, layout.columns, check)
        judge(feed, rows, check)
        done += len(rows)
        yield done, rows


def judge(feed: Feed, rows: list[Row], check: Check) -> None:
    """The feed's own judgement, then one verdict for each row: the worst of its findings."""
    feed.judge(rows, check)
    for row in rows:
        if row.findings:
            row.verdict = "refused" if any(finding.level == "refused" for finding in row.findings) else "review"
            row.note = ""


def _copy_read(row: Row, feed: Feed, layout: Layout, check: Check) -> Row:
    copy = Row(row.line, row.cells)
    read_row(copy, feed, layout.columns, check)
    return copy


def _report(batch: ImportBatch, done: int, tally: Tally) -> None:
    if progress.asked_to_stop(batch.uid):
        raise Stopped("检查已停下，什么都没有入库。")
    progress.tell(
        batch.uid,
        phase="checking",
        done=done,
        total=batch.total,
        since=tally.since,
        counts=tally.counts(0),
        kinds=tally.kinds(),
    )


_FIELDS = (
    "batch_id", "line", "verdict", "corrected", "raw", "reading", "label", "problems", "fixes", "note", "decision",
    "person_id", "area_code", "resolved_by", "resolution",
)  # fmt: skip


def _store(batch: ImportBatch, rows: list[Row]) -> None:
    insert_rows(ImportRow, _FIELDS, [(batch.pk, row.line, *stored(row), "", "") for row in rows])


def stored(row: Row) -> tuple[Any, ...]:
    """verdict … area_code of a row as the table keeps it: cells and values sealed, words masked."""
    ring = keyring()
    problems = [{**asdict(f), "reason": masked_words(f.reason), "remedy": masked_words(f.remedy)} for f in row.findings]
    return (
        row.verdict,
        bool(row.fixes) and row.verdict == "accepted",
        ring.encrypt(pack(row.cells)),
        ring.encrypt(pack(row.values)),
        (row.values.get("name") or "")[:80],
        pack(problems) if problems else "[]",
        pack([asdict(fix) for fix in row.fixes]) if row.fixes else "[]",
        row.note[:300],
        row.decided,
        row.person_id,
        row.area,
    )


def _store_skipped(batch: ImportBatch, skipped: list[Skipped]) -> None:
    rows = [
        (batch.pk, s.line, "skipped", False, b"", b"", s.words[:80], "[]", "[]", s.reason, "", None, "", "", "")
        for s in skipped
    ]
    insert_rows(ImportRow, _FIELDS, rows)


def _reading(lines: Lines, layout: Layout, check: Check) -> dict[str, Any]:
    """How the file was read, for the card 「这份文件」."""
    return {
        "header_line": layout.header_line,
        "synonyms": layout.synonyms,
        "filled": lines.filled,
        "sheet": layout.sheet.name,
        "date_shift": check.date_shift,
        "columns": layout.columns,
        "unread": [h for i, h in enumerate(layout.headers) if h and i not in layout.columns.values()],
    }
