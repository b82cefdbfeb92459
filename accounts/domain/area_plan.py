"""What a change of areas consists of, as data: decided once, shown first, carried out on its day, taken back by the same list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True)
class Part:
    """Which part of a community goes: whole roads and single buildings (uid). `words` name them for people."""

    roads: tuple[str, ...] = ()
    buildings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewArea:
    """An area that comes into being; it takes what is not said here (urban-rural class, keeper) from the area `like`."""

    code: str
    name: str
    official_name: str
    level: str
    parent: str
    like: str


@dataclass(frozen=True)
class Renaming:
    """An area goes on under another name."""

    code: str
    name: str
    official_name: str


@dataclass(frozen=True)
class Recode:
    """What lay in `old` lies in `new` from the day on: all of it, or only a part. Where `old` is `new` it stays.

    Of the recodes of one area exactly one is `main`: it takes what no part claims.
    """

    old: str
    new: str
    main: bool = True
    part: Part | None = None

    @property
    def stays(self) -> bool:
        return self.old == self.new


@dataclass(frozen=True)
class AreaPlan:
    """The whole of one change. `recodes` are complete: an area that is neither ended nor recoded is not touched."""

    kind: str
    words: str
    created: tuple[NewArea, ...] = ()
    ended: tuple[str, ...] = ()
    renamed: tuple[Renaming, ...] = ()
    recodes: tuple[Recode, ...] = ()

    @property
    def moving(self) -> tuple[Recode, ...]:
        """The recodes that move anything."""
        return tuple(recode for recode in self.recodes if not recode.stays)

    @property
    def touched(self) -> tuple[str, ...]:
        """Codes that exist already and are changed by it, each once."""
        codes = [*self.ended, *(one.code for one in self.renamed), *(one.old for one in self.recodes)]
        return tuple(dict.fromkeys(codes))

    @property
    def divided(self) -> frozenset[str]:
        """Areas whose records go to more than one successor."""
        return frozenset(one.old for one in self.recodes if one.part is not None)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> AreaPlan:
        return cls(
            kind=kept["kind"],
            words=kept["words"],
            created=tuple(NewArea(**one) for one in kept["created"]),
            ended=tuple(kept["ended"]),
            renamed=tuple(Renaming(**one) for one in kept["renamed"]),
            recodes=tuple(_recode(one) for one in kept["recodes"]),
        )


def _recode(kept: Mapping[str, Any]) -> Recode:
    part = kept["part"]
    read = Part(tuple(part["roads"]), tuple(part["buildings"]), tuple(part["words"])) if part else None
    return Recode(kept["old"], kept["new"], kept["main"], read)


@dataclass
class Draft:
    """A plan while it is put together."""

    kind: str
    created: list[NewArea] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    renamed: list[Renaming] = field(default_factory=list)
    recodes: list[Recode] = field(default_factory=list)

    def done(self, words: str) -> AreaPlan:
        return AreaPlan(
            self.kind, words, tuple(self.created), tuple(self.ended), tuple(self.renamed), tuple(self.recodes)
        )


def enclosing(codes: Iterable[str]) -> str:
    """The smallest code of the tree that holds all of these: a street (9 digits), a county (6), else the nation."""
    codes = list(codes)
    for length in (12, 9, 6):
        heads = {code[:length] for code in codes}
        if len(heads) == 1 and len(head := heads.pop()) == length:
            return head
    return "000000"


def is_past(effective_on: dt.date, today: dt.date) -> bool:
    """Is it time to carry the change out?"""
    return effective_on <= today
