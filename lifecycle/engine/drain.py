"""Work everything off in this process: what `bin/manage drain` and tests do, and the dispatcher whenever it is woken."""

from __future__ import annotations

from dataclasses import dataclass

from core.scope import as_system
from lifecycle.engine.tally import Tally
from lifecycle.engine.telling import tell_new
from lifecycle.engine.waiting import Round, work_off
from lifecycle.models import Delivery


@dataclass(frozen=True)
class Drained:
    """`deliveries` finished and `effects` carried out by this run; `parked` deliveries there are now."""

    deliveries: int
    effects: int
    parked: int


def run_due() -> Tally:
    """Tell new events and try what is due, until nothing is."""
    tally = Tally()
    _until_nothing(tally, Round())
    return tally


def drain() -> Drained:
    """Like `run_due`, but what backs off is tried as well, once."""
    tally = Tally()
    _until_nothing(tally, Round(all_due=True))
    with as_system("how many deliveries are parked; they name nobody"):
        parked = Delivery.objects.filter(state=Delivery.State.PARKED).count()
    return Drained(tally.deliveries, tally.effects, parked)


def _until_nothing(tally: Tally, turn: Round) -> None:
    while tell_new(tally) or work_off(tally, turn):
        pass
