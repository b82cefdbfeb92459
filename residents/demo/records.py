"""What one family leaves in the base. Days are ordinals; ids count from 1 within a run."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from residents.demo.homes import Place
from residents.demo.kin import Someone


class Stay(NamedTuple):
    """One residence row; `end` 0 means it lasts."""

    kind: str
    place: Place
    start: int
    end: int
    why: str


class Belonging(NamedTuple):
    """One membership row."""

    household: int
    relation: str
    shares_registration: bool
    start: int
    end: int
    why: str


class Told(NamedTuple):
    """One event about the person (others in it by role)."""

    kind: str
    day: int
    area: str
    payload: dict[str, str]
    others: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Life:
    """A person with dated facts. `registered_on` 0: has no registration (and no number) yet."""

    someone: Someone
    stays: list[Stay] = field(default_factory=list)
    belongings: list[Belonging] = field(default_factory=list)
    told: Told | None = None
    registered_on: int = 0
    home_area: str = ""

    @property
    def id(self) -> int:
        return self.someone.key + 1


class HouseholdRecord(NamedTuple):
    id: int
    number: str
    kind: str
    place: Place
    head: int
    opened: int
    closed: int


@dataclass(slots=True)
class FamilyRecord:
    households: list[HouseholdRecord] = field(default_factory=list)
    lives: list[Life] = field(default_factory=list)
