"""What in the base waits for a person: heads to confirm, homes to place, names to be given.

Each list is served by an index that holds only such rows, so that it costs nothing where there are none.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from core import clock
from core.scope import Scope
from residents.domain.ages import born_by
from residents.domain.new_head import candidates
from residents.models import Household, HouseholdMembership, Person, Residence
from residents.models.residence import ResidenceKind


@dataclass(frozen=True)
class OpenHead:
    """A household whose head must be confirmed: the head on paper, and who is proposed ("" when nobody follows)."""

    uid: UUID
    number: str
    address: str
    head: str
    proposed: str
    source: str


@dataclass(frozen=True)
class Named:
    """A person as lists say it."""

    id: int
    uid: UUID
    name: str
    sex: str
    birth_date: dt.date | None
    address: str
    area: str
    source: str = ""


def open_heads(scope: Scope, *, without: Any = ()) -> QuerySet[Household]:
    """Households in the scope whose head nobody has confirmed; `without`: ids of those that somebody has in hand already."""
    rows = Household.objects.filter(scope.q("area_code"), head_confirmed=False, closed_on=None)
    return rows.exclude(pk__in=without)


def unplaced(scope: Scope) -> QuerySet[Residence]:
    """Homes in the scope of which only the community is known."""
    return Residence.objects.filter(scope.q("area_code"), dwelling=None, during__upper_inf=True).exclude(
        kind=ResidenceKind.HUKOU
    )


def unnamed(scope: Scope) -> QuerySet[Person]:
    """Living people who still carry a temporary name (王某之女)."""
    return Person.objects.filter(scope.q("hukou_area", "living_area"), temporary_name=True, status=Person.Status.LIVING)


def first_open_heads(scope: Scope, most: int, *, without: Any = ()) -> list[OpenHead]:
    rows = list(open_heads(scope, without=without).select_related("head").order_by("id")[:most])
    proposals = _proposals([row.pk for row in rows])
    return [
        OpenHead(
            row.uid, row.number, row.address, row.head.name if row.head else "", proposals.get(row.pk, ""), row.source
        )
        for row in rows
    ]


def _proposals(households: list[int]) -> dict[int, str]:
    """Household → name of the first candidate (spouse, adult children, other adults) among its living members."""
    members: dict[int, list[HouseholdMembership]] = defaultdict(list)
    present = HouseholdMembership.objects.filter(household__in=households, during__upper_inf=True)
    for row in present.filter(person__status=Person.Status.LIVING).select_related("person"):
        members[row.household_id].append(row)
    today, found = clock.today(), {}
    for household, rows in members.items():
        names = {row.person_id: row.person.name for row in rows}
        ranked = candidates([(row.person_id, row.relation, row.person.birth_date) for row in rows], on=today)
        if ranked:
            found[household] = names[ranked[0].key]
    return found


def first_unplaced(scope: Scope, most: int) -> list[Named]:
    rows = unplaced(scope).order_by("id").values_list(
        "person_id", "person__uid", "person__name", "person__sex", "person__birth_date", "address", "area_code", "source"
    )  # fmt: skip
    return [Named(*row) for row in rows[:most]]


def first_unnamed(scope: Scope, most: int) -> list[Named]:
    return [_named(row) for row in unnamed(scope).order_by("id").values_list(*_COLUMNS, "source")[:most]]


def people_named(ids: Iterable[int]) -> dict[int, Named]:
    """Those of these people whom the asker may see, in one statement."""
    return {row[0]: _named(row) for row in Person.objects.filter(pk__in=set(ids)).values_list(*_COLUMNS, "source")}


def turning(areas: Iterable[str], ages: Iterable[int], *, first: dt.date, last: dt.date) -> list[Named]:
    """Living people of these areas (codes) who turn one of the ages in first … last; age 0: born in those days.

    Each area meets each range of birth dates: one descent of (area, birth date) for each pair, however large the district.
    """
    codes, day = list(areas), dt.timedelta(days=1)
    ages = list(ages)
    first_days, last_days = [born_by(age, first - day) + day for age in ages], [born_by(age, last) for age in ages]
    with connection.cursor() as cursor:
        cursor.execute(_BORN, {"codes": codes, "first": first_days, "last": last_days})
        ids = [pk for (pk,) in cursor.fetchall()]
    rows = Person.objects.filter(pk__in=ids, status=Person.Status.LIVING).order_by("id")
    return [_named(row) for row in rows.values_list(*_COLUMNS, "source")]


# As an ORM query it is an IN of hundreds of codes for each age, which costs more to plan than to run.
_BORN = """
SELECT p.id
FROM unnest(%(codes)s::text[]) AS place(code)
CROSS JOIN unnest(%(first)s::date[], %(last)s::date[]) AS born(first, last)
JOIN residents_person p ON p.living_area = place.code AND p.birth_date BETWEEN born.first AND born.last
UNION
SELECT p.id
FROM unnest(%(codes)s::text[]) AS place(code)
CROSS JOIN unnest(%(first)s::date[], %(last)s::date[]) AS born(first, last)
JOIN residents_person p ON p.hukou_area = place.code AND p.birth_date BETWEEN born.first AND born.last
"""
_COLUMNS = ("id", "uid", "name", "sex", "birth_date", "living_address", "living_area")


def _named(row: tuple) -> Named:
    return Named(*row)
