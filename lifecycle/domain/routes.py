"""In which order doors are walked to: the nearest next, then crossings straightened; and how far it is from one to the next.

Points are (x, y) in metres (CGCS2000, 3-degree zone). No map of streets is kept, so a way on foot is the straight line made
longer by what streets usually add: the figure is a guide for whoever walks, nothing is computed from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

Point = tuple[float, float]
DETOUR = 1.3  # streets against the straight line: between 1.2 and 1.4 in old towns
SAME_BUILDING = 5.0  # metres
_ENOUGH = 1e-6


@dataclass(frozen=True)
class Leg:
    """The way to a stop from the one before. `metres` None: one of the two has no place on the map."""

    metres: int | None

    @property
    def words(self) -> str:
        if self.metres is None:
            return ""
        if self.metres == 0:
            return "同一栋楼"
        return f"走约 {self.metres} 米" if self.metres < 1000 else f"走约 {self.metres / 1000:.1f} 公里"


def order_stops(points: Sequence[Point | None], *, start: Point | None = None, first: Iterable[int] = ()) -> list[int]:
    """Places in `points` in the order of the walk. Those in `first` come before all others, those without a point last.

    With a start the walk begins there; without one it begins where the whole way becomes shortest.
    """
    early = set(first)
    walk: list[int] = []
    here = start
    for wanted in (early, set(range(len(points))) - early):
        placed = {place: point for place in sorted(wanted) if (point := points[place]) is not None}
        part = _shortest(placed, here)
        walk += part
        here = placed[part[-1]] if part else here
    return walk + [place for place, point in enumerate(points) if point is None]


def legs(points: Sequence[Point | None], *, start: Point | None = None) -> list[Leg]:
    """The way to each stop of a walk, from the one before it (the first: from the start)."""
    return [Leg(_metres(one, other)) for one, other in zip([start, *points], points, strict=False)]


def total_metres(ways: Iterable[Leg]) -> int:
    return sum(leg.metres or 0 for leg in ways)


def _metres(one: Point | None, other: Point | None) -> int | None:
    if one is None or other is None:
        return None
    straight = _distance(one, other)
    return 0 if straight < SAME_BUILDING else max(10, round(straight * DETOUR / 10) * 10)


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def _shortest(points: dict[int, Point], start: Point | None) -> list[int]:
    if not points:
        return []
    if start is not None:
        return _straightened(_nearest_next(points, start), points, start)
    walks = [_straightened(_nearest_next(points, points[begin]), points, None) for begin in points]
    return min(walks, key=lambda walk: (_length(walk, points, None), walk))


def _nearest_next(points: dict[int, Point], start: Point) -> list[int]:
    left, walk, here = dict(points), [], start
    while left:
        place = min(left, key=lambda one: (_distance(here, left[one]), one))
        here = left.pop(place)
        walk.append(place)
    return walk


def _straightened(walk: list[int], points: dict[int, Point], start: Point | None) -> list[int]:
    """2-opt: a stretch is walked the other way round as long as that makes the way shorter."""
    improved = True
    while improved:
        improved = False
        for low in range(len(walk) - 1):
            for high in range(low + 1, len(walk)):
                if _gain(walk, points, start, low, high) > _ENOUGH:
                    walk[low : high + 1] = reversed(walk[low : high + 1])
                    improved = True
    return walk


def _gain(walk: list[int], points: dict[int, Point], start: Point | None, low: int, high: int) -> float:
    """Metres that are saved when walk[low..high] is turned round."""
    before = points[walk[low - 1]] if low else start
    after = points[walk[high + 1]] if high + 1 < len(walk) else None
    saved = 0.0
    if before is not None:
        saved += _distance(before, points[walk[low]]) - _distance(before, points[walk[high]])
    if after is not None:
        saved += _distance(points[walk[high]], after) - _distance(points[walk[low]], after)
    return saved


def _length(walk: list[int], points: dict[int, Point], start: Point | None) -> float:
    line = [points[place] for place in walk]
    if start is not None:
        line.insert(0, start)
    return sum(_distance(one, other) for one, other in pairwise(line))
