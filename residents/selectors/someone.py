"""Persons as other rooms name them: by uid or by document number, inside a scope; who lies outside is not found."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.scope import Scope
from residents.domain.number_reading import read_number
from residents.models import IdentityDocument, Person
from residents.services.register import number_digest


@dataclass(frozen=True, slots=True)
class Someone:
    """A person of the base, as much as is needed to tell something about them. `area`: the community that answers for them."""

    id: int
    uid: UUID
    name: str
    sex: str
    birth_date: dt.date | None
    died_on: dt.date | None
    hukou_area: str
    living_area: str
    number_last4: str = ""

    @property
    def typed(self) -> str:
        """As a clerk types somebody: 何丽容 0269."""
        return f"{self.name} {self.number_last4}".strip()

    @property
    def area(self) -> str:
        return self.living_area or self.hukou_area

    @property
    def deceased(self) -> bool:
        return self.died_on is not None


_COLUMNS = ("id", "uid", "name", "sex", "birth_date", "died_on", "hukou_area", "living_area", "number_last4")


def people_by_uid(uids: Collection[UUID], *, scope: Scope) -> dict[UUID, Someone]:
    """The persons of these uids inside the scope, in one statement."""
    return {one.uid: one for one in _people(scope, uid__in=list(uids))} if uids else {}


def people_by_id(ids: Collection[int], *, scope: Scope) -> dict[int, Someone]:
    """The persons of these ids inside the scope, in one statement."""
    return {one.id: one for one in _people(scope, pk__in=list(ids))} if ids else {}


def people_by_number(numbers: Iterable[str], *, scope: Scope) -> dict[str, Someone]:
    """{number as given: person} for valid resident numbers (15 digits, full width and spaces are read) inside the scope."""
    said = {raw: reading.value for raw in numbers if (reading := read_number(raw)).value}
    digests = {number_digest(number): number for number in said.values() if number}
    if not digests:
        return {}
    papers = IdentityDocument.objects.filter(digest__in=list(digests), active=True)
    holders = {digests[bytes(digest)]: pk for digest, pk in papers.values_list("digest", "person_id")}
    found = people_by_id(holders.values(), scope=scope)
    return {raw: found[holders[number]] for raw, number in said.items() if number and holders.get(number) in found}


def _people(scope: Scope, **which: Any) -> list[Someone]:
    rows = Person.objects.filter(scope.q("hukou_area", "living_area"), **which).exclude(status=Person.Status.MERGED)
    return [Someone(*row) for row in rows.values_list(*_COLUMNS)]
