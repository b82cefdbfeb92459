"""A month of a scheme in an area, street by street: frozen, or as it would be frozen now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from lifecycle.models import PaymentRun
from lifecycle.paying.comparing import ZERO, Gap, overpaid, underpaid
from lifecycle.paying.declaration import Due, PaymentScheme
from lifecycle.paying.draft import CHANGED, NEW, Draft, draft
from lifecycle.paying.frozen import Total, lines_in, runs_of, totals_of
from lifecycle.paying.opening import is_unit, unit_of


@dataclass(frozen=True)
class Street:
    """A street's list of the month: its run, or None while it is a draft; numbers of the area that was asked for."""

    area: str
    run: PaymentRun | None
    lines: int
    amount: Decimal
    waiting: int = 0
    supplements: Sequence[PaymentRun] = ()


@dataclass(frozen=True)
class Month:
    """`streets` of the area; `draft` where anything is not frozen; `runs`: all that stand, supplements too."""

    scheme: PaymentScheme
    area: str
    month: dt.date
    streets: Sequence[Street]
    runs: Sequence[PaymentRun] = ()
    draft: Draft | None = None
    totals: Sequence[Total] = field(default_factory=tuple)

    @property
    def one(self) -> Street | None:
        """The only street, when the area lies within one."""
        return self.streets[0] if is_unit(self.area) and self.streets else None

    @property
    def frozen(self) -> bool:
        return bool(self.streets) and all(street.run for street in self.streets)

    @property
    def lines(self) -> int:
        return sum(street.lines for street in self.streets)

    @property
    def amount(self) -> Decimal:
        return sum((street.amount for street in self.streets), ZERO)


def month_in(scheme: PaymentScheme, area: str, month: dt.date) -> Month:
    """How it stands with a month. Run inside `opening.reaching()`; where all is frozen nothing is computed."""
    runs = list(runs_of(scheme.key, area, month))
    main = {run.area_code: run for run in runs if not run.supplement}
    if is_unit(area) and main:
        totals = totals_of([run for run in runs if not run.supplement], area)
        return Month(scheme, area, month, [_frozen(run, runs, totals) for run in main.values()], runs, None, totals)
    found = draft(scheme, area, month)
    waiting = {unit: [line for line in lines if unit not in main] for unit, lines in found.units.items()}
    rest = Draft(
        *(scheme, area, month, [line for lines in waiting.values() for line in lines]),
        leavers=[one for one in found.leavers if unit_of(one.paid.area) not in main],
        compared=found.compared,
        readings=found.readings,
    )
    units = sorted({*main, *(unit for unit, lines in waiting.items() if lines)}) or [unit_of(area)]
    streets = [
        _frozen(main[unit], runs, totals_of([main[unit]], area)) if unit in main else _drafted(unit, rest)
        for unit in units
    ]
    todo = rest if rest.lines or not main else None
    return Month(scheme, area, month, streets, runs, todo, rest.by_community if is_unit(area) else ())


def _frozen(run: PaymentRun, runs: Sequence[PaymentRun], totals: Sequence[Total]) -> Street:
    also = [one for one in runs if one.supplement and one.area_code == run.area_code]
    return Street(
        run.area_code, run, sum(one.lines for one in totals), sum((one.amount for one in totals), ZERO), 0, also
    )


def _drafted(unit: str, found: Draft) -> Street:
    lines = found.units.get(unit, [])
    return Street(
        unit,
        None,
        len(lines),
        sum((line.due.amount or ZERO for line in lines), ZERO),
        sum(line.due.amount is None for line in lines),
    )


@dataclass(frozen=True)
class Since:
    """What the base learned after a list was frozen: who is owed more, who got too much."""

    under: Sequence[Due]
    over: Sequence[Gap]

    @property
    def owed(self) -> Decimal:
        return sum((due.amount or ZERO for due in self.under), ZERO)

    @property
    def too_much(self) -> Decimal:
        return sum((gap.over for gap in self.over), ZERO)


def since_frozen(scheme: PaymentScheme, area: str, month: dt.date) -> Since:
    """Run inside `opening.reaching()`."""
    return Since(underpaid(scheme, area, month), overpaid(scheme, area, month))


def counted(run: PaymentRun, area: str) -> dict[str, int]:
    """How many lines of the area are new, changed or the same."""
    changes = list(lines_in([run], area).order_by().values_list("change", flat=True))
    return {change: changes.count(change) for change in (NEW, CHANGED)}
