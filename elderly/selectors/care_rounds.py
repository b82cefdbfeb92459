"""Extra rounds and how far they are: counted from their tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from core.errors import NotFound
from core.scope import Scope
from elderly.domain.categories import names_of
from elderly.models import CareRound
from elderly.task_kinds.care import ROUND
from lifecycle.selectors.care_visits import RoundVisit, round_counts, round_visits


@dataclass(frozen=True)
class RoundLine:
    """A round with how many of its names were seen."""

    row: CareRound
    seen: int
    open: int
    today: dt.date

    @property
    def groups(self) -> str:
        return names_of(self.row.groups)

    @property
    def late(self) -> bool:
        return self.open > 0 and self.row.until < self.today


def rounds_in(scope: Scope, *, today: dt.date, most: int = 100) -> list[RoundLine]:
    """The latest rounds, newest first."""
    rows = list(CareRound.objects.filter(scope.q("area_code")).order_by("-called_on", "-id")[:most])
    counts = round_counts(ROUND, [source_of(row) for row in rows])
    return [RoundLine(row, *counts.get(source_of(row), (0, 0)), today) for row in rows]


def round_named(uid: UUID, scope: Scope, *, today: dt.date) -> tuple[RoundLine, list[RoundVisit]]:
    """One round with its names, those not seen first. NotFound out of scope."""
    row = CareRound.objects.filter(scope.q("area_code"), uid=uid).first()
    if row is None:
        raise NotFound("没有这次加访，或者不在你的范围里。")
    seen, still = round_counts(ROUND, [source_of(row)]).get(source_of(row), (0, 0))
    return RoundLine(row, seen, still, today), round_visits(ROUND, source_of(row))


def source_of(row: CareRound) -> str:
    """What its tasks name as their source."""
    return f"care-round:{row.pk}"
