"""Finding the people of a chunk in the base by number, one query for all of them (idea 6); likely.py does it without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from core.crypto import digests
from core.imports.feed import Check, Fix, Row
from residents.domain.names import same_name
from residents.models import IdentityDocument, Kinship, Person
from residents.selectors.merged import retired_numbers
from residents.services.register import DOCUMENT


@dataclass(slots=True)
class Known:
    """What judging needs to know about a person of the base."""

    id: int
    name: str
    sex: str
    birth_date: dt.date | None
    hukou_area: str
    living_area: str
    status: str
    temporary: bool = False
    died_on: dt.date | None = None

    @property
    def areas(self) -> tuple[str, str]:
        return self.hukou_area, self.living_area


_COLUMNS = ("name", "sex", "birth_date", "hukou_area", "living_area", "status", "temporary_name", "died_on")


def by_number(numbers: Iterable[str]) -> dict[str, Known]:
    """The persons with these (normalised) numbers, wherever they are registered; a number that a merge took out of use names
    the survivor.
    """
    wanted = digests(set(numbers), DOCUMENT)
    back = {digest: number for number, digest in wanted.items()}
    rows = IdentityDocument.objects.filter(digest__in=list(back), active=True).values_list(
        "digest", "person_id", *(f"person__{column}" for column in _COLUMNS)
    )
    found = {back[bytes(row[0])]: Known(row[1], *row[2:]) for row in rows}
    retired = retired_numbers(digest for digest, number in back.items() if number not in found)
    survivors = by_id(retired.values())
    return found | {back[digest]: survivors[person] for digest, person in retired.items() if person in survivors}


def by_id(people: Iterable[int]) -> dict[int, Known]:
    """These persons, merged records left out."""
    rows = Person.objects.filter(pk__in=set(people)).exclude(status="merged").values_list("pk", *_COLUMNS)
    return {row[0]: Known(*row) for row in rows}


def children_of(people: Iterable[int]) -> dict[int, list[tuple[int, dt.date]]]:
    """{parent: [(child, birth date)]}."""
    found: dict[int, list[tuple[int, dt.date]]] = {}
    rows = Kinship.objects.filter(person_id__in=list(people), kind="child", relative__birth_date__isnull=False)
    for parent, child, birth in rows.values_list("person_id", "relative_id", "relative__birth_date"):
        found.setdefault(parent, []).append((child, birth))
    return found


def parents_of(people: Iterable[int]) -> dict[int, set[int]]:
    """{child: {parents}}."""
    found: dict[int, set[int]] = {}
    rows = Kinship.objects.filter(person_id__in=list(people), kind="parent")
    for child, parent in rows.values_list("person_id", "relative_id"):
        found.setdefault(child, set()).add(parent)
    return found


def elsewhere(known: Known, check: Check) -> bool:
    """Is the person outside what the importer may see? Then nothing about them may be told."""
    return not any(check.scope.holds(area) for area in known.areas)


def note_variant(row: Row, column: str, said: str, kept: str) -> None:
    """D13: one name in traditional or variant characters is the same name; the base keeps its spelling."""
    if said != kept and same_name(said, kept):
        row.fixes.append(Fix(column, "繁体或异体字，与底册是同一个姓名"))


def seen_before(check: Check, number: str, line: int, name: str) -> tuple[int, str] | None:
    """Line and name under which this file has used a number already; remembers the first."""
    memory: dict[str, tuple[int, str]] = check.memory.setdefault("numbers", {})
    first: Any = memory.setdefault(number, (line, name))
    return None if first[0] == line else first
