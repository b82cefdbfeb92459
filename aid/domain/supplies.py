"""Goods by double entry: each movement takes from somewhere what it puts somewhere, lot by lot; nothing appears and nothing vanishes.

Sources: 慈善法 (what was donated is put on record, and what became of it); the early expiring goes first (FEFO).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from core.errors import UserError

PLACES = Decimal("0.001")


class Account(Enum):
    """Where goods are, or where they came from and went to."""

    PLACE = "place"
    DONOR = "donor"
    BOUGHT = "bought"
    GIVEN = "given"
    SPOILT = "spoilt"
    COUNTED = "counted"

    @property
    def words(self) -> str:
        return _ACCOUNTS[self]


_ACCOUNTS = {
    Account.PLACE: "在库",
    Account.DONOR: "捐赠",
    Account.BOUGHT: "采购",
    Account.GIVEN: "送出",
    Account.SPOILT: "过期、损坏",
    Account.COUNTED: "盘点差异",
}


class Act(Enum):
    """What moved goods."""

    DONATION = "donation"
    PURCHASE = "purchase"
    TRANSFER = "transfer"
    GIFT = "gift"
    SPOILT = "spoilt"
    COUNT = "count"
    REVERSAL = "reversal"

    @property
    def words(self) -> str:
        return _ACTS[self]


_ACTS = {
    Act.DONATION: "捐赠入库",
    Act.PURCHASE: "采购入库",
    Act.TRANSFER: "调拨",
    Act.GIFT: "送出",
    Act.SPOILT: "报损",
    Act.COUNT: "盘点",
    Act.REVERSAL: "冲销",
}


@dataclass(frozen=True, slots=True)
class Posting:
    """One side of a movement: `quantity` of a lot into (+) or out of (−) an account; `place` for what stands in a place."""

    account: Account
    lot: int
    quantity: Decimal
    place: int | None = None


def move(
    lot: int, quantity: Decimal, *, out_of: tuple[Account, int | None], into: tuple[Account, int | None]
) -> list[Posting]:
    """The two postings of one movement. UserError unless the quantity is more than nothing."""
    if quantity <= 0:
        raise UserError("数量要大于 0。", field="quantity", remedy="请填送出或入库的数目。")
    return [
        Posting(out_of[0], lot, -quantity, out_of[1]),
        Posting(into[0], lot, quantity, into[1]),
    ]


def balanced(postings: Iterable[Posting]) -> bool:
    """Does every lot sum to nothing?"""
    sums: dict[int, Decimal] = {}
    for one in postings:
        sums[one.lot] = sums.get(one.lot, Decimal(0)) + one.quantity
    return not any(sums.values())


def reversed_of(postings: Iterable[Posting]) -> list[Posting]:
    """What undoes a movement."""
    return [Posting(one.account, one.lot, -one.quantity, one.place) for one in postings]


@dataclass(frozen=True, slots=True)
class Lot:
    """So much of an item in a place, good until a day (None: does not spoil)."""

    id: int
    quantity: Decimal
    expires_on: dt.date | None


def pick(lots: Iterable[Lot], quantity: Decimal, *, on: dt.date) -> list[tuple[int, Decimal]]:
    """[(lot, how much)] for so much of an item: what expires first goes first, nothing that has expired. UserError when it is not there."""
    good = sorted(
        (lot for lot in lots if lot.quantity > 0 and (lot.expires_on is None or lot.expires_on >= on)),
        key=lambda lot: (lot.expires_on is None, lot.expires_on, lot.id),
    )
    left, taken = quantity, []
    for lot in good:
        if left <= 0:
            break
        part = min(left, lot.quantity)
        taken.append((lot.id, part))
        left -= part
    if left > 0:
        have = sum((lot.quantity for lot in good), Decimal(0))
        raise UserError(
            f"库里没过期的只有 {plain(have)}，不够 {plain(quantity)}。",
            field="quantity",
            remedy="先入库或从别的站点调拨，或者少送一些。",
        )
    return taken


def plain(quantity: Decimal) -> str:
    """5, 2.5: no trailing noughts."""
    return f"{quantity.normalize():f}"


def months_due(since: dt.date, every: int, *, through: dt.date) -> Sequence[dt.date]:
    """First days of the months in which something given every so many months is due, from the month of `since` to that of `through`."""
    first = since.replace(day=1)
    count = (through.year - first.year) * 12 + through.month - first.month
    return [_after(first, step) for step in range(0, count + 1, every)]


def _after(first: dt.date, months: int) -> dt.date:
    year, month = divmod(first.month - 1 + months, 12)
    return first.replace(year=first.year + year, month=month + 1)
