"""The desk of aid: what waits for whom, and how many stand where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from aid.domain.case_states import ENDED, OPEN, State, possible
from aid.domain.law import AID_KINDS
from aid.models import AidCase
from core import clock
from core.scope import Scope
from core.working_calendar import working_calendar
from lifecycle.domain.due_words import DueWords, due_words
from residents.selectors.people_briefly import briefly

SHOWN = 30
UNSEEN = "在你的范围以外的人"
# Whose step a state waits for; what is in force waits for nobody until its review.
TURNS = {"aid.assist": "社区", "aid.review": "街道", "aid.confirm": "区"}


@dataclass(frozen=True)
class DeskLine:
    """A case that waits."""

    case: AidCase
    name: str
    due: DueWords | None
    act: str

    @property
    def kind(self) -> str:
        return AID_KINDS[self.case.kind].title

    @property
    def state(self) -> State:
        return State(self.case.state)


@dataclass(frozen=True)
class Desk:
    """`mine`: what waits for this reader, the nearest deadline first; `counts`: (state, how many) of those that go on."""

    mine: Sequence[DeskLine]
    more: bool
    counts: Sequence[tuple[State, int]]
    ended: int


def turn_of(state: State) -> str:
    """The permission whose holder makes the next step; "" for one in force."""
    if state is State.IN_FORCE:
        return ""
    acts = [act for act in possible(state) if not act.quiet and act.key not in ("advance", "object")]
    return acts[0].by if acts else ""


def aid_desk(user: Any, area: str = "") -> Desk:
    """Two statements, inside the user's area."""
    scope = _scope(user, area)
    found = dict(AidCase.objects.filter(scope.q("area_code")).values_list("state").annotate(number=Count("pk")))
    mine = [state for state in OPEN if (turn := turn_of(state)) and user.has_permission(turn)]
    waiting = AidCase.objects.filter(scope.q("area_code"), state__in=mine)
    rows = list(waiting.order_by(F("due_on").asc(nulls_last=True), "applied_on", "pk")[: SHOWN + 1])
    names = briefly(row.applicant_id for row in rows)
    return Desk(
        [_line(row, names[row.applicant_id].name if row.applicant_id in names else UNSEEN) for row in rows[:SHOWN]],
        len(rows) > SHOWN,
        [(state, found.get(state.value, 0)) for state in OPEN],
        sum(found.get(state.value, 0) for state in ENDED),
    )


def waiting_for(user: Any, area: str = "") -> int:
    """How many wait for this user."""
    mine = [state.value for state in OPEN if (turn := turn_of(state)) and user.has_permission(turn)]
    return AidCase.objects.filter(_scope(user, area).q("area_code"), state__in=mine).count()


def _scope(user: Any, area: str) -> Scope:
    scope: Scope = user.scope("aid.view")
    return scope.within(area) if area else scope


def _line(row: AidCase, name: str) -> DeskLine:
    now = clock.now()
    due = due_words(row.due_on, None, now=now, calendar=working_calendar()) if row.due_on else None
    acts = [act for act in possible(row.state) if not act.quiet and act.key not in ("advance", "object")]
    return DeskLine(row, name, due, acts[0].title if acts else "")
