"""Doors and the way between them as a small drawing: where the marks stand, so that none covers another.

Built for a strip of some hundred pixels: north is up, the scale is the same both ways, and marks that would lie on each other
are pushed apart. It shows an order, not a measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, sin

from lifecycle.domain.routes import Point

MARGIN = 18.0
APART = 25.0  # a mark is 22 wide
_ROUNDS = 60


@dataclass(frozen=True)
class Sketch:
    """Pixels, y downwards: `marks` in the order of the points, the start if there is one, and the other buildings."""

    width: int
    height: int
    marks: tuple[Point, ...]
    start: Point | None
    around: tuple[Point, ...]

    @property
    def line(self) -> str:
        """The way as points of an SVG polyline."""
        return " ".join(f"{x:.0f},{y:.0f}" for x, y in ([self.start] if self.start else []) + list(self.marks))


def sketch(
    points: Sequence[Point], *, start: Point | None, around: Sequence[Point], width: int = 366, height: int = 150
) -> Sketch | None:
    """None without a point: there is nothing to draw."""
    if not points:
        return None
    everything = [*points, *([start] if start else [])]
    west, east = min(x for x, _ in everything), max(x for x, _ in everything)
    south, north = min(y for _, y in everything), max(y for _, y in everything)
    scale = min((width - 2 * MARGIN) / max(east - west, 40.0), (height - 2 * MARGIN) / max(north - south, 40.0))
    middle = ((west + east) / 2, (south + north) / 2)

    def place(point: Point) -> Point:
        return (width / 2 + (point[0] - middle[0]) * scale, height / 2 - (point[1] - middle[1]) * scale)

    moved = _spread([place(point) for point in everything], width, height)
    seen = [place(point) for point in around]
    return Sketch(
        width,
        height,
        tuple(moved[: len(points)]),
        moved[-1] if start else None,
        tuple((x, y) for x, y in seen if 0 <= x <= width and 0 <= y <= height),
    )


def _spread(marks: list[Point], width: int, height: int) -> list[Point]:
    """Push marks apart until none overlaps, or for so many rounds; all stay inside the frame."""
    marks = [_inside(mark, width, height) for mark in marks]
    for _ in range(_ROUNDS):
        still = True
        for one in range(len(marks)):
            for other in range(one + 1, len(marks)):
                dx, dy = marks[other][0] - marks[one][0], marks[other][1] - marks[one][1]
                gap = hypot(dx, dy)
                if gap >= APART:
                    continue
                still = False
                if gap < 0.01:  # the same door: each pair goes apart in a direction of its own
                    dx, dy, gap = cos(other), sin(other), 1.0
                push = (APART - min(gap, APART)) / 2 + 0.1
                ux, uy = dx / gap * push, dy / gap * push
                marks[one] = _inside((marks[one][0] - ux, marks[one][1] - uy), width, height)
                marks[other] = _inside((marks[other][0] + ux, marks[other][1] + uy), width, height)
        if still:
            break
    return marks


def _inside(mark: Point, width: int, height: int) -> Point:
    return (min(max(mark[0], MARGIN), width - MARGIN), min(max(mark[1], MARGIN), height - MARGIN))
