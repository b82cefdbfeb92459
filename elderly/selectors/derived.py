"""To which groups people belong, told afresh from the base: for some people, or for everybody in an area."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from accounts.selectors.areas import area_tree
from core.parameters import ParameterBook
from core.scope import area_range, as_system
from elderly.domain.categories import HUNDRED, OF_AGE, OLD, VERY_OLD, Facts
from elderly.parameters.care import DISABLED_FROM
from elderly.selectors.derived_sql import IN_AREA, OF_PEOPLE, belonging
from residents.domain.ages import age_on, born_by
from residents.selectors.disability import severely_disabled

WALL = "a child or a spouse counts wherever they live; whoever asks has chosen the people inside the own scope"
EVERYWHERE = "000000"
_FACTS = (
    "placed", "adults", "under_60", "minors", "child_here", "married", "children", "lost", "ability", "disabled_from", "severe",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Belonging:
    """An old person of ours on a day: area, birth date, codes that hold, codes that follow from the base, codes that an office declared;
    `placed`: the dwelling is known.
    """

    person_id: int
    area: str
    born: dt.date
    codes: tuple[str, ...]
    told: tuple[str, ...]
    declared: tuple[str, ...]
    placed: bool

    @property
    def kept(self) -> set[str]:
        """Codes that stand as derived rows: they follow from the base, nobody contests them, and no declaration says the same."""
        return set(self.codes) & set(self.told) - set(self.declared)


def belonging_of(people: Collection[int], *, on: dt.date) -> dict[int, Belonging]:
    """{person: groups} of those among these people who are living, 60 or older and belong to a community of ours."""
    return {one.person_id: one for one in _belonging(OF_PEOPLE, of_people(people, on=on))}


def belonging_in(area: str, *, on: dt.date) -> dict[int, Belonging]:
    """The same of everybody who lives in an area, or is registered there and lives nowhere known."""
    return {one.person_id: one for one in _belonging(IN_AREA, in_area(area, on=on))}


def facts_of(people: Collection[int], *, on: dt.date) -> dict[int, Facts]:
    """What the base knows of these old people, for words and for tests."""
    sql = f"WITH {belonging(OF_PEOPLE)} SELECT id, birth_date, kinds, {', '.join(_FACTS)} FROM belongs"
    return {
        pk: Facts(age=age_on(born, on), benefits=frozenset(kinds), **dict(zip(_FACTS, rest, strict=True)))
        for pk, born, kinds, *rest in rows(sql, of_people(people, on=on))
    }


def of_people(people: Collection[int], *, on: dt.date) -> dict[str, Any]:
    """Parameters of OF_PEOPLE."""
    ids = list(people)
    return {"people": ids, "severe": severely_disabled(on=on, people=ids), **_common(on)}


def in_area(area: str, *, on: dt.date) -> dict[str, Any]:
    """Parameters of IN_AREA."""
    low, high = area_range(area)
    severe = severely_disabled(on=on, born_by=born_by(OLD, on), within=(low, high))
    return {"low": low, "high": high, "severe": severe, **_common(on)}


def rows(sql: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Past the wall: parameters say which people."""
    with as_system(WALL), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _belonging(who: str, parameters: dict[str, Any]) -> Iterator[Belonging]:
    sql = f"WITH {belonging(who)} SELECT id, area, birth_date, codes, told, declared, placed FROM belongs"
    for pk, area, born, codes, told, declared, placed in rows(sql, parameters):
        yield Belonging(pk, area, born, tuple(codes), tuple(told), tuple(declared), placed)


def _common(on: dt.date) -> dict[str, Any]:
    book = ParameterBook([DISABLED_FROM.key])
    tree = area_tree()
    levels = {
        node.code: value
        for level in ("street", "community", "grid")
        for node in tree.inside(EVERYWHERE, level)
        if (value := book.read(DISABLED_FROM.key, on=on, area=node.code).value) is not None
    }
    return {
        "on": on,
        "old": born_by(OLD, on),
        "very_old": born_by(VERY_OLD, on),
        "hundred": born_by(HUNDRED, on),
        "of_age": born_by(OF_AGE, on),
        "areas": list(levels),
        "levels": [int(value) for value in levels.values()],
    }
