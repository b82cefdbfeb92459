"""What a duty says of visits. It adds declarations in its file `visiting.py`.

rhythm_sources.register(RhythmSource("special-elders", rhythms=rhythms_of_elders))
door_parts.register(DoorPart("gifts", "带去的东西", "gift", lines=…, asked=…, record=…))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.registry import Registry
from lifecycle.domain.visits import Rhythm
from lifecycle.tasking.declaration import Asked


@dataclass(frozen=True)
class RhythmSource:
    """How often people must be seen: `rhythms(person ids, day)` → {person: reasons to come again}, set-based.

    Of several reasons, of one source or of many, the earliest next day holds.
    """

    key: str
    rhythms: Callable[[Collection[int], dt.date], Mapping[int, Sequence[Rhythm]]]


@dataclass(frozen=True, slots=True)
class DoorLine:
    """Something to know before knocking: words, their tone ("", "a" amber, "r" red), and the page that says more."""

    words: str
    tone: str = ""
    url: str = ""


@dataclass(frozen=True)
class Seen:
    """A visit as the duty that recorded something with it sees it."""

    visit_id: int
    visit_uid: str
    person_id: int
    area: str
    on: dt.date
    met: str
    by: str


@dataclass(frozen=True)
class DoorPart:
    """What a duty brings to the door (docs/how-to/bring-something-to-the-door.md).

    `lines(person ids, day)` → {person: what to know}. `asked(person ids, day)` → {person: questions of this duty}; their answers
    come to `record(seen, answers)` in the transaction that writes the visit, once however often the phone sends it. A
    UserError there never loses the visit: it is kept, and the words go back to the sender. All three are called once for all
    doors of a list: set-based. `permission`: what a user needs, at the person's area, to see the part; empty: whoever visits.
    """

    key: str
    title: str
    icon: str
    lines: Callable[[Collection[int], dt.date], Mapping[int, Sequence[DoorLine]]] | None = None
    asked: Callable[[Collection[int], dt.date], Mapping[int, Sequence[Asked]]] | None = None
    record: Callable[[Seen, Mapping[str, Any]], None] | None = None
    permission: str = ""
    order: int = 100


def _broken(part: DoorPart) -> str | None:
    if "." in part.key or len(part.key) > 40:
        return "the key names fields of a form: no dot, 40 letters at most."
    if bool(part.asked) != bool(part.record):
        return "what is asked must be recorded: give both `asked` and `record`, or neither."
    return None


@dataclass(frozen=True)
class VisitFollower:
    """What a duty does after a visit was recorded and its next one opened, in the same transaction: `follow(person id)`."""

    key: str
    follow: Callable[[int], None]


visit_followers: Registry[VisitFollower] = Registry("visit follower")
rhythm_sources: Registry[RhythmSource] = Registry("rhythm source")
door_parts: Registry[DoorPart] = Registry("door part", check=_broken)
