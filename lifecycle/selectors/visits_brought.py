"""What duties bring to doors: lines to know, questions to ask. Each part is asked once, however many doors there are."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lifecycle.models import VisitPart
from lifecycle.tasking.declaration import Asked
from lifecycle.visiting.declaration import DoorLine, DoorPart, door_parts


@dataclass(frozen=True)
class Brought:
    """What one duty brings to one door."""

    part: DoorPart
    lines: tuple[DoorLine, ...] = ()
    asked: tuple[Asked, ...] = ()


@dataclass(frozen=True)
class Kept:
    """What was told to a duty at a door, in the words of that day; `refused`: why the duty did not take it."""

    title: str
    said: tuple[tuple[str, str], ...]
    refused: str


def parts_for(user: Any) -> list[DoorPart]:
    """The parts that this user may see somewhere, in their order."""
    mine = [part for part in door_parts if not part.permission or user.has_permission(part.permission)]
    return sorted(mine, key=lambda part: part.order)


def brought_to(user: Any, areas: Mapping[int, str], *, on: dt.date) -> dict[int, tuple[Brought, ...]]:
    """{person id: what is brought there}: `areas` says who lives where. A part shows nothing where the user may not see it."""
    found: dict[int, list[Brought]] = {person: [] for person in areas}
    for part in parts_for(user) if areas else ():
        people = people_of(part, user, areas)
        lines = part.lines(people, on) if part.lines and people else {}
        asked = part.asked(people, on) if part.asked and people else {}
        for person in people:
            if lines.get(person) or asked.get(person):
                found[person].append(Brought(part, tuple(lines.get(person, ())), tuple(asked.get(person, ()))))
    return {person: tuple(brought) for person, brought in found.items()}


def people_of(part: DoorPart, user: Any, areas: Mapping[int, str]) -> list[int]:
    """Those of these persons whose part the user may see."""
    if not part.permission:
        return list(areas)
    scope = user.scope(part.permission)
    return [person for person, area in areas.items() if scope.holds(area)]


def kept_of(rows: Iterable[VisitPart], user: Any) -> tuple[Kept, ...]:
    """What was told to duties during a visit, as far as this user may read of them."""
    hidden = {part.key for part in door_parts} - {part.key for part in parts_for(user)}
    return tuple(
        Kept(row.title, tuple((label, words) for label, words in json.loads(row.said or "[]")), row.refused)
        for row in rows
        if row.part not in hidden
    )
