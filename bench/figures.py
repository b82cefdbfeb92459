"""What a benchmark says: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Figure:
    """`ratio` = ours ÷ floor (of rates: our rate ÷ the floor's); None where there is no floor. `goal` in words."""

    name: str
    value: float
    unit: str
    goal: str
    ok: bool
    floor: float | None = None
    ratio: float | None = None

    def line(self) -> str:
        order = ("name", "value", "unit", "floor", "ratio", "goal", "ok")
        values = asdict(self)
        return json.dumps({key: values[key] for key in order}, ensure_ascii=False)


def against(
    name: str, value: float, floor: float, unit: str, *, at_most: float, also: str = "", fine: bool = True
) -> Figure:
    """A time and its floor: ok when ours is at most so many times the floor (and `fine`, which `also` puts in words)."""
    ratio = value / floor
    goal = f"≤ {at_most}×" + (f"; {also}" if also else "")
    return Figure(name, round(value, 3), unit, goal, ratio <= at_most and fine, round(floor, 3), round(ratio, 2))


def limit(name: str, value: float, unit: str, *, at_most: float, words: str = "") -> Figure:
    """A figure with a ceiling and no floor."""
    return Figure(name, round(value, 3), unit, words or f"≤ {at_most:g} {unit}", value <= at_most)
