"""Who was here when: one bar a stay on a common axis of years. Pure; `components/bars.html` draws it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.ui.formats import year_fraction

WIDTH, LEFT, RIGHT = 760, 110, 732
ROW, TOP, THICK = 34, 30, 18
_STEPS = (1, 2, 5, 10, 20)
_TICK_ROOM = 56
_LETTER = 12.5


@dataclass(frozen=True)
class Bar:
    """A stay: `end` exclusive, None while it lasts; `words` say how it ended."""

    name: str
    start: date
    end: date | None
    words: str


@dataclass(frozen=True)
class DrawnBar:
    bar: Bar
    x: float
    y: float
    width: float
    words_x: float
    anchor: str
    inside: bool
    name: str

    @property
    def css(self) -> str:
        return "here" if self.bar.end is None else "gone"

    @property
    def text_y(self) -> float:
        return self.y + 14


@dataclass(frozen=True)
class Bars:
    rows: list[DrawnBar]
    ticks: list[tuple[float, int]]
    height: float
    since: int
    words: str
    width: int = WIDTH


def build_bars(bars: Sequence[Bar], *, today: date) -> Bars:
    """Bars from the first start to today, in the order of their starts. Needs at least one."""
    if not bars:
        raise ValueError("Bars need at least one stay.")
    first, last = min(year_fraction(bar.start) for bar in bars), year_fraction(today)
    scale = (RIGHT - LEFT) / max(last - first, 0.5)
    rows = []
    for index, bar in enumerate(sorted(bars, key=lambda bar: (bar.start, bar.name))):
        x = round(LEFT + (year_fraction(bar.start) - first) * scale, 1)
        end = round(LEFT + (min(year_fraction(bar.end) if bar.end else last, last) - first) * scale, 1)
        rows.append(_drawn(bar, x, max(end, x + 3), TOP + index * ROW))
    said = "，".join(f"{bar.name} {bar.start.year}–{bar.end.year if bar.end else '今'}" for bar in bars)
    return Bars(rows, _ticks(first, last, scale), TOP + len(bars) * ROW, int(first), said)


def _drawn(bar: Bar, x: float, end: float, y: float) -> DrawnBar:
    """Words stand in the bar, else behind it, else before its end."""
    room = len(bar.words) * _LETTER
    name = bar.name if len(bar.name) <= 7 else f"{bar.name[:6]}…"
    if end - x > room + 16:
        return DrawnBar(bar, x, y, round(end - x, 1), x + 10, "start", True, name)
    if end + 6 + room <= WIDTH:
        return DrawnBar(bar, x, y, round(end - x, 1), end + 6, "start", False, name)
    return DrawnBar(bar, x, y, round(end - x, 1), x - 6, "end", False, name)


def _ticks(first: float, last: float, scale: float) -> list[tuple[float, int]]:
    step = next((step for step in _STEPS if step * scale >= _TICK_ROOM), _STEPS[-1])
    start = -(-int(first) // step) * step
    return [(round(LEFT + (year - first) * scale, 1), year) for year in range(start, int(last) + 1, step) if year >= first]
