"""The net under the rules: every plan of care is compared with the base by night, and what had to be mended is said."""

from __future__ import annotations

import datetime as dt

from core.upkeep import note_upkeep
from elderly.services.care import settle_everybody
from elderly.services.settle_plans import Mended

NOTE = "care-visits"
_WHY = "夜间核对"


def settle_by_night(*, on: dt.date) -> Mended:
    """Settle everybody; the number of plans and visits mended goes to the record of upkeep. Nothing to mend is what should be."""
    done = settle_everybody(by="system", on=on, cause=_WHY)
    note_upkeep(NOTE, ok=True, mended=done.total)
    return done
