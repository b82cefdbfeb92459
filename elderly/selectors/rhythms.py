"""Why and how often old people must be seen, told afresh from the base: before the rules have heard of a move it is right at the door."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable

from core.parameters import ParameterBook
from elderly.domain import cadence
from elderly.domain.cadence import Cadence, rhythms
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
