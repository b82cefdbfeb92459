"""Opening a payment list: which scheme, month and area, and whether the asker may."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from accounts.selectors.areas import area_tree
from core.errors import NotFound, UserError
from core.scope import as_system
from lifecycle.domain.months import read_month
from lifecycle.paying.declaration import PaymentScheme, payment_schemes

VIEW, FREEZE, EXPORT, ACCOUNT = "payment.view", "payment.freeze", "payment.export", "aid.account"
NO_LIST = "没有这个地区的发放名单，或不在你的范围内。"
_STREET = 9  # digits: lists are frozen street by street


def scheme_named(key: str) -> PaymentScheme:
    """The declared scheme, or NotFound."""
    scheme = payment_schemes.get(key)
    if scheme is None:
        raise NotFound(f"没有代码为“{key}”的发放项目。")
    return scheme


def month_asked(text: str) -> dt.date:
    """The first day of the month that somebody wrote; UserError when it is none."""
    try:
        return read_month(text)
    except ValueError as error:
        raise UserError("月份写错了。", remedy="按 2026-11 写。", field="month") from error


def unit_of(area: str) -> str:
    """The area whose list a line belongs to: the street; what lies in no street, where it lies."""
    return area[:_STREET]


def is_unit(area: str) -> bool:
    """Does a list of this area lie within one unit?"""
    return len(area) >= _STREET


def may_see(scheme: PaymentScheme, by: Any, area: str, permission: str = VIEW) -> bool:
    """Do the grants reach this list of an area: the right to payments, and the right that the scheme asks for besides?"""
    return all(by.scope(one).covers(area) for one in (permission, scheme.permission))


@contextmanager
def reaching(by: Any, scheme: PaymentScheme, area: str, permission: str = VIEW) -> Iterator[None]:
    """Read the whole base for a list of an area that the user's grants cover; else NotFound.

    Who was paid last month may live elsewhere now, beyond the second wall. So the statements run as the system, and this is the only
    door: the area asked for must lie wholly inside the user's scope, and what is computed carries that area's range itself
    (docs/adr/0004-rosters-and-the-second-wall.md).
    """
    if area not in area_tree() or not may_see(scheme, by, area, permission):
        raise NotFound(NO_LIST)
    with as_system(f"payment list {scheme.key} of {area}, asked by {by.username}"):
        yield
