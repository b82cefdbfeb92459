"""Streets, buildings and dwellings of the communities; any process can name any dwelling without asking another."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

_LANES = ("直街", "横街", "大街", "新街", "一巷", "二巷", "三巷", "路")
_PER_PERSON = 0.56  # dwellings: some stand empty


@dataclass(frozen=True, slots=True)
class DemoBuilding:
    """A building and how many dwellings come before its own in the run."""

    id: int
    area: str
    road: str
    house_number: str
    name: str
    floors: int
    per_floor: int
    before: int

    @property
    def dwellings(self) -> int:
        return self.floors * self.per_floor


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody lives or is registered: an area code, and a dwelling when it lies in the district."""

    area: str
    dwelling: int | None
    address: str


class Homes:
    """All buildings of a run. Ids of buildings and dwellings count from 1."""

    def __init__(self, seed: int, quota: dict[str, int], names: dict[str, str]) -> None:
        self.buildings: list[DemoBuilding] = []
        self.range: dict[str, tuple[int, int]] = {}  # first and last-but-one dwelling of a community
        self.codes = list(quota)
        total = 0
        for code, people in quota.items():
            first = total
            for building in self._community(Random(f"{seed}:homes:{code}"), code, names[code], people, total):
                self.buildings.append(building)
                total += building.dwellings
            self.range[code] = (first, total)
        self.dwellings = total
        self._before = [building.before for building in self.buildings]

    def _community(self, rng: Random, code: str, name: str, people: int, before: int) -> Iterator[DemoBuilding]:
        wanted, made = int(people * _PER_PERSON) + 8, 0
        base = name.removesuffix("社区")
        stem = base.removesuffix("路") if base.endswith("路") else base
        lanes = rng.sample(_LANES, 3 if people < 2000 else 6)
        numbers = dict.fromkeys(lanes, 0)
        while made < wanted:
            lane = lanes[rng.randrange(len(lanes))]
            numbers[lane] += 1 + rng.randrange(2)
            for block in self._blocks(rng, wanted - made):
                label, floors, per_floor = block
                yield DemoBuilding(
                    len(self.buildings) + 1,
                    code,
                    f"{stem}{lane}",
                    f"{numbers[lane]}号",
                    label,
                    floors,
                    per_floor,
                    before + made,
                )
                made += floors * per_floor

    def _blocks(self, rng: Random, wanted: int) -> list[tuple[str, int, int]]:
        """(name, floors, dwellings a floor) of the blocks at one door number: mostly walk-ups, sometimes an estate."""
        if wanted > 300 and rng.random() < 0.06:
            return [(f"{number}栋", rng.randrange(18, 31), 6) for number in range(1, 3 + rng.randrange(3))]
        if rng.random() < 0.3:
            return [("", rng.randrange(2, 5), 1)]
        return [("", rng.randrange(6, 10), rng.randrange(2, 5))]

    def place(self, code: str, position: int) -> Place:
        """The dwelling at a position of a community, counted round."""
        first, end = self.range[code]
        number = first + position % (end - first)
        building = self.buildings[bisect_right(self._before, number) - 1]
        return Place(code, number + 1, address(building, number - building.before))

    def size(self, code: str) -> int:
        first, end = self.range[code]
        return end - first


def room(building: DemoBuilding, number: int) -> str:
    """402 is the second door on the fourth floor."""
    return f"{number // building.per_floor + 1}{number % building.per_floor + 1:02d}"


def address(building: DemoBuilding, number: int) -> str:
    return f"{building.road}{building.house_number}{building.name}{room(building, number)}"
