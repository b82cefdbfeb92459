"""Lays out the strip of a life: a line from birth to today (or death), marks for events, labels that do not collide.

Pure: takes days and words, returns coordinates in pixels of a 1140 × 92 drawing. `components/strip.html` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from core.ui.formats import year_fraction

WIDTH, HEIGHT = 1140, 92
LEFT, RIGHT = 10, 1130
# Base lines of the two rows of labels above the line: near it, and above that with a leader down to the mark.
NEAR, FAR = 36, 20
_LABEL_GAP = 8
_TICK_STEPS = (1, 2, 5, 10, 20)
_TICK_ROOM = 90
# What lies ahead takes this share of the life so far; a child's strip reaches past its coming of age.
_AHEAD = 0.19
_CHILD_SPAN = 19.0
# Closer than this to the last mark, 今天 is written behind its label.
_SAME_PLACE = 8
_CLOSE = 60

Kind = Literal["past", "big", "now", "future"]
Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True)
class StripItem:
    """An event to mark. `big`: a turning point (birth, marriage), drawn filled and labelled first."""

    on: date
    label: str
    big: bool = False


@dataclass(frozen=True)
class Mark:
    """A dot at `x`. `label_y` is None when there was no room: the label then only shows on pointing at the dot."""

    x: float
    kind: Kind
    label: str
    on: date
    label_y: int | None = None
    anchor: Anchor = "middle"

    @property
    def leader(self) -> bool:
        return self.label_y == FAR

    @property
    def r(self) -> float:
        return {"past": 4.5, "big": 6.0, "now": 7.0, "future": 4.5}[self.kind]


@dataclass(frozen=True)
class Tick:
    x: float
    label: str


@dataclass(frozen=True)
class Strip:
    """`now_x` ends the solid line; `end_x` the dotted one (equal when the life has ended)."""

    marks: list[Mark]
    ticks: list[Tick]
    now_x: float
    end_x: float
    words: str
    start_x: float = LEFT
    width: int = WIDTH
    height: int = HEIGHT


@dataclass
class _Rows:
    """What is already written: label extents per row, and leaders that cross the near row."""

    taken: dict[int, list[tuple[float, float]]] = field(default_factory=lambda: {NEAR: [], FAR: []})
    leaders: list[float] = field(default_factory=list)

    def free(self, row: int, x: float, extent: tuple[float, float]) -> bool:
        low, high = extent[0] - _LABEL_GAP, extent[1] + _LABEL_GAP
        if extent[0] < 0 or extent[1] > WIDTH:
            return False
        if any(low < right and left < high for left, right in self.taken[row]):
            return False
        if row == NEAR:
            return not any(extent[0] - 3 < at < extent[1] + 3 for at in self.leaders)
        return not any(left - 3 < x < right + 3 for left, right in self.taken[NEAR])

    def take(self, row: int, x: float, extent: tuple[float, float]) -> None:
        self.taken[row].append(extent)
        if row == FAR:
            self.leaders.append(x)


def build_strip(
    items: Iterable[StripItem], *, born: date, today: date, died: date | None = None, now_word: str = "今天"
) -> Strip:
    """Items before birth, after death or beyond the right end are left out. Days of one place keep their order."""
    start, now = year_fraction(born), year_fraction(died or today)
    end = now if died else max(now + (now - start) * _AHEAD, start + _CHILD_SPAN)
    span = max(end - start, 0.5)

    def at(day: date) -> float:
        return round(LEFT + (year_fraction(day) - start) / span * (RIGHT - LEFT), 1)

    last = died or date(int(end) + 1, 1, 1)
    kept = sorted((item for item in items if born <= item.on <= last and at(item.on) <= RIGHT), key=lambda i: i.on)
    now_x = at(died or today)
    marks = [_mark(item, at(item.on), after=item.on > today) for item in kept]
    marks = _with_now(marks, now_x, died or today, "去世" if died else now_word)
    return Strip(
        marks=_labelled(marks),
        ticks=_ticks(start, start + span),
        now_x=now_x,
        end_x=now_x if died else RIGHT,
        words=_words(kept, today),
    )


def _mark(item: StripItem, x: float, *, after: bool) -> Mark:
    kind: Kind = "future" if after else "big" if item.big else "past"
    return Mark(x=x, kind=kind, label=item.label, on=item.on)


def _with_now(marks: Sequence[Mark], now_x: float, day: date, word: str) -> list[Mark]:
    """Adds the mark of today; an event in the same place is told together with it (丧偶 · 今天)."""
    here = [mark for mark in marks if mark.kind != "future" and now_x - mark.x <= _SAME_PLACE and mark.x > LEFT]
    said = [mark.label for mark in here if mark.label != word]
    others = [mark for mark in marks if mark not in here]
    now = Mark(x=now_x, kind="now", label=" · ".join([*said[-1:], word]), on=day)
    return sorted([*others, now], key=lambda mark: mark.x)


def _labelled(marks: Sequence[Mark]) -> list[Mark]:
    """Gives each label a place, the important ones first; the order of the marks stays."""
    rows = _Rows()
    rank = {"now": 0, "big": 1, "future": 2, "past": 2}
    placed: dict[int, Mark] = {}
    for index in sorted(range(len(marks)), key=lambda i: (rank[marks[i].kind], i)):
        placed[index] = _place(marks[index], rows, leaning=_crowded(marks, index))
    return [placed[index] for index in range(len(marks))]


def _crowded(marks: Sequence[Mark], index: int) -> bool:
    """Today's label leans into the open space ahead when something stands close behind it."""
    return marks[index].kind == "now" and index > 0 and marks[index].x - marks[index - 1].x < _CLOSE


def _place(mark: Mark, rows: _Rows, *, leaning: bool) -> Mark:
    width = text_width(mark.label)
    extents: dict[Anchor, tuple[float, float]] = {
        "middle": (mark.x - width / 2, mark.x + width / 2),
        "start": (mark.x - mark.r, mark.x - mark.r + width),
        "end": (mark.x + mark.r - width, mark.x + mark.r),
    }
    order: tuple[Anchor, ...] = ("start", "middle", "end") if leaning else ("middle", "start", "end")
    for anchor in order:
        extent = extents[anchor]
        for row in (NEAR, FAR):
            if rows.free(row, mark.x, extent):
                rows.take(row, mark.x, extent)
                return Mark(mark.x, mark.kind, mark.label, mark.on, label_y=row, anchor=anchor)
    return mark


def text_width(text: str) -> float:
    """Pixels of a label at 12 px: a Chinese character is as wide as it is high, Latin about half."""
    return sum(12.0 if ord(character) > 0x2E7F else 6.8 for character in text)


def _ticks(start: float, end: float) -> list[Tick]:
    scale = (RIGHT - LEFT) / (end - start)
    step = next((s for s in _TICK_STEPS if s * scale >= _TICK_ROOM), _TICK_STEPS[-1])
    first = -(-int(start) // step) * step
    years = [year for year in range(first, int(end) + 1, step) if start <= year <= end]
    placed = [(round(LEFT + (year - start) * scale, 1), year) for year in years]
    return [Tick(x, str(year)) for x, year in placed if x >= LEFT + 12]


def _words(items: Sequence[StripItem], today: date) -> str:
    """The strip for those who hear it."""
    return "，".join(f"{'预计 ' if item.on > today else ''}{item.on.year} 年{item.label}" for item in items)
