"""Hardship leads weigh anew when the parameters that weigh them change: the list is ordered by the weights of today."""

from __future__ import annotations

from collections.abc import Iterable

from aid.parameters.leads import PREFIX
from aid.services.leads import refresh_scores
from core.recounting import Recount, recounts
from core.scope import as_system


def _calendar_changed(_years: Iterable[int], *, by: str, why: str) -> int:
    """Nothing here counts working days; the task of a visit does, and counts itself."""
    return 0


def _parameter_changed(key: str, *, by: str, why: str) -> int:
    if not key.startswith(PREFIX):
        return 0
    with as_system("a parameter counts for every area below the one it was recorded for"):
        return refresh_scores(by=by, why=why)


recounts.register(Recount("hardship-leads", "困难线索的分", calendar=_calendar_changed, parameter=_parameter_changed))
