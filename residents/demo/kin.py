"""People and families while they take shape, and what makes somebody a parent. Days are ordinals."""

from __future__ import annotations

from dataclasses import dataclass, field

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


def by_birth(someone: Someone) -> tuple[int, int]:
    return someone.day, someone.key
