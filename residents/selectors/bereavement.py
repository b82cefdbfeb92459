"""Whom the dead leave behind: the people of their households, their children and parents, in six statements a batch."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from residents.domain.ages import age_on
from residents.models.kinship import KinshipKind
from residents.selectors.benefits import HARD_PRESSED, BenefitLine, benefits_between

_OF_AGE = 18  # 民法典 第十七条


@dataclass(frozen=True, slots=True)
class Relative:
    """A person as rules need one: no name, no number. `area` is the community that answers."""

    id: int
    sex: str
    born: dt.date | None
    living: bool
    area: str
    household: int | None = None

    def age(self, on: dt.date) -> int | None:
        return age_on(self.born, on) if self.born else None

    def minor(self, on: dt.date) -> bool:
        """Under age that day; somebody whose birth date nobody knows is not counted as one."""
        return self.born is not None and age_on(self.born, on) < _OF_AGE


@dataclass(frozen=True)
class Death:
    """A death asked about: the households are those that the person belonged to when it was told."""

    person: int
    on: dt.date
    households: tuple[int, ...] = ()


@dataclass
class Bereaved:
    """What a death left behind. `children` of the dead, each with the other parents known; `benefits` by person."""

    death: Death
    dead: Relative
    household: list[Relative] = field(default_factory=list)  # living, without the dead
    children: list[Relative] = field(default_factory=list)
    parents: list[Relative] = field(default_factory=list)
    spouse: Relative | None = None
    parents_of: Mapping[int, list[Relative]] = field(default_factory=dict)  # of the children and of minors at home
    couples: Mapping[int, int] = field(default_factory=dict)  # of those at home: {person: spouse}
    siblings_of_dead: int = 0
    benefits: Mapping[int, list[BenefitLine]] = field(default_factory=dict)

    @property
    def minors(self) -> list[Relative]:
        return [child for child in self.children if child.living and child.minor(self.death.on)]

    def other_parents(self, child: int) -> list[Relative]:
        """The living parents of a child besides the dead."""
        return [one for one in self.parents_of.get(child, []) if one.living and one.id != self.dead.id]

    @property
    def hard_pressed(self) -> list[BenefitLine]:
        """Aid that the dead or somebody at home received that day."""
        people = [self.dead.id, *(one.id for one in self.household)]
        return [line for one in people for line in self.received(one) if line.kind in HARD_PRESSED]

    def received(self, person: int) -> list[BenefitLine]:
        """What a person received on the day of death."""
        return [line for line in self.benefits.get(person, []) if line.holds(self.death.on)]

    @property
    def left_alone(self) -> Relative | None:
        """The adult who now lives alone, if there was a home of two."""
        return self.household[0] if len(self.household) == 1 and not self.household[0].minor(self.death.on) else None

    @property
    def single_parent(self) -> Relative | None:
        """The parent who brings up a minor at home alone, before the death or because of it."""
        at_home = {one.id: one for one in self.household}
        for minor in (one for one in self.household if one.minor(self.death.on)):
            parents = [one for one in self.parents_of.get(minor.id, []) if one.living and one.id != self.dead.id]
            # A collection form names the head's children only: a spouse at home may well be the other parent.
            if len(parents) == 1 and parents[0].id in at_home and self.couples.get(parents[0].id) not in at_home:
                return at_home[parents[0].id]
        return None

    def cared_for(self, child: int) -> bool:
        """Is there a living parent besides the dead, or the widow or widower in the child's own home, who may well be one?"""
        at_home = {one.id for one in self.household}
        widowed = self.spouse is not None and self.spouse.living and {self.spouse.id, child} <= at_home
        return widowed or bool(self.other_parents(child))


def bereaved_by(deaths: Iterable[Death]) -> dict[int, Bereaved]:
    """{dead person: what was left behind}."""
    asked = {death.person: death for death in deaths}
    homes = _households({pk for death in asked.values() for pk in death.households})
    kin = _kin(asked)
    others = {pk for pairs in kin.values() for _, pk, _ in pairs}
    minors_at_home = {pk for people in homes.values() for pk in people}
    parents = _parents_of(others | minors_at_home)
    people = _people({*asked, *others, *minors_at_home, *(pk for found in parents.values() for pk in found)})
    benefits = _benefits(asked, homes)
    couples = _couples(minors_at_home)
    # Once for all deaths: a batch may hold thousands.
    parents_of = {pk: [people[one] for one in found if one in people] for pk, found in parents.items()}
    children_of: dict[int, set[int]] = defaultdict(set)
    for child, of_child in parents.items():
        for parent in of_child:
            children_of[parent].add(child)
    found = {}
    for pk, death in asked.items():
        if pk in people:
            found[pk] = _one(death, people, homes, kin.get(pk, []), parents_of, children_of, benefits, couples)
    return found


def _one(
    death: Death,
    people: Mapping[int, Relative],
    homes: Mapping[int, Mapping[int, int]],
    kin: list[tuple[str, int, bool]],
    parents_of: dict[int, list[Relative]],
    children_of: Mapping[int, set[int]],
    benefits: Mapping[int, list[BenefitLine]],
    couples: Mapping[int, int],
) -> Bereaved:
    at_home = {pk: home for home in death.households for pk in homes.get(home, {}) if pk != death.person}
    children = [people[pk] for kind, pk, _ in kin if kind == KinshipKind.CHILD and pk in people]
    mothers_and_fathers = [people[pk] for kind, pk, _ in kin if kind == KinshipKind.PARENT and pk in people]
    siblings = {child for one in mothers_and_fathers for child in children_of.get(one.id, ())} - {death.person}
    return Bereaved(
        death,
        people[death.person],
        household=[_at(people[pk], home) for pk, home in at_home.items() if pk in people and people[pk].living],
        children=children,
        parents=mothers_and_fathers,
        spouse=next((people[pk] for kind, pk, _ in kin if kind == KinshipKind.SPOUSE and pk in people), None),
        parents_of=parents_of,
        siblings_of_dead=len(siblings),
        benefits=benefits,
        couples=couples,
    )


def _at(person: Relative, household: int) -> Relative:
    return Relative(person.id, person.sex, person.born, person.living, person.area, household)


# In SQL: a batch asks about thousands of people, and the ORM handles each id of an IN (…) by itself.
_HOUSEHOLDS = """
SELECT household_id, person_id, id FROM residents_householdmembership
WHERE household_id = ANY(%s) AND upper_inf(during)
"""
_KIN = """
SELECT person_id, kind, relative_id, lower(during), upper(during) FROM residents_kinship
WHERE person_id = ANY(%s) AND kind IN ('child', 'parent', 'spouse')
"""
_PARENTS = """
SELECT person_id, relative_id FROM residents_kinship WHERE kind = 'parent' AND person_id IN (
  SELECT unnest(%(people)s::bigint[])
  UNION SELECT relative_id FROM residents_kinship WHERE kind = 'child' AND person_id = ANY(%(people)s)
)
"""
_COUPLES = """
SELECT person_id, relative_id FROM residents_kinship
WHERE person_id = ANY(%s) AND kind = 'spouse' AND upper_inf(during)
"""
_PEOPLE = """
SELECT id, sex, birth_date, status = 'living', coalesce(nullif(living_area, ''), hukou_area)
FROM residents_person WHERE id = ANY(%s)
"""


def _rows(sql: str, params: list[Any] | dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _households(ids: set[int]) -> dict[int, dict[int, int]]:
    """{household: {member: membership}} of those who belong to it now."""
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for household, person, pk in _rows(_HOUSEHOLDS, [list(ids)]):
        found[household][person] = pk
    return found


def _kin(deaths: Mapping[int, Death]) -> dict[int, list[tuple[str, int, bool]]]:
    """{dead: (kind, relative, standing)}: the spouse only of a marriage that stood on the day of death."""
    found: dict[int, list[tuple[str, int, bool]]] = defaultdict(list)
    for person, kind, relative, since, until in _rows(_KIN, [list(deaths)]):
        on = deaths[person].on
        stood = (since is None or since <= on) and (until is None or until >= on)
        if kind != KinshipKind.SPOUSE or stood:
            found[person].append((kind, relative, stood))
    return found


def _parents_of(people: set[int]) -> dict[int, list[int]]:
    """{child: parents} of these people and of the children of those among them who are parents."""
    found: dict[int, list[int]] = defaultdict(list)
    for child, parent in _rows(_PARENTS, {"people": list(people)}):
        found[child].append(parent)
    return found


def _couples(people: set[int]) -> dict[int, int]:
    """{person: spouse} of marriages that stand."""
    return dict(_rows(_COUPLES, [list(people)]))  # type: ignore[arg-type]


def _people(ids: set[int]) -> dict[int, Relative]:
    return {row[0]: Relative(*row) for row in _rows(_PEOPLE, [list(ids)])}


def _benefits(deaths: Mapping[int, Death], homes: Mapping[int, Mapping[int, int]]) -> dict[int, list[BenefitLine]]:
    """What the dead and those at home received at any time of the batch; each death looks at its own day."""
    people = {*deaths, *(pk for members in homes.values() for pk in members)}
    days = [death.on for death in deaths.values()]
    return benefits_between(people, min(days), max(days)) if days else {}
