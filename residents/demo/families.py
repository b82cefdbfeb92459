"""Families: who marries whom, whose child is whose, who lives under one roof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from random import Random

from residents.demo.absent import depart, remember
from residents.demo.births import YEAR, Birth, Part
from residents.demo.kin import (
    DIVORCED,
    MARRIED,
    NEVER,
    WIDOWED,
    Family,
    Someone,
    adopt,
    by_birth,
    may_bear,
    may_raise,
)

# (from age, never married: men, women), registered and newcomers alike
_SINGLE = ((20, 0.97, 0.93), (25, 0.68, 0.52), (30, 0.32, 0.22), (35, 0.17, 0.12), (40, 0.11, 0.08), (50, 0.05, 0.04))
_WIDOWED = ((50, 0.015, 0.03), (60, 0.03, 0.09), (70, 0.09, 0.27), (80, 0.30, 0.62), (90, 0.55, 0.85))
_DIVORCED = 0.055
_STAYS = ((0, 1.0), (18, 0.95), (22, 0.8), (26, 0.55), (30, 0.38), (36, 0.2), (50, 0.0))  # unmarried with their parents
_NEWCOMER_STAYS = ((0, 1.0), (16, 0.7), (20, 0.25), (26, 0.1), (36, 0.0))


def _step(table: Iterable[tuple], age: float) -> tuple:
    """The last line of a table whose first column is not above the age."""
    found: tuple = ()
    for line in table:
        if line[0] > age:
            break
        found = line
    return found


def assemble(births: list[Birth], first_key: int, today: int, rng: Random) -> list[Family]:
    """Families of everybody who lives or is registered here, in one each; the dead and the departed are added by `absent`."""
    parts: dict[Part, list[Someone]] = defaultdict(list)
    for number, birth in enumerate(births):
        parts[birth.part].append(Someone(first_key + number, birth))
    families: list[Family] = []
    for part in (Part.REGISTERED, Part.NEWCOMER):
        families += _Circle(parts[part], part, today, rng).families()
    return families + remember(parts[Part.DECEASED], families, rng) + depart(parts[Part.GONE], families, rng)


class _Circle:
    """The people of one part who may marry each other and have children together."""

    def __init__(self, people: list[Someone], part: Part, today: int, rng: Random) -> None:
        self.people, self.part, self.today, self.rng = people, part, today, rng
        self.home: dict[int, Family] = {}
        self.stays = _STAYS if part is Part.REGISTERED else _NEWCOMER_STAYS

    def families(self) -> list[Family]:
        grown = [someone for someone in self.people if someone.age(self.today) >= 20]
        self._decide_marriages(grown)
        self._pair(grown)
        self._give_children()
        self._give_homes(grown)
        self._take_in_elders(grown)
        self._house_the_rest()
        return list(dict.fromkeys(self.home.values()))

    def _decide_marriages(self, grown: list[Someone]) -> None:
        for someone in grown:
            age, column = someone.age(self.today), 1 if someone.male else 2
            single, widowed = _step(_SINGLE, age), _step(_WIDOWED, age)
            draw = self.rng.random()
            if someone.age(self.today) < 22.5 or draw < single[column]:
                continue
            draw = self.rng.random()
            if widowed and draw < widowed[column]:
                someone.marital = WIDOWED
            elif age > 26 and draw > 1 - _DIVORCED:
                someone.marital = DIVORCED
            else:
                someone.marital = MARRIED

    def _pair(self, grown: list[Someone]) -> None:
        """Husbands and wives by age, he about two years older; who finds nobody is on record alone."""
        noise = self.rng.gauss
        men = sorted((s.day + noise(700, 700), s.key, s) for s in grown if s.marital == MARRIED and s.male)
        women = sorted((s.day + noise(0, 500), s.key, s) for s in grown if s.marital == MARRIED and not s.male)
        i = j = 0
        while i < len(men) and j < len(women):
            gap = men[i][0] - women[j][0]
            if abs(gap) > 9 * YEAR:
                if gap < 0:
                    i += 1
                else:
                    j += 1
                continue
            husband, wife = men[i][2], women[j][2]
            husband.spouse, wife.spouse = wife, husband
            i, j = i + 1, j + 1
        for someone in grown:
            if someone.marital == MARRIED and someone.spouse is None:
                age = someone.age(self.today)
                someone.marital = NEVER if age < 40 else DIVORCED if self.rng.random() < 0.5 else NEVER

    def _give_children(self) -> None:
        mothers: dict[int, list[Someone]] = defaultdict(list)
        for someone in self.people:
            if not someone.male and someone.marital != NEVER:
                draw = self.rng.random()
                lone = someone.spouse is None
                someone.room_for = (1 if draw < 0.7 else 0) if lone else 1 if draw < 0.55 else 2 if draw < 0.93 else 3
                mothers[int(someone.day // YEAR)].append(someone)
        everybody = [mother for year in sorted(mothers) for mother in mothers[year]]
        previous: Someone | None = None
        for child in self.people:
            age = child.age(self.today)
            if child.birth.twin and previous is not None and previous.mother is not None:
                adopt(previous.mother, child)
            elif age < 50 and child.marital == NEVER and self.rng.random() < _step(self.stays, age)[1]:
                mother = self._find_mother(child, mothers, everybody)
                if mother is not None:
                    adopt(mother, child)
            previous = child

    def _find_mother(
        self, child: Someone, mothers: dict[int, list[Someone]], everybody: list[Someone]
    ) -> Someone | None:
        year = int(child.day // YEAR)
        for _ in range(14):
            candidates = mothers.get(year - int(min(41, max(22, self.rng.gauss(28.5, 4)))))
            if candidates:
                mother = candidates[int(self.rng.random() * len(candidates))]
                if len(mother.children) < mother.room_for and may_bear(mother, child.day):
                    return mother
        if child.age(self.today) >= 18 or not everybody:
            return None
        # A minor without parents would be an orphan by accident: the first mother who fits takes one more.
        start = self.rng.randrange(len(everybody))
        fitting = (
            mother
            for offset in range(len(everybody))
            if may_bear(mother := everybody[(start + offset) % len(everybody)], child.day)
        )
        return next(fitting, None)

    def _give_homes(self, grown: list[Someone]) -> None:
        for someone in grown:
            if id(someone) in self.home:
                continue
            if someone.marital != NEVER and (someone.spouse is not None or someone.children):
                members = [someone, *([someone.spouse] if someone.spouse else [])]
                if not someone.male and someone.spouse and self.rng.random() < 0.72:
                    members.reverse()
                members += sorted((c for c in someone.children if c.marital == NEVER), key=by_birth)
                self._settle(Family(members, self.part))

    def _take_in_elders(self, grown: list[Someone]) -> None:
        """Parents of grown people: some live with them, some are kin at another address."""
        adults: dict[int, list[Someone]] = defaultdict(list)
        for someone in grown:
            if someone.mother is None and someone.father is None and someone.age(self.today) < 66:
                adults[int(someone.day // YEAR)].append(someone)
        for elder in grown:
            age = elder.age(self.today)
            if age < 52 or elder.children or (elder.spouse and (not elder.male or elder.marital != MARRIED)):
                continue
            if elder.marital == NEVER or self.rng.random() > 0.75:
                continue
            year = int((elder.spouse or elder).day // YEAR) if elder.spouse else int(elder.day // YEAR)
            candidates = adults.get(year + int(min(38, max(22, self.rng.gauss(27, 3)))), [])
            child = candidates[int(self.rng.random() * len(candidates))] if candidates else None
            if child is None or child.father or child.mother or not may_raise(elder, child):
                continue
            adopt(elder, child)
            together = 0.45 if elder.spouse is None else 0.2
            host = self.home.get(id(child))
            if host and self.rng.random() < together and len(host.members) < 6:
                self._move_in(elder, host)

    def _move_in(self, elder: Someone, host: Family) -> None:
        old = self.home.get(id(elder))
        guests = old.members if old else [elder]
        host.members += guests
        for guest in guests:
            self.home[id(guest)] = host

    def _house_the_rest(self) -> None:
        hosts = [family for family in dict.fromkeys(self.home.values()) if family.first.age(self.today) > 22]
        for someone in self.people:
            if id(someone) in self.home:
                continue
            if someone.age(self.today) < 16 and hosts:
                # A child whose parents are elsewhere lives with relatives.
                host = hosts[self.rng.randrange(len(hosts))]
                host.members.append(someone)
                self.home[id(someone)] = host
            else:
                self._settle(Family([someone], self.part))

    def _settle(self, family: Family) -> None:
        for member in family.members:
            self.home[id(member)] = family
