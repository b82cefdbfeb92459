"""How many people each community gets, and the units of work they are made in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

# The demo sign-ins work in this community: it is never empty, however small the population.
SHOWCASE = "440104001007"
_SHOWCASE_SHARE, _SHOWCASE_ENOUGH = 0.05, 600
# People who marry and have children among themselves; bounds the memory of a run.
UNIT = 4000


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of one community's people: `start` … `start + size` of the `total` it gets."""

    code: str
    start: int
    size: int
    total: int


@dataclass(frozen=True, slots=True)
class Unit:
    """The slices that are made together, and the number of the first person in the whole run."""

    index: int
    first: int
    slices: tuple[Slice, ...]

    @property
    def size(self) -> int:
        return sum(part.size for part in self.slices)


def quotas(codes: Sequence[str], residents: int, seed: int) -> dict[str, int]:
    """People per community: about alike, some half as large again as others; exactly `residents` in all."""
    rng = Random(f"{seed}:quotas")
    weights = {code: 0.75 + 0.5 * rng.random() for code in sorted(codes)}
    result = dict.fromkeys(weights, 0)
    rest = residents
    if SHOWCASE in weights:
        fair = round(residents * weights[SHOWCASE] / sum(weights.values()))
        result[SHOWCASE] = min(residents, max(fair, 1, min(_SHOWCASE_ENOUGH, round(residents * _SHOWCASE_SHARE))))
        rest -= result[SHOWCASE]
        del weights[SHOWCASE]
    total, given = sum(weights.values()), 0
    upto = 0.0
    for code, weight in weights.items():
        upto += weight
        result[code] = round(rest * upto / total) - given
        given += result[code]
    return result


def units(quota: dict[str, int]) -> list[Unit]:
    """Slices in the order of the codes, packed into units of at most UNIT people."""
    packed: list[list[Slice]] = [[]]
    room = UNIT
    for code, total in quota.items():
        start = 0
        while start < total:
            if room == 0:
                packed.append([])
                room = UNIT
            size = min(room, total - start)
            packed[-1].append(Slice(code, start, size, total))
            start += size
            room -= size
    made, first = [], 0
    for index, slices in enumerate(part for part in packed if part):
        unit = Unit(index, first, tuple(slices))
        made.append(unit)
        first += unit.size
    return made
