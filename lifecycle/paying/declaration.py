"""What a duty says of money it pays by the month. It adds schemes in its file `payments.py`.

payment_schemes.register(PaymentScheme("longevity", "长寿保健金", duty="老龄", due=longevity_due, …))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.registry import Registry


@dataclass(frozen=True, slots=True)
class Due:
    """What is due to somebody for one month, as far as the base knows now.

    `key` stays the same from month to month (a person, an award). `persons`: for whom; the first receives it. `amount` in
    yuan with two decimals; None when a parameter has no value (待确认), and `missing` names it: nothing is invented.
    `arithmetic`: the sum, step by step, in words; `reason`: why it is due; `document`: the number of the decision.
    """

    key: str
    persons: tuple[int, ...]
    area: str
    amount: Decimal | None
    arithmetic: tuple[str, ...]
    reason: str
    clause: str = ""
    household: int | None = None
    document: str = ""
    since: dt.date | None = None
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class PaymentScheme:
    """Something that is paid by the month.

    `due(area, month)`: all that is due in the code range of an area for a month (its first day), present or past, set-based, as the
    base knows now. `why_not(area, month, keys)` → {key: why nothing, or less, is due}: for those who were on last month's list,
    or were paid. `permission`: who may see who receives it.
    """

    key: str
    title: str
    duty: str
    due: Callable[[str, dt.date], Iterable[Due]]
    why_not: Callable[[str, dt.date, Sequence[str]], Mapping[str, str]]
    permission: str = "benefit.view"
    icon: str = "receipt"
    clause: str = ""
    parameters: tuple[str, ...] = ()
    order: int = 100


payment_schemes: Registry[PaymentScheme] = Registry("payment scheme")
