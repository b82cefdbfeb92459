"""Everything that somebody gets from anyone: money, goods, services. Each room that keeps some of it says so in its `helping.py`.

help_sources.register(HelpSource("benefits", "在享待遇", "benefit.view", benefit_lines, order=10))
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from core.registry import Registry

Sort = Literal["monthly", "once", "paid", "goods", "service"]
SORTS: dict[Sort, str] = {
    "monthly": "每月的钱",
    "once": "一次性的钱",
    "goods": "东西",
    "service": "服务",
    "paid": "已经发放",
}


@dataclass(frozen=True, slots=True)
class HelpLine:
    """Something given to a person, or to a household as a whole (`person` None).

    `giver`: who gives, in words. `since`: the day, or the first one; `until`: the first day without it (None: goes on, or given once).
    `amount` in yuan: by the month for `monthly`, else as a whole; None: not known or no money. `count` in words (大米 5 公斤).
    `regular`: goods that are given again and again.
    """

    sort: Sort
    what: str
    giver: str
    since: dt.date
    until: dt.date | None = None
    person: int | None = None
    household: int | None = None
    amount: Decimal | None = None
    count: str = ""
    words: str = ""
    document: str = ""
    url: str = ""
    regular: bool = False

    @property
    def lasts(self) -> bool:
        """Does it go on from `since`? What is given once does not."""
        return self.regular or self.sort in ("monthly", "service")

    def holds(self, on: dt.date) -> bool:
        """Does it go on that day?"""
        return self.lasts and self.since <= on and (self.until is None or on < self.until)


@dataclass(frozen=True)
class HelpSource:
    """A room that knows of help: `lines(people, households, since)` → what was given since a day or still goes on, set-based.

    `permission`: who may read it, at the household's area.
    """

    key: str
    title: str
    permission: str
    lines: Callable[[Collection[int], Collection[int], dt.date], Iterable[HelpLine]]
    order: int = 100


help_sources: Registry[HelpSource] = Registry("help source")
