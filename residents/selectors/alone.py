"""Who has nobody grown-up at home on a day: conditions on persons, for rosters of any day (`people_on`).

The same sentence as elderly/selectors/derived_sql.py says of today: in the same dwelling; and members of the household who live in the
community without anybody having said in which dwelling. A staff dormitory is no home to be alone in.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from residents.domain.ages import born_by
from residents.models import HouseholdMembership, Residence
from residents.models.dwelling import DwellingUse
from residents.models.household import HouseholdKind
from residents.models.person import Person
from residents.selectors.as_of import HOMES

GROWN = 18


def placed_on(_day: dt.date) -> Q:
    """The dwelling of the day is known, and is a home."""
    return Q(home__dwelling__isnull=False) & ~Q(home__dwelling__use=DwellingUse.STAFF)


def alone_on(day: dt.date) -> Q:
    """The dwelling is known, and no other grown-up lives there (民政: 独居, handbook §6.1)."""
    return placed_on(day) & ~Exists(_in_the_dwelling(day)) & ~Exists(_of_the_household(day))


def others_on(day: dt.date) -> Any:
    """How many other grown-ups live in the same dwelling that day."""
    counted = _in_the_dwelling(day).order_by().values("dwelling_id").annotate(n=Count("person_id", distinct=True))
    return Coalesce(Subquery(counted.values("n")), 0)


def _grown(path: str, day: dt.date) -> Q:
    """Of age, or of an age nobody knows; alive that day."""
    born = Q(**{f"{path}birth_date": None}) | Q(**{f"{path}birth_date__lte": born_by(GROWN, day)})
    unending = Q(**{f"{path}died_on": None, f"{path}status": Person.Status.LIVING})
    return born & (unending | Q(**{f"{path}died_on__gt": day}))


def _in_the_dwelling(day: dt.date) -> QuerySet[Residence]:
    return Residence.objects.filter(
        ~Q(person_id=OuterRef("pk")),
        _grown("person__", day),
        dwelling_id=OuterRef("home__dwelling_id"),
        kind__in=HOMES,
        during__contains=day,
    )


def _of_the_household(day: dt.date) -> QuerySet[HouseholdMembership]:
    return HouseholdMembership.objects.filter(
        ~Q(person_id=OuterRef("pk")),
        ~Q(household__kind=HouseholdKind.COLLECTIVE),
        _grown("person__", day),
        during__contains=day,
        household__memberships__person_id=OuterRef("pk"),
        household__memberships__during__contains=day,
        person__residences__kind__in=HOMES,
        person__residences__during__contains=day,
        person__residences__dwelling=None,
        person__residences__area_code=OuterRef("home__area_code"),
    )
