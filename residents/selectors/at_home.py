"""Who lives with whom, and what weighs on a home: for duties that ask whether a family needs help. Seven statements for any number."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from core.scope import Scope
from residents.domain.ages import age_on
from residents.domain.occupation import UNEMPLOYED
from residents.models import Person, Residence
from residents.models.residence import ResidenceKind
from residents.selectors.benefits import HARD_PRESSED, BenefitLine, benefits_on
from residents.selectors.disability import disabled_among

_OF_AGE = 18  # 民法典 第十七条


@dataclass(frozen=True, slots=True)
class AtHome:
    """Somebody living at home. `relation`: to the head, GB/T 4761."""

    id: int
    uid: UUID
    name: str
    sex: str
    born: dt.date | None
    area: str
    relation: str

    def age(self, on: dt.date) -> int | None:
        return age_on(self.born, on) if self.born else None

    def minor(self, on: dt.date) -> bool:
        """Under age; somebody whose birth date nobody knows is not counted as one."""
        return self.born is not None and age_on(self.born, on) < _OF_AGE


@dataclass
class Home:
    """The household that a person lives in, its living members, and what the base knows of them on a day.

    A person without a household has a home of one (`household_id` None).
    """

    on: dt.date
    household_id: int | None = None
    household_uid: UUID | None = None
    area: str = ""
    members: list[AtHome] = field(default_factory=list)
    disabled: set[int] = field(default_factory=set)
    jobless: set[int] = field(default_factory=set)
    benefits: dict[int, list[BenefitLine]] = field(default_factory=dict)
    parents: dict[int, set[int]] = field(default_factory=dict)  # of minors: parents known and living
    couples: dict[int, int] = field(default_factory=dict)

    @property
    def adults(self) -> list[AtHome]:
        return [one for one in self.members if not one.minor(self.on)]

    @property
    def minors(self) -> list[AtHome]:
        return [one for one in self.members if one.minor(self.on)]

    @property
    def aid(self) -> list[BenefitLine]:
        """Aid by which a family counts as hard-pressed (低保、特困、低保边缘、刚性支出)."""
        return [line for lines in self.benefits.values() for line in lines if line.kind in HARD_PRESSED]

    @property
    def single_parent(self) -> bool:
        """A minor at home whose one known living parent is here without a spouse."""
        here = {one.id for one in self.members}
        return any(
            len(known) == 1 and known <= here and self.couples.get(next(iter(known))) not in here
            for minor in self.minors
            if (known := self.parents.get(minor.id, set()))
        )


_HOMES = """
SELECT DISTINCT ON (m.person_id) m.person_id, h.id, h.uid, h.area_code
FROM residents_householdmembership m JOIN residents_household h ON h.id = m.household_id AND h.closed_on IS NULL
WHERE m.person_id = ANY(%(people)s) AND m.during @> %(on)s AND h.kind <> 'collective'
ORDER BY m.person_id, (h.kind <> 'living'), m.id
"""
_MEMBERS = """
SELECT m.household_id, p.id, p.uid, p.name, p.sex, p.birth_date,
  coalesce(nullif(p.living_area, ''), p.hukou_area), m.relation
FROM residents_householdmembership m JOIN residents_person p ON p.id = m.person_id AND p.status = 'living'
WHERE m.household_id = ANY(%(homes)s) AND m.during @> %(on)s
ORDER BY m.household_id, m.relation, p.birth_date, p.id
"""
_ALONE = """
SELECT id, uid, name, sex, birth_date, coalesce(nullif(living_area, ''), hukou_area), '' FROM residents_person
WHERE id = ANY(%(people)s) AND status = 'living'
"""
_PARENTS = """
SELECT k.person_id, k.relative_id FROM residents_kinship k JOIN residents_person p ON p.id = k.relative_id
WHERE k.kind = 'parent' AND p.status = 'living' AND k.person_id = ANY(%(people)s)
"""
_COUPLES = """
SELECT person_id, relative_id FROM residents_kinship
WHERE kind = 'spouse' AND upper_inf(during) AND person_id = ANY(%(people)s)
"""
_JOBLESS = """
SELECT person_id FROM residents_occupation WHERE person_id = ANY(%(people)s) AND during @> %(on)s AND status = %(status)s
"""


def homes_on(people: Collection[int], on: dt.date) -> dict[int, Home]:
    """{person: home} of people who live; those of one household share it. Somebody dead or merged has none."""
    asked = list(people)
    found: dict[int, Home] = {}
    with connection.cursor() as cursor:
        cursor.execute(_HOMES, {"people": asked, "on": on})
        where = cursor.fetchall()
        by_household = {row[1]: Home(on, row[1], row[2], row[3]) for row in where}
        cursor.execute(_MEMBERS, {"homes": list(by_household), "on": on})
        for household, *one in cursor.fetchall():
            by_household[household].members.append(AtHome(*one))
        found |= {row[0]: by_household[row[1]] for row in where}
        cursor.execute(_ALONE, {"people": [pk for pk in asked if pk not in found]})
        for row in cursor.fetchall():
            one = AtHome(*row)
            found[one.id] = Home(on, area=one.area, members=[one])
    _know(list({id(home): home for home in found.values()}.values()), on)
    return {pk: home for pk, home in found.items() if home.members}


def _know(homes: list[Home], on: dt.date) -> None:
    """Put what the base knows of the members into their homes."""
    of = {one.id: home for home in homes for one in home.members}
    minors = [one.id for home in homes for one in home.minors]
    for pk in disabled_among(of, on=on):
        of[pk].disabled.add(pk)
    for pk, lines in benefits_on(of, on).items():
        of[pk].benefits[pk] = lines
    for (pk,) in _rows(_JOBLESS, people=list(of), on=on, status=UNEMPLOYED):
        of[pk].jobless.add(pk)
    parents: dict[int, set[int]] = defaultdict(set)
    for child, parent in _rows(_PARENTS, people=minors):
        parents[child].add(parent)
    married = _rows(_COUPLES, people=list({pk for known in parents.values() for pk in known}))
    couples: dict[int, int] = {row[0]: row[1] for row in married}
    for child, known in parents.items():
        of[child].parents[child] = known
        of[child].couples |= {pk: couples[pk] for pk in known if pk in couples}


def _rows(sql: str, **params: Any) -> Iterable[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def without_dwelling(scope: Scope, *, born_by: dt.date, on: dt.date) -> QuerySet[Person]:
    """Living people of an age whom one of these areas answers for, and of whose home the dwelling is not known."""
    placed = Residence.objects.filter(person=OuterRef("pk"), during__contains=on, dwelling__isnull=False)
    here = scope.q("living_area") | (Q(living_area="") & scope.q("hukou_area"))
    rows = Person.objects.filter(here, status=Person.Status.LIVING, birth_date__lte=born_by)
    return rows.filter(~Exists(placed.exclude(kind=ResidenceKind.HUKOU)))
