"""Which child of the base does a row about a newborn mean? (handbook §5.4: mother + birth date + sex, order for twins)"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from residents.domain.names import same_name

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Child(Generic[Key]):
    """A child that may be meant: its key, name, whether the name is temporary, and how many were born together (0: not said)."""

    key: Key
    name: str
    temporary: bool
    plurality: int = 0


@dataclass(frozen=True, slots=True)
class Meant(Generic[Key]):
    """`key` None: none of them, so a new child. Not `certain`: a person must say which one."""

    key: Key | None
    certain: bool = True


def pair(rows: Sequence[tuple[str, bool]], children: Sequence[Child[Key]], *, born_that_day: int) -> list[Meant[Key]]:
    """For rows (name, is it temporary) about one mother, day and sex: which child each one means.

    A real name that both give decides. What is left is certain only one to one; and not for a child of a multiple birth while
    fewer siblings of that day are known (`born_that_day`) than were born, for the row may mean one who is still missing.
    """
    free = list(children)
    meant: list[Meant[Key] | None] = [None] * len(rows)
    for place, (name, temporary) in enumerate(rows):
        same = [child for child in free if not temporary and not child.temporary and same_name(child.name, name)]
        if same:
            meant[place] = Meant(same[0].key)
            free.remove(same[0])
    open_rows = [place for place, found in enumerate(meant) if found is None]
    lone = len(open_rows) == 1 and len(free) == 1
    missing_sibling = any(child.plurality > max(born_that_day, 1) for child in free)
    for place in open_rows:
        if not free:
            meant[place] = Meant(None)
        else:
            meant[place] = Meant(free.pop(0).key, certain=lone and not missing_sibling)
    return [found or Meant(None) for found in meant]
