"""Lays out who was in a household when: one row a person, a bar for each stay, its words beside or on the bar.

Pure: takes days and words, returns coordinates in pixels of a drawing 760 wide. `components/stay_bars.html` draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.ui.formats import year_fraction
from core.ui.strip import text_width

WIDTH = 760
LEFT, RIGHT = 110, 732
TOP, ROW, BAR = 30, 34, 18
_PAD = 8
_YEAR_STEPS = (1, 2, 5, 10, 20)
_YEAR_ROOM = 60

Tone = Literal["here", "left", "gone"]


@dataclass(frozen=True)
class Stay:
    """One unbroken time in the household; `end` exclusive, None: still there. `words`: what is written at the bar."""

    name: str
    start: date
    end: date | None
    words: str
    died: bool = False


@dataclass(frozen=True)
class Words:
    """Where a bar's words stand: on it (`inside`) or beside it, `x` being their start or their end."""

    x: float
    anchor: Literal["start", "end"]
    inside: bool = False


@dataclass(frozen=True)
class Bar:
    """`words_at` is None when there is no room: the words then only show on pointing at the bar."""

    x: float
    y: int
    width: float
    tone: Tone
    words: str
    words_at: Words | None

    @property
    def text_y(self) -> int:
        return self.y + 14


@dataclass(frozen=True)
class StayBars:
    """`names`: (y, name), one a row; `years`: (x, label)."""

    bars: list[Bar]
    names: list[tuple[int, str]]
    years: list[tuple[float, str]]
    height: int
    words: str
    width: int = WIDTH


def build_stay_bars(stays: Sequence[Stay], *, today: date) -> StayBars:
    """Rows in the order in which names first appear; several stays of one person share a row."""
    if not stays:
        raise ValueError("There is nobody to draw.")
    start, end = min(year_fraction(stay.start) for stay in stays), year_fraction(today)
    scale = (RIGHT - LEFT) / max(end - start, 0.5)

    def at(position: float) -> float:
        return round(LEFT + (min(position, end) - start) * scale, 1)

    rows = {name: TOP + index * ROW for index, name in enumerate(dict.fromkeys(stay.name for stay in stays))}
    bars: list[Bar] = []
    for name, y in rows.items():
        row = sorted((stay for stay in stays if stay.name == name), key=lambda stay: stay.start)
        spans = [(at(year_fraction(s.start)), at(year_fraction(s.end)) if s.end else RIGHT) for s in row]
        bars += _row(row, spans, y)
    step = next((step for step in _YEAR_STEPS if step * scale >= _YEAR_ROOM), _YEAR_STEPS[-1])
    first = -(-int(start) // step) * step
    years = [(at(year), str(year)) for year in range(first, int(end) + 1, step) if year >= start]
    return StayBars(
        bars=bars,
        names=[(y + 13, name) for name, y in rows.items()],
        years=years,
        height=TOP + len(rows) * ROW - 4,
        words="，".join(_said(stay) for stay in stays),
    )


def _row(row: Sequence[Stay], spans: Sequence[tuple[float, float]], y: int) -> list[Bar]:
    """The bars of one person, left to right; words never run into the next bar or the words before."""
    bars: list[Bar] = []
    free_from = float(LEFT)
    for index, (stay, (left, right)) in enumerate(zip(row, spans, strict=True)):
        free_to = spans[index + 1][0] if index + 1 < len(row) else WIDTH
        needed = text_width(stay.words)
        words_at = _place(stay, (left, right), (free_from, free_to), needed)
        tone: Tone = "gone" if stay.died else "left" if stay.end else "here"
        bars.append(Bar(left, y, round(max(right - left, 2.0), 1), tone, stay.words, words_at))
        beside = words_at is not None and not words_at.inside and words_at.anchor == "start"
        free_from = right + 6 + needed if beside else right
    return bars


def _place(stay: Stay, bar: tuple[float, float], free: tuple[float, float], needed: float) -> Words | None:
    """Ended stays are told behind their end, lasting ones on the bar; else wherever there is room."""
    left, right = bar
    on_bar = right - left >= needed + 2 * _PAD
    behind = Words(right + 6, "start") if right + 6 + needed + _PAD <= free[1] else None
    before = Words(left - 6, "end") if left - 6 - needed - _PAD >= free[0] else None
    if stay.end:
        return behind or (Words(right - _PAD, "end", inside=True) if on_bar else before)
    return Words(left + _PAD, "start", inside=True) if on_bar else before or behind


def _said(stay: Stay) -> str:
    return f"{stay.name} {stay.start.year} " + (f"至 {stay.end.year}" if stay.end else "至今")
