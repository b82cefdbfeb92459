"""Uid and name of people by id: whoever shows them has asked before whether they may be shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from residents.models import Person


@dataclass(frozen=True, slots=True)
class Brief:
    """A person's address on the site, and name."""

    uid: UUID
    name: str


def briefly(ids: Iterable[int]) -> dict[int, Brief]:
    """{person id: uid and name} in one statement."""
    rows = Person.objects.filter(pk__in=list(ids)).values_list("pk", "uid", "name")
    return {pk: Brief(uid, name) for pk, uid, name in rows}


def death_days(ids: Iterable[int]) -> dict[int, dt.date]:
    """{person: day of death} of those of these people who have died; one whose day nobody knows counts from the first of all days."""
    rows = Person.objects.filter(pk__in=set(ids), status=Person.Status.DECEASED).values_list("pk", "died_on")
    return {pk: day or dt.date.min for pk, day in rows}
