"""What a feed is: its columns, how a chunk of rows is judged against the base, how good rows are written.

    # residents/feeds/ga05.py
    feeds.register(Feed(key="GA05", title="新生儿上户", bureau="公安", columns=(Column(…), …), judge=judge, commit=commit))

The machinery reads the file, the columns read cells, `judge` compares with the base (set-based, a chunk at a time) and
`commit` writes what was accepted, in the caller's transaction. docs/how-to/add-a-feed.md walks through one.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from core.domain.reading import Problem
from core.domain.text import clean_text
from core.registry import Registry
from core.scope import Scope

Verdict = Literal["accepted", "unchanged", "review", "refused"]
PASSING = ("accept", "same")  # a reviewer's decisions that let a questioned row in
_AROUND_HEADER = re.compile(r"[*＊\s:：]+|[(（\[【][^)）\]】]*[)）\]】]")


class Actor(Protocol):
    """Who imports: a user with grants."""

    username: str

    def has_permission(self, permission: str) -> bool: ...

    def scope(self, permission: str) -> Scope: ...


@dataclass(slots=True)
class Finding:
    """A problem of one row: column header ("" = the row as a whole), stable code, words for the clerk."""

    column: str
    code: str
    reason: str
    remedy: str
    level: Literal["refused", "review"]
    value: str = ""


@dataclass(slots=True)
class Fix:
    """A correction that was made: column header and what was changed."""

    column: str
    reason: str


@dataclass(slots=True)
class Row:
    """One line of the file on its way: `cells` as they stood, `values` as they were read, by field."""

    line: int
    cells: list[Any]
    values: dict[str, Any] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    fixes: list[Fix] = field(default_factory=list)
    verdict: Verdict = "accepted"
    person_id: int | None = None
    area: str = ""
    note: str = ""  # what the commit will do, or what is the same already
    decided: str = ""  # a reviewer's decision about this row
    chosen: str = ""  # with "same": uid of the person whom the reviewer named

    def refuse(self, column: str, code: str, reason: str, remedy: str) -> None:
        self.findings.append(Finding(column, code, reason, remedy, "refused"))

    def question(self, column: str, code: str, reason: str, remedy: str) -> None:
        """Hold the row for a person, unless one has already decided to let it in."""
        if self.decided not in PASSING:
            self.findings.append(Finding(column, code, reason, remedy, "review"))

    def hold(self, column: str, code: str, reason: str, remedy: str) -> None:
        """A question that only somebody who sees more may answer: no decision of this importer passes it."""
        self.findings.append(Finding(column, code, reason, remedy, "review"))

    def note_problem(self, column: str, problem: Problem) -> None:
        if problem.verdict == "review":
            self.question(column, problem.code, problem.reason, problem.remedy)
        else:
            self.refuse(column, problem.code, problem.reason, problem.remedy)

    @property
    def sound(self) -> bool:
        return not self.findings


class ReadCell(Protocol):
    """What a column's reader returns: the value in `.value`, `.notes` of corrections, `.problem` or None."""

    @property
    def value(self) -> Any: ...
    @property
    def notes(self) -> Sequence[str]: ...
    @property
    def problem(self) -> Problem | None: ...


@dataclass(slots=True)
class Cell:
    """A reading made by a column whose domain reader has another shape."""

    value: Any = None
    notes: Sequence[str] = ()
    problem: Problem | None = None
    placeholder: bool = False


@dataclass
class Check:
    """What judging may need: who imports, what day it is, and memory that lasts for the whole file."""

    by: Actor
    scope: Scope
    today: dt.date
    headers: dict[str, str] = field(default_factory=dict)  # field → header as written (units stand there, D20)
    date_shift: int = 0  # 1904 files: days to add to every date cell (D17)
    memory: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column: field, official header, how a cell is read, and what the template says about it.

    `value_required`: a row without it is refused. `column_required`: a file without the column is refused.
    `show` writes a value that was read as the screen says it (codes as names).
    `dropped`: the office must not keep what stands there; the cell is emptied before the row is stored.
    `looks_right`: does a cell have the shape of this column? Fewer than half of such cells fitting = columns shifted (D25).
    """

    field: str
    header: str
    read: Callable[[Any, Check], ReadCell]
    synonyms: tuple[str, ...] = ()
    value_required: bool = False
    column_required: bool = False
    looks_right: Callable[[str], bool] | None = None
    show: Callable[[Any], str] = str
    fill_down: bool = False
    sensitive: bool = False
    dropped: bool = False
    choices: tuple[str, ...] = ()
    shown: bool = True
    width: int = 12
    help: str = ""
    example: str = ""


@dataclass(frozen=True)
class Feed:
    """A layout that can be imported.

    `prepare(first rows, check)` may look at the file as a whole. `judge(rows, check)` sets verdict, findings and notes of
    a chunk. `commit(chunks, commit)` writes accepted rows. `undo(…)` takes them back and says what stays.
    `survey(batch id, check)` looks at all judged rows of the file at once: what it returns is kept with the batch (`words`: lines
    for the preview) and comes back in `Commit.survey`; `conclude(commit)` runs once after all rows of a file are in.
    `conflict(row, who)` shows the persons a questioned row may mean or collides with, the likeliest first; `people(ids, who)`
    gives their pages.
    `after(batch id)` is called once what a commit wrote is safe: to wake a job, not to write.
    """

    key: str
    title: str
    bureau: str
    columns: tuple[Column, ...]
    judge: Callable[[list[Row], Check], None]
    commit: Callable[[Iterator[list[Row]], Commit], None]
    undo: Callable[[Undo], list[Kept]]
    prepare: Callable[[list[Row], Check], None] | None = None
    conflict: Callable[[Row, Actor], list[Conflicting]] | None = None
    people: Callable[[list[int], Actor], dict[int, str]] | None = None
    after: Callable[[int], None] | None = None
    household_column: str = ""
    survey: Callable[[int, Check], dict[str, Any]] | None = None
    conclude: Callable[[Commit], None] | None = None
    order: int = 100
    help: str = ""

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.field == name)

    @property
    def permission(self) -> str:
        return f"import.{self.key}"


@dataclass(frozen=True)
class Commit:
    """What writing needs: the batch's source (`GA05:17`), who, and the day the facts are entered."""

    source: str
    by: Actor
    today: dt.date
    survey: Mapping[str, Any] = field(default_factory=dict)

    @property
    def batch_id(self) -> int:
        return int(self.source.partition(":")[2])

    def row_source(self, row: Row) -> str:
        return f"{self.source}:{row.line}"


@dataclass(frozen=True)
class Undo:
    """What taking back needs: the batch's source (`GA05:17`), who, and the line of each person its rows touched.

    `stay`: persons who stay whatever the feed says, with the reason (another area has taken them over).
    """

    source: str
    by: Actor
    lines: dict[int, int]
    stay: dict[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Kept:
    """A row that could not be taken back, and why."""

    line: int
    reason: str


@dataclass(frozen=True)
class Conflicting:
    """A person of the base whom a questioned row may mean, within what the reviewer may see.

    `words`: what speaks for and against it being the same person. `open`: the reviewer may
    also say that it is somebody else, who is then registered. `comparison`: as templates/components/compare.html takes it.
    """

    name: str
    uid: str
    who: str
    words: str
    score: int
    open: bool
    comparison: dict[str, Any]


def header_key(text: object) -> str:
    """What spellings of one header share: no spaces, stars, brackets, colons; half width."""
    return _AROUND_HEADER.sub("", clean_text(text).value).strip("*")


def _broken(feed: Feed) -> str | None:
    names = [column.field for column in feed.columns]
    if len(set(names)) != len(names):
        return "two columns have the same field"
    spellings: dict[str, str] = {}
    for column in feed.columns:
        for spelling in (column.header, *column.synonyms):
            other = spellings.setdefault(header_key(spelling), column.field)
            if other != column.field:
                return f"the header “{spelling}” names two columns"
    return None


feeds: Registry[Feed] = Registry("feed", check=_broken)


def spellings(feed: Feed) -> dict[str, str]:
    """header_key → field, official headers and synonyms alike (D24)."""
    return {header_key(s): column.field for column in feed.columns for s in (column.header, *column.synonyms)}
