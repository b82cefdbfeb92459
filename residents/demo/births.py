"""Who is born when: the first draw of a unit, repeatable without the rest so that numbers stay unique in a run.

Days are proleptic ordinals (`date.toordinal`): a population does a great deal of arithmetic with them.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from random import Random

from residents.demo.plan import Unit
from residents.demo.shares import Draw, age_bands, newcomer_ages, shares

YEAR = 365.2425
_DECEASED, _GONE = 0.03, 0.015  # of all records: died in the last years, moved away for good
_DEATHS_SINCE = 8 * 365
_TWINS = 0.014  # of births
_EDGE = 0.001  # of all: children born on either side of the day that decides the school year
_NEWBORN = 0.0002  # of all: born on each of the last days, not registered yet
_SEEN_TO = 300  # units that are sure to have both; with more, a day would have more people than numbers


class Part(IntEnum):
    """Why a person is in the base."""

    REGISTERED = 0
    NEWCOMER = 1
    DECEASED = 2
    GONE = 3


@dataclass(frozen=True, slots=True)
class Birth:
    """`day` and `died` are ordinals; sex GB/T 2261.1."""

    part: Part
    sex: str
    day: int
    died: int = 0
    twin: bool = False


@cache
def _ages(part: Part) -> Draw[tuple[int, int, float]]:
    bands = age_bands()
    if part is Part.REGISTERED:
        weights = [registered for _, _, _, registered, _ in bands]
    elif part is Part.NEWCOMER:
        weights = newcomer_ages()
    elif part is Part.DECEASED:
        weights = [registered * max(0.0, (youngest - 45) / 10) ** 2.2 for youngest, _, _, registered, _ in bands]
    else:
        weights = [registered if 20 <= youngest <= 40 else 0.0 for youngest, _, _, registered, _ in bands]
    return Draw({(low, high, men): weight for (low, high, _, _, men), weight in zip(bands, weights, strict=True)})


def edge_days(on: dt.date) -> tuple[int, int]:
    """Born on 08-31 and 09-01 of the year whose children turn six this year (义务教育法 第十一条)."""
    return dt.date(on.year - 6, 8, 31).toordinal(), dt.date(on.year - 6, 9, 1).toordinal()


def births(seed: int, unit: Unit, on: dt.date) -> list[Birth]:
    """The people of a unit, exactly its size, in the order of their parts."""
    rng = Random(f"{seed}:births:{unit.index}")
    size, today = unit.size, on.toordinal()
    deceased, gone = round(size * _DECEASED), round(size * _GONE)
    classes = shares("residence_class")
    newcomers = round((size - deceased - gone) * classes["外区/外市户籍在住"])
    registered = size - deceased - gone - newcomers
    made = _living(rng, Part.REGISTERED, registered, today)
    if unit.index < _SEEN_TO:
        _place(made, edge_days(on), round(size * _EDGE))
        _place(made, tuple(today - days for days in range(1, 5)), round(size * _NEWBORN))
    made += _living(rng, Part.NEWCOMER, newcomers, today)
    for _ in range(deceased):
        # Husbands die first more often than not.
        died = today - 1 - rng.randrange(_DEATHS_SINCE)
        born = died - _age(rng, Part.DECEASED)[0]
        made.append(Birth(Part.DECEASED, "1" if rng.random() < 0.62 else "2", born, died))
    for _ in range(gone):
        age, men = _age(rng, Part.GONE)
        made.append(Birth(Part.GONE, "1" if rng.random() < men else "2", today - age))
    return made


def _place(people: list[Birth], days: tuple[int, ...], each: int) -> None:
    """Let some, at least one for each of the days and at most a twentieth of all, be born on these days."""
    wanted = min(max(1, each) * len(days), len(people) // 20)
    taken = set(days) | {person.day for person in people if person.twin}
    free = (place for place, person in enumerate(people) if person.day not in taken)
    for number, place in zip(range(wanted), free, strict=False):
        people[place] = Birth(people[place].part, people[place].sex, days[number % len(days)])


def _age(rng: Random, part: Part) -> tuple[int, float]:
    """An age in days and the share of men at that age. Those who die or leave are grown."""
    low, high, men = _ages(part)(rng)
    return int((low + rng.random() * (high + 1 - low)) * YEAR), men


def _living(rng: Random, part: Part, count: int, today: int) -> list[Birth]:
    made: list[Birth] = []
    while len(made) < count:
        age, men = _age(rng, part)
        day = today - max(1, age)
        birth = Birth(part, "1" if rng.random() < men else "2", day)
        made.append(birth)
        if rng.random() < _TWINS and age < 40 * YEAR and len(made) < count:
            sex = birth.sex if rng.random() < 0.66 else "2" if birth.sex == "1" else "1"
            made.append(Birth(part, sex, day, twin=True))
    return made
