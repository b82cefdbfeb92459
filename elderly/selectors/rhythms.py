"""Why and how often old people must be seen, told afresh from the base: before the rules have heard of a move it is right at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from core.parameters import ParameterBook
from elderly.domain import cadence
from elderly.domain.cadence import Cadence, rhythms
from elderly.domain.categories import (
    ALONE,
    CHILDLESS,
    DECLARED_ONLY,
    DISABLED,
    HOW_TOLD,
    NATIONAL,
    ONE_CHILD_LOST,
    VERY_OLD,
    Category,
    categories,
)
from elderly.parameters.care import (
    CADENCE,
    CHILDLESS_DAYS,
    FIRST_DAYS,
    LONE_80_DAYS,
    LONE_DISABLED_DAYS,
    ONE_CHILD_DAYS,
    OTHERS,
)
from elderly.selectors.derived import Belonging, belonging_of
from lifecycle.domain.visits import Rhythm
from residents.domain.ages import age_on

_KEYS = {
    cadence.CHILDLESS_KEY: CHILDLESS_DAYS.key,
    cadence.LONE_DISABLED_KEY: LONE_DISABLED_DAYS.key,
    cadence.LONE_80_KEY: LONE_80_DAYS.key,
    cadence.ONE_CHILD_KEY: ONE_CHILD_DAYS.key,
    **{code: parameter.key for code, parameter in OTHERS.items()},
}


class Cadences:
    """How often whom, by area and day: the parameters are read once."""

    def __init__(self, on: dt.date) -> None:
        self._book = ParameterBook([one.key for one in CADENCE])
        self._on = on
        self._known: dict[str, Cadence] = {}

    def at(self, area: str) -> Cadence:
        if area not in self._known:
            self._known[area] = {name: self._read(key, area) for name, key in _KEYS.items()}
        return self._known[area]

    def first_days(self, area: str) -> int | None:
        return self._read(FIRST_DAYS.key, area)

    def of(self, one: Belonging) -> list[Rhythm]:
        return rhythms(one.codes, age_on(one.born, self._on), self.at(one.area))

    def _read(self, key: str, area: str) -> int | None:
        value = self._book.read(key, on=self._on, area=area).value
        return int(value) if value else None


def rhythms_of_elders(people: Collection[int], on: dt.date) -> dict[int, list[Rhythm]]:
    """{person: reasons to come again} of the old among these people."""
    return rhythms_among(belonging_of(people, on=on).values(), on)


def rhythms_among(belonging: Iterable[Belonging], on: dt.date) -> dict[int, list[Rhythm]]:
    """The same of people whose groups are known."""
    cadences = Cadences(on)
    return {one.person_id: found for one in belonging if (found := cadences.of(one))}


@dataclass(frozen=True)
class GroupLine:
    """A group for the page of definitions: what it means, how somebody gets into it, how often somebody comes there."""

    category: Category
    how: str
    rhythm: str
    open: bool


def group_lines(area: str, on: dt.date) -> list[GroupLine]:
    """Every group as it is handled in an area on a day; `open`: how often is not confirmed (待确认)."""
    cadence_here = Cadences(on).at(area)
    return [GroupLine(one, _how(code), *_how_often(code, cadence_here)) for code, one in categories().items()]


def _how(code: str) -> str:
    return "由办公室凭依据认定" if code in DECLARED_ONLY else HOW_TOLD[code]


def _how_often(code: str, here: Cadence) -> tuple[str, bool]:
    monthly = "每月至少一次" if code in NATIONAL else ""
    closer = [
        f"{words}每 {days} 天一次"
        for key, group, words in (
            (cadence.CHILDLESS_KEY, CHILDLESS, ""),
            (cadence.LONE_DISABLED_KEY, DISABLED, "独居的"),
            (cadence.LONE_80_KEY, ALONE, f"{VERY_OLD} 岁以上"),
            (cadence.ONE_CHILD_KEY, ONE_CHILD_LOST, ""),
            *((other, other, "") for other in cadence.OTHER_CODES),
        )
        if group == code and (days := here.get(key))
    ]
    words = "，".join(filter(None, [monthly, *closer]))
    return words or "不定期探访（频次待确认）", not words
