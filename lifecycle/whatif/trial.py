"""A roster as it is, and as it would be: who would join, who would leave, what it would cost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Sum

from core.parameters import supposing
from lifecycle.roster.context import Unconfirmed, open_context, reaching
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.explain import explain_many
from lifecycle.roster.select import members
from residents.selectors.people_briefly import briefly

NAMED = 200  # of each; beyond it the numbers speak


@dataclass(frozen=True)
class Side:
    """One of the two lists: how many, what they cost a month (None: the list pays nothing). `problem`: why it cannot be computed."""

    as_of: dt.date
    count: int | None = None
    monthly: Decimal | None = None
    problem: str = ""


@dataclass(frozen=True)
class Affected:
    """A person who would join or leave; `why`: the category, or what would not fit any more."""

    uid: UUID
    name: str
    why: str


@dataclass(frozen=True)
class Trial:
    """The two lists of one roster, and the people between them (the first NAMED of each by id)."""

    roster: Roster
    area: str
    before: Side
    after: Side
    joining: list[Affected] = field(default_factory=list)
    leaving: list[Affected] = field(default_factory=list)
    joins: int = 0
    leaves: int = 0

    @property
    def monthly_more(self) -> Decimal | None:
        """What the change would cost more each month, in yuan; negative: less."""
        if self.before.monthly is None or self.after.monthly is None:
            return None
        return self.after.monthly - self.before.monthly


def try_out(roster: Roster, *, area: str, values: Mapping[str, Any], now: dt.date, then: dt.date, by: Any) -> Trial:
    """The roster of an area on `now` by the values in force, against that of `then` by these values. NotFound out of scope.

    A side whose parameters are 待确认 stays empty and says so: a list is never made of a guess.
    """
    before, ids = _side(roster, area, now, None, by)
    after, wanted = _side(roster, area, then, values, by)
    if before.count is None or after.count is None:
        return Trial(roster, area, before, after)
    joins, leaves = sorted(wanted - ids), sorted(ids - wanted)
    return Trial(
        roster,
        area,
        before,
        after,
        _affected(roster, area, joins[:NAMED], then, values, by),
        _affected(roster, area, leaves[:NAMED], then, values, by),
        len(joins),
        len(leaves),
    )


def _assuming(values: Mapping[str, Any] | None) -> AbstractContextManager[None]:
    return supposing(values) if values else nullcontext()


def _side(roster: Roster, area: str, day: dt.date, values: Mapping[str, Any] | None, by: Any) -> tuple[Side, set[int]]:
    with _assuming(values):
        try:
            context = open_context(roster, area=area, as_of=day)
        except Unconfirmed as unknown:
            return Side(day, problem=str(unknown)), set()
        with reaching(by, context):
            ids = set(members(roster, context).order_by().values_list("pk", flat=True))
            return Side(day, len(ids), _cost(roster, context)), ids


def _cost(roster: Roster, context: Context) -> Decimal | None:
    if roster.amount is None:
        return None
    found = members(roster, context).order_by().annotate(amount=roster.amount(context))
    return found.aggregate(total=Sum("amount"))["total"] or Decimal("0.00")


def _affected(
    roster: Roster, area: str, ids: list[int], day: dt.date, values: Mapping[str, Any] | None, by: Any
) -> list[Affected]:
    """Why each would be on the list, or off it, by the values tried."""
    if not ids:
        return []
    with _assuming(values):
        context = open_context(roster, area=area, as_of=day)
        with reaching(by, context):
            judged = explain_many(roster, context, ids)
            people = briefly(ids)
    return [
        Affected(people[pk].uid, people[pk].name, judged[pk].category if judged[pk].member else judged[pk].headline)
        for pk in ids
        if pk in people and pk in judged
    ]
