"""Everybody who must be seen regularly has a plan with an owner, and an open visit with a day: made, changed and ended set-based."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.audit import acting
from core.scope import as_system
from elderly.domain.owners import Choosing, Owner
from elderly.domain.plans import MORE_THAN_ONE, Last, Standing, Visit, Wanted, day_for, same_plan
from elderly.selectors.derived import Belonging, belonging_of
from elderly.selectors.plan_ends import closing_words
from elderly.selectors.plans import choosing, standing_plans, wanted_plans
from elderly.services.plan_writing import Written, change_plans, close_plans, open_plans
from lifecycle.selectors.care_visits import OpenVisit, last_seen, open_visits
from lifecycle.services.care_visits import (
    NewVisit,
    drop_visits,
    hand_visits,
    move_visits,
    open_care_visits,
    redate_visits,
)
from lifecycle.task_kinds.visits import BY_RHYTHM

_MOVED, _HANDED, _CLOSER = "随老人换了社区", "责任人变动", "探访频次变了"


@dataclass(frozen=True, slots=True)
class Mended:
    """How many plans were opened, changed and closed, and visits opened or put right; `people`: whose."""

    opened: int = 0
    changed: int = 0
    closed: int = 0
    visits: int = 0
    people: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return self.opened + self.changed + self.closed + self.visits


@dataclass
class _Work:
    """What has to be written, gathered before anything is."""

    new: list[tuple[Wanted, Written]] = field(default_factory=list)
    changed: list[tuple[Standing, Wanted, Written]] = field(default_factory=list)
    visits: list[NewVisit] = field(default_factory=list)
    hand: dict[int, int | None] = field(default_factory=dict)
    move: dict[int, str] = field(default_factory=dict)
    redate: dict[int, dt.date] = field(default_factory=dict)
    drop: dict[int, str] = field(default_factory=dict)
    people: set[int] = field(default_factory=set)

    @property
    def size(self) -> int:
        """How much there is to write so far."""
        plans = len(self.new) + len(self.changed) + len(self.visits)
        return plans + len(self.hand) + len(self.move) + len(self.redate) + len(self.drop)


def settle_plans(people: Collection[int], *, by: Any, on: dt.date, cause: str = "") -> Mended:
    """Give these people the plan that they should have, and end what they should not. Idempotent.

    `by`: a user, or the name of the rule or job. `cause`: why, in words, for tasks' steps and the history.
    """
    with as_system("a plan follows the person through every area"):
        plans = standing_plans(people, lock=True)
        return write_plans(people, belonging_of(people, on=on), plans, by=by, on=on, cause=cause)


def write_plans(
    people: Collection[int],
    told: Mapping[int, Belonging],
    plans: Mapping[int, Standing],
    *,
    by: Any,
    on: dt.date,
    cause: str,
) -> Mended:
    """The same where somebody has locked the plans and asked the base already; in the caller's transaction and past the wall."""
    wanted = wanted_plans(told.values(), on)
    if not (wanted or plans):
        return Mended()
    visits, seen, chooser = open_visits(people), last_seen(people), choosing()
    ended = [plan for person, plan in plans.items() if person not in wanted]
    work, ends = _Work(), closing_words(ended, told)
    for person, want in wanted.items():
        last = seen.get(person)
        known = Last(last.met_on, last.agreed) if last else Last()
        _plan_one(work, want, plans.get(person), visits.get(person, []), known, chooser, on)
    for plan in ended:
        end = ends[plan.person]
        _drop(work, visits.get(plan.person, []), end.words, gone=end.gone)
        work.people.add(plan.person)
    name = getattr(by, "username", by)
    with acting(by=name, why=cause or "探访安排随底册", source="rules"):
        _write(work, name, on, cause)
        close_plans({plan.id: ends[plan.person].words for plan in ended}, on=on)
    visited = len(work.hand) + len(work.move) + len(work.redate) + len(work.drop) + len(work.visits)
    return Mended(len(work.new), len(work.changed), len(ended), visited, frozenset(work.people))


def _plan_one(
    work: _Work,
    want: Wanted,
    plan: Standing | None,
    visits: list[OpenVisit],
    last: Last,
    chooser: Choosing,
    on: dt.date,
) -> None:
    """What one person's plan and visit have to become."""
    owner = chooser.owner(want.area, now=plan.owner if plan else None, by_hand=bool(plan and plan.by_hand))
    first = visits[0] if visits else None
    visit = Visit(first.task, first.area, first.due_on, first.assignee) if first else None
    next_on = day_for(want, plan, visit, last, on)
    by_hand = bool(plan and plan.by_hand and plan.owner == owner.user)
    said = Written(owner, by_hand, next_on)
    before = work.size
    if plan is None:
        work.new.append((want, said))
    elif not same_plan(plan, want, owner, next_on):
        work.changed.append((plan, want, said))
    if visit is None:
        work.visits.append(NewVisit(want.person, want.area, next_on, owner.user, f"{want.rhythm.words}。"))
    else:
        _mend_visit(work, visit, want, plan, owner, next_on, chooser)
    for extra in visits[1:]:
        work.drop[extra.task] = MORE_THAN_ONE
    if work.size != before:
        work.people.add(want.person)


def _mend_visit(
    work: _Work, visit: Visit, want: Wanted, plan: Standing | None, owner: Owner, next_on: dt.date, chooser: Choosing
) -> None:
    """An open visit stays; where it falls, whose it is and its day are put right. A colleague whom this one was given keeps it."""
    if visit.area != want.area:
        work.move[visit.task] = want.area
    handed = plan is not None and plan.owner == owner.user and chooser.answers(visit.assignee, want.area)
    if visit.assignee != owner.user and not handed:
        work.hand[visit.task] = owner.user
    if visit.due_on != next_on:
        work.redate[visit.task] = next_on


def _drop(work: _Work, visits: list[OpenVisit], words: str, *, gone: bool) -> None:
    """Visits that nobody agreed on go with the plan; one that was agreed at the door stays, unless there is nobody to visit any more."""
    for visit in visits:
        if gone or visit.source == BY_RHYTHM:
            work.drop[visit.task] = words


def _write(work: _Work, by: str, on: dt.date, cause: str) -> None:
    drop_visits(work.drop, by=by)
    move_visits(work.move, by=by, words=_MOVED)
    hand_visits(work.hand, by=by, words=cause or _HANDED)
    redate_visits(work.redate, by=by, words=_CLOSER)
    open_care_visits(work.visits, on=on, by=by)
    open_plans(work.new, by=by, on=on, cause=cause)
    change_plans(work.changed)
