"""People as messages see them (messaging/declaration.py): set-based, by id."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from core import clock
from core.scope import Scope
from messaging.declaration import Recipient
from residents.domain.ages import born_by
from residents.models import HouseholdMembership, Kinship, Person
from residents.models.kinship import KinshipKind


def recipients(ids: Collection[int]) -> Mapping[int, Recipient]:
    """{person: as messages see them}. A number is in the clear here and nowhere else."""
    homes = _homes(ids, clock.today())
    rows = Person.objects.filter(pk__in=ids).only("uid", "name", "living_area", "hukou_area", "phone", "status")
    return {
        row.pk: Recipient(
            row.pk,
            row.uid,
            row.name,
            row.living_area or row.hukou_area,
            str(row.phone or ""),
            homes.get(row.pk),
            row.status == Person.Status.LIVING,
        )
        for row in rows
    }


def _homes(ids: Collection[int], day: dt.date) -> dict[int, int]:
    """{person: household in which that person lives}; the registered one where there is no other."""
    rows = HouseholdMembership.objects.filter(person__in=ids, during__contains=day).order_by("-shares_registration")
    return dict(rows.values_list("person_id", "household_id"))


def guardians(ids: Collection[int], day: dt.date) -> Mapping[int, Sequence[int]]:
    """{person: parents of a minor and guardians on record}, guardians first."""
    found: dict[int, list[int]] = defaultdict(list)
    links = Kinship.objects.filter(
        person__in=ids, kind__in=[KinshipKind.GUARDIAN, KinshipKind.PARENT], during__contains=day
    )
    minors = set(Person.objects.filter(pk__in=ids, birth_date__gt=born_by(18, day)).values_list("pk", flat=True))
    for person, relative, kind in links.order_by("kind", "relative_id").values_list("person_id", "relative_id", "kind"):
        if kind == KinshipKind.GUARDIAN or person in minors:
            found[person].append(relative)
    return found


def named(ids: Collection[int]) -> Mapping[int, tuple[UUID, str]]:
    """{person: uid and name} of those whom the present row-level security shows."""
    rows = Person.objects.filter(pk__in=ids).values_list("pk", "uid", "name")
    return {pk: (uid, name) for pk, uid, name in rows}


def aged(area: str, day: dt.date, years: int) -> list[int]:
    """The living of an age who live in an area, eldest first."""
    rows = Person.objects.filter(
        Scope.of([area]).q("living_area"), status=Person.Status.LIVING, birth_date__lte=born_by(years, day)
    )
    return list(rows.order_by("birth_date", "pk").values_list("pk", flat=True))
