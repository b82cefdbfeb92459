"""How much a lead weighs now: what happened, who lives there, and the parameters of its area."""

from __future__ import annotations

from collections.abc import Iterable

from aid.domain.leads import Feature, Reason, Score, score
from aid.models import Lead
from aid.parameters.leads import POINTS, VISIT_FROM
from core import clock
from core.parameters import ParameterBook
from residents.selectors.at_home import Home

_VERY_OLD = 80


class Weights:
    """The points as they are today, read once for many leads."""

    def __init__(self) -> None:
        self._book = ParameterBook({*POINTS.values(), VISIT_FROM.key})
        self._today = clock.today()
        self._known: dict[str, dict[str, int | None]] = {}

    def of(self, area: str) -> dict[str, int | None]:
        """{key of a reason or feature: points} in an area."""
        if area not in self._known:
            self._known[area] = {key: self._number(parameter, area) for key, parameter in POINTS.items()}
        return self._known[area]

    def visit_from(self, area: str) -> int | None:
        """The sum from which on somebody goes there; None: nobody has said."""
        return self._number(VISIT_FROM.key, area)

    def _number(self, key: str, area: str) -> int | None:
        value = self._book.read(key, on=self._today, area=area).value
        return None if value is None else int(value)


def features_of(home: Home | None) -> list[Feature]:
    """What the base knows of a home that makes trouble heavier."""
    if home is None:
        return []
    held = {
        Feature.ON_AID: bool(home.aid),
        Feature.SINGLE_PARENT: home.single_parent,
        Feature.DISABLED_AT_HOME: bool(home.disabled),
        Feature.ALONE: len(home.members) == 1,
        Feature.JOBLESS_AT_HOME: bool(home.jobless),
        Feature.MINORS: bool(home.minors),
        Feature.OLD: any((one.age(home.on) or 0) >= _VERY_OLD for one in home.members),
    }
    return [feature for feature, holds in held.items() if holds]


def reasons_of(lead: Lead) -> list[Reason]:
    """What happened and was not taken back."""
    rows: Iterable = lead.reasons.all()
    return [Reason(row.reason) for row in rows if row.withdrawn_at is None]


def score_of(lead: Lead, home: Home | None, weights: Weights) -> Score:
    """The sum with its lines."""
    return score(reasons_of(lead), features_of(home), weights.of(lead.area_code))
