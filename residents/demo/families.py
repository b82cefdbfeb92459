"""Families: who marries whom, whose child is whose, who lives under one roof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from random import Random

from residents.demo.births import YEAR, Birth, Part

NEVER, MARRIED, WIDOWED, DIVORCED = "10", "20", "30", "40"  # GB/T 2261.2


@dataclass(slots=True, eq=False)
class Someone:
    """A made-up person while the family takes shape. Days are ordinals."""

    key: int  # place in the run
    birth: Birth
    marital: str = NEVER
    father: Someone | None = None
    mother: Someone | None = None
    spouse: Someone | None = None
    children: list[Someone] = field(default_factory=list)
    married: int = 0
    room_for: int = 0  # children this mother may have

    @property
    def day(self) -> int:
        return self.birth.day

    @property
    def male(self) -> bool:
        return self.birth.sex == "1"

    def age(self, day: int) -> float:
        return (day - self.birth.day) / YEAR


@dataclass(slots=True, eq=False)
class Family:
    """People under one roof; the first is (or was) the one the others are related to."""

    members: list[Someone]
    part: Part

    @property
    def first(self) -> Someone:
        return self.members[0]


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
    """Every person of the list in exactly one family, the dead and the departed included."""
    people = [Someone(first_key + number, birth) for number, birth in enumerate(births)]
    parts: dict[Part, list[Someone]] = defaultdict(list)
    for someone in people:
        parts[someone.birth.part].append(someone)
    families: list[Family] = []
    for part in (Part.REGISTERED, Part.NEWCOMER):
        families += _Circle(parts[part], part, today, rng).families()
    families += _remember(parts[Part.DECEASED], families, today, rng)
    families += _departed(parts[Part.GONE], families, rng)
    return families


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
                members += sorted((c for c in someone.children if c.marital == NEVER), key=_by_birth)
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


def may_bear(mother: Someone, day: int) -> bool:
    """Old enough and not too old, her husband too, and no other child within a year."""
    if not 21.5 * YEAR <= day - mother.day <= 43 * YEAR:
        return False
    if mother.spouse and not 23 * YEAR <= day - mother.spouse.day <= 55 * YEAR:
        return False
    return all(abs(day - child.day) > 400 for child in mother.children)


def may_raise(elder: Someone, child: Someone) -> bool:
    """May the elder (and the spouse) be this adult's parents?"""
    mother = elder if not elder.male else elder.spouse
    father = elder if elder.male else elder.spouse
    if father and not 23 * YEAR <= child.day - father.day <= 55 * YEAR:
        return False
    return mother is None or may_bear(mother, child.day)


def adopt(parent: Someone, child: Someone) -> None:
    """Write the child down with the parent and the parent's spouse."""
    for one in (parent, parent.spouse):
        if one is not None:
            one.children.append(child)
            if one.male:
                child.father = one
            else:
                child.mother = one


def _remember(dead: list[Someone], families: list[Family], today: int, rng: Random) -> list[Family]:
    """The dead as husbands and wives of the widowed, as parents, or alone; they stay in the family's record."""
    home = {id(member): family for family in families for member in family.members}
    widowed = sorted((m for m in _everybody(families) if m.marital == WIDOWED and m.spouse is None), key=_by_birth)
    alone: list[Family] = []
    for someone in sorted(dead, key=_by_birth):
        partner = _first_fit(widowed, someone)
        if partner is not None:
            widowed.remove(partner)
            someone.marital, someone.spouse, partner.spouse = MARRIED, partner, someone
            for child in partner.children:
                if someone.male:
                    child.father = someone
                else:
                    child.mother = someone
                someone.children.append(child)
            home[id(partner)].members.append(someone)
        else:
            someone.marital = WIDOWED if rng.random() < 0.7 else NEVER
            alone.append(Family([someone], Part.DECEASED))
    return alone


def _first_fit(widowed: list[Someone], dead: Someone) -> Someone | None:
    """The first of the widowed of the other sex, within eight years of age, whose children could be of both."""
    for partner in widowed:
        if partner.male == dead.male or abs(partner.day - dead.day) > 8 * YEAR:
            continue
        if all(_could_be_parent(dead, child) for child in partner.children):
            return partner
    return None


def _could_be_parent(someone: Someone, child: Someone) -> bool:
    years = (child.day - someone.day) / YEAR
    alive = someone.birth.died > child.day
    return (
        alive
        and (23 <= years <= 55 if someone.male else 21.5 <= years <= 43)
        and ((child.father if someone.male else child.mother) is None)
    )


def _departed(gone: list[Someone], families: list[Family], rng: Random) -> list[Family]:
    """Grown children who left, with the family they left; some had no family here."""
    registered = [f for f in families if f.part is Part.REGISTERED and any(not m.male and m.spouse for m in f.members)]
    rng.shuffle(registered)
    alone: list[Family] = []
    for someone in gone:
        for family in registered[:40]:
            mother = next((m for m in family.members if not m.male and m.spouse), None)
            if mother and may_bear(mother, someone.day) and mother.spouse.birth.part is Part.REGISTERED:
                adopt(mother, someone)
                family.members.append(someone)
                registered.remove(family)
                break
        else:
            alone.append(Family([someone], Part.GONE))
        rng.shuffle(registered) if len(alone) % 50 == 49 else None
    return alone


def _everybody(families: list[Family]) -> list[Someone]:
    return [member for family in families for member in family.members]


def _by_birth(someone: Someone) -> tuple[int, int]:
    return someone.day, someone.key
