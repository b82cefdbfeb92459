"""In which order doors are walked to: the nearest next, then detours taken out; and how far it is from one to the next.

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
_TRIES = 4


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
    """The best of several walks that begin with different doors, each improved until nothing gains any more."""
    if not points:
        return []
    middle = start or (_mean(x for x, _ in points.values()), _mean(y for _, y in points.values()))
    near = sorted(points, key=lambda one: (_distance(middle, points[one]), one))
    # From a start the walk begins nearby; without one, at the outside.
    begins = near[:_TRIES] if start else near[-_TRIES:]
    walks = [_improved(_nearest_next(points, begin), points, start) for begin in begins]
    return min(walks, key=lambda walk: (round(_length(walk, points, start), 3), walk))


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def _nearest_next(points: dict[int, Point], begin: int) -> list[int]:
    left, walk = {place: point for place, point in points.items() if place != begin}, [begin]
    here = points[begin]
    while left:
        place = min(left, key=lambda one: (_distance(here, left[one]), one))
        here = left.pop(place)
        walk.append(place)
    return walk


def _improved(walk: list[int], points: dict[int, Point], start: Point | None) -> list[int]:
    """2-opt and or-opt: stretches are turned round or walked elsewhere as long as that makes the way shorter."""
    while True:
        line: list[Point | None] = [start, *(points[place] for place in walk), None]
        better = _turned(walk, line) or _moved(walk, line)
        if better is None:
            return walk
        walk = better


def _turned(walk: list[int], line: list[Point | None]) -> list[int] | None:
    """The walk with one stretch the other way round, when some stretch gains by it. `line`: its points between the ends."""
    for low in range(1, len(walk)):
        for high in range(low + 1, len(walk) + 1):
            saved = _way(line[low - 1], line[low]) + _way(line[high], line[high + 1])
            if saved - _way(line[low - 1], line[high]) - _way(line[low], line[high + 1]) > _ENOUGH:
                return walk[: low - 1] + walk[low - 1 : high][::-1] + walk[high:]
    return None


def _moved(walk: list[int], line: list[Point | None]) -> list[int] | None:
    """The walk with one to three doors at another place of it, when that gains."""
    for size in (1, 2, 3):
        for low in range(1, len(walk) - size + 2):
            high = low + size - 1
            freed = (
                _way(line[low - 1], line[low]) + _way(line[high], line[high + 1]) - _way(line[low - 1], line[high + 1])
            )
            for after in (*range(low - 1), *range(high + 1, len(walk) + 1)):
                whole = _way(line[after], line[after + 1])
                if freed - (_way(line[after], line[low]) + _way(line[high], line[after + 1]) - whole) > _ENOUGH:
                    rest, part = walk[: low - 1] + walk[high:], walk[low - 1 : high]
                    place = after if after < low else after - size
                    return rest[:place] + part + rest[place:]
    return None


def _way(one: Point | None, other: Point | None) -> float:
    """Metres between two doors; nothing before an open beginning and behind the end."""
    return 0.0 if one is None or other is None else _distance(one, other)


def _length(walk: list[int], points: dict[int, Point], start: Point | None) -> float:
    line = [*([start] if start is not None else []), *(points[place] for place in walk)]
    return sum(_distance(one, other) for one, other in pairwise(line))
