"""What a plan of care has to become: compared with what stands, as pure decisions for one person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from elderly.domain.cadence import next_visit
from elderly.domain.owners import Owner
from lifecycle.domain.visits import Rhythm

MORE_THAN_ONE = "同一个人有两件探访，留先到期的一件"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody should have: area, groups that are visited, the rhythm that governs, days until a first visit."""

    person: int
    area: str
    groups: tuple[str, ...]
    rhythm: Rhythm
    first_days: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan as it stands: its row, area, groups, rhythm, owner and their level, the next day."""

    id: int
    person: int
    area: str
    groups: tuple[str, ...]
    days: int | None
    words: str
    owner: int | None
    level: str
    by_hand: bool
    next_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Visit:
    """An open visit: its task, area, day, whose it is."""

    task: int
    area: str
    due_on: dt.date | None
    assignee: int | None


@dataclass(frozen=True, slots=True)
class Last:
    """When the person was met last, and what was agreed then."""

    met_on: dt.date | None = None
    agreed: dt.date | None = None


def day_for(wanted: Wanted, plan: Standing | None, visit: Visit | None, last: Last, on: dt.date) -> dt.date:
    """The day of the next visit. An open visit keeps its day, unless it has none, or the rhythm has become closer than the day allows."""
    rhythm = wanted.rhythm
    if visit is None or visit.due_on is None:
        return next_visit(rhythm, met_on=last.met_on, on=on, first_days=wanted.first_days, agreed=last.agreed)
    same = plan is not None and (plan.days, plan.words) == (rhythm.days, rhythm.words)
    if same or visit.due_on <= on:
        return visit.due_on
    latest = next_visit(rhythm, met_on=last.met_on, on=on, first_days=wanted.first_days)
    return min(visit.due_on, latest)


def same_plan(plan: Standing, wanted: Wanted, owner: Owner, next_on: dt.date) -> bool:
    """Does the row say already what it should?"""
    return (plan.area, plan.groups, plan.days, plan.words, plan.owner, plan.level, plan.next_on) == (
        wanted.area, wanted.groups, wanted.rhythm.days, wanted.rhythm.words, owner.user, owner.level, next_on,
    )  # fmt: skip
