"""What a duty says of money it pays by the month. It adds schemes in its file `payments.py` (docs/how-to/add-a-payment-scheme.md).

declare(PaymentScheme("longevity", "长寿保健金", duty="老龄", due=longevity_due, …))     # lifecycle/paying/watching.py
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

    `key` stays the same from month to month and is unique in the scheme; where a person is paid, it begins with the person's id
    (`1742`, `1742:gift`), so that it follows a merge. `persons`: for whom; the first receives it. `area`: the community. `amount` in
    yuan with two decimals; None when a parameter has no value (待确认), and `missing` names it: nothing is invented.
    `arithmetic`: the sum, step by step, in words; `reason`: why it is due; `document`: the number of the decision; `parameters`: keys of
    those parameters of the scheme that this sum was made of.
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
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """Where the money goes: sealed with the frozen line, shown in full only in a file of somebody with aid.account."""

    holder: str
    bank: str
    number: str


@dataclass(frozen=True)
class PaymentScheme:
    """Something that is paid by the month.

    `due(area, month)`: all that is due in the code range of an area for a month (its first day), present or past, set-based, as the
    base knows now. `why_not(area, month, keys)` → {key: why nothing, or less, is due}: for those who were on last month's list,
    or were paid. `permission`: who may see who receives it.

    `due_of(area, month, keys)`: as `due`, of these keys only; without it everything is computed to look at a few. `events`: kinds of event
    after which paid months are compared again at once, not only by night. `benefit`: the residents' benefit kind that it pays.
    `accounts(keys)` → where the money goes. `by_person`: the key begins with the id of the person (see `Due`).
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
    due_of: Callable[[str, dt.date, Sequence[str]], Iterable[Due]] | None = None
    events: tuple[str, ...] = ()
    benefit: str = ""
    accounts: Callable[[Sequence[str]], Mapping[str, Account]] | None = None
    by_person: bool = True


payment_schemes: Registry[PaymentScheme] = Registry("payment scheme")
