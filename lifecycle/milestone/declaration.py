"""What a milestone says of itself. A duty adds its own in a file `milestones.py` (docs/how-to/add-a-milestone.md).

milestones.register(Milestone("turned-18", "满 18 周岁", "person.turned_18", due=lambda days: turning(days, 18), …))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.registry import Registry
from residents.selectors.days_of_life import Days, Selected


@dataclass(frozen=True)
class Milestone:
    """A day in lives that the calendar brings.

    `event`: the kind that is told. `due(days)`: a SELECT of (person_id, day, what, payload), see residents/selectors/days_of_life.py;
    it need not ask who is alive or belongs here. `follows(birth, payload)`: what the day entails, for the lists of coming days.
    `warns`: what the base cannot know, said where the coming days are listed. `permission`: needed, at the person's area, to be
    shown the day at all (a certificate of disability).
    """

    key: str
    title: str
    event: str
    due: Callable[[Days], Selected]
    follows: Callable[[dt.date | None, Mapping[str, Any]], str]
    category: str = "老人"
    warns: str = ""
    permission: str = ""
    order: int = 100


milestones: Registry[Milestone] = Registry("milestone")
