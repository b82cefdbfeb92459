"""Dated facts of two records of one person become one line without overlap; and are fitted in again when it is undone. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

Period = tuple[dt.date, dt.date]  # half-open; EVER stands for a missing bound
EVER = (dt.date.min, dt.date.max)


@dataclass(frozen=True, slots=True)
class Span:
    """A dated row of one of two records: `kept` = of the one that stays. At most one row holds on a day.

    `rank`: how much its source counts (domain/sources.py). `says`: what it states; rows that say the same repeat each other.
    `vague`: states it less exactly (a community without the dwelling).
    """

    id: int
    period: Period
    rank: int
    kept: bool
    says: Hashable
    vague: bool = False


@dataclass(slots=True)
class Joined:
    """What becomes of each row: the periods that remain of it (none: it gives way), and which row it repeated."""

    periods: dict[int, list[Period]] = field(default_factory=dict)
    repeats: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Placed:
    start: dt.date
    end: dt.date
    span: Span

    @property
    def period(self) -> Period:
        return self.start, self.end


def join(spans: Iterable[Span], *, since: dt.date | None = None, until: dt.date | None = None) -> Joined:
    """Lay the rows of both records over each other; nothing holds before `since` (birth), nor from `until` (death) on.

    On each day the higher rank holds; at equal rank the one that began later, for a move is told by a later row. A row that
    repeats another gives way to it: at equal rank the other one takes its days over, at lower rank only what comes after stays.
    """
    rows = [_clipped(span, since, until) for span in spans]
    placed: list[_Placed] = []
    found = Joined({span.id: [] for span in rows})
    for span in sorted(rows, key=lambda row: _order(row, rows)):
        for piece in free(span.period, [one.period for one in placed]):
            twin = next((one for one in placed if _repeats(span, piece, one)), None)
            if twin is None:
                placed.append(_Placed(*piece, span))
            elif twin.span.rank == span.rank:
                twin.start, twin.end = min(twin.start, piece[0]), max(twin.end, piece[1])
            elif piece[0] >= twin.end or not _overlap(span.period, twin.period):
                placed.append(_Placed(*piece, span))
        over = next((one.span for one in placed if _same(one.span, span)), None)
        if over is not None and not any(one.span is span for one in placed):
            found.repeats[span.id] = over.id
    for one in sorted(placed, key=lambda one: one.start):
        found.periods[one.span.id].append(one.period)
    return found


def free(period: Period, taken: Iterable[Period]) -> list[Period]:
    """The parts of a period that none of the others cover, in order."""
    parts = [period] if period[0] < period[1] else []
    for start, end in taken:
        parts = [
            piece
            for part in parts
            for piece in ((part[0], min(part[1], start)), (max(part[0], end), part[1]))
            if piece[0] < piece[1]
        ]
    return sorted(set(parts))


def fit(period: Period, standing: Sequence[Period]) -> Period | None:
    """What of a row can come back beside rows that stand: the first part that is free; None when they cover it."""
    return next(iter(free(period, standing)), None)


def _clipped(span: Span, since: dt.date | None, until: dt.date | None) -> Span:
    start, end = max(span.period[0], since or EVER[0]), min(span.period[1], until or EVER[1])
    return Span(span.id, (start, end), span.rank, span.kept, span.says, span.vague)


def _order(span: Span, rows: Sequence[Span]) -> tuple[int, bool, int, bool, int]:
    repeat = any(_same(other, span) and _overlap(other.period, span.period) and _before(other, span) for other in rows)
    return (-span.rank, repeat, -span.period[0].toordinal(), not span.kept, span.id)


def _before(other: Span, span: Span) -> bool:
    """Of two rows that say the same, does the other one carry it?"""
    return (-other.rank, other.vague, not other.kept) < (-span.rank, span.vague, not span.kept)


def _same(one: Span, other: Span) -> bool:
    return one.kept != other.kept and one.says == other.says


def _repeats(span: Span, piece: Period, placed: _Placed) -> bool:
    return _same(span, placed.span) and (piece[1] == placed.start or piece[0] == placed.end)


def _overlap(one: Period, other: Period) -> bool:
    return one[0] < other[1] and other[0] < one[1]
