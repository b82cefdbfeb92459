"""When a registration leaves and when it arrives: what the police's two lists do to the stays of one person. Pure.

户口登记条例 第六条: one registration at a time. 第十条、第十三条: who moves is struck off where they leave and registered where they
arrive; the two offices write it on days of their own, and either list may come first. So a transfer between places that the base
knows happens on the day of arrival: until then the person counts where they were, and no day has two registrations or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from residents.domain.sources import by_list

# 户口迁移证 holds for thirty days, lists come monthly: what lies nearer than this is one transfer (proposal, P).
ONE_TRANSFER = dt.timedelta(days=90)
_LEFT = "GA03"


@dataclass(frozen=True, slots=True)
class Stay:
    """A registration: half-open, `end` None while it lasts; `source` is who said that it began."""

    id: int
    area: str
    start: dt.date
    end: dt.date | None
    source: str
    dwelling: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """What a line does. `says`:

    `known` nothing new · `act` it can be written · `question` a person must look (`words`). `closes`: the stay that ends on the day;
    `drops`: stays that are said anew, or were only on the way; `dated`: the registration stood there and only gets its day, with the
    `dwelling` and `address` it had; `former`: the area left; `joins`: the second half of a transfer that was told already.
    """

    says: Literal["known", "act", "question"]
    code: str = ""
    words: str = ""
    closes: Stay | None = None
    drops: tuple[Stay, ...] = field(default_factory=tuple)
    former: str = ""
    joins: bool = False
    dated: bool = False
    dwelling: int | None = None
    address: str = ""


def leave(stays: Sequence[Stay], *, area: str, on: dt.date) -> Step:
    """Struck off in `area` on the day. "" as area: wherever the person is registered."""
    ordered = sorted(stays, key=lambda stay: stay.start)
    if not ordered:
        return Step("question", "no_registration", "底册里此人没有户籍登记")
    last = ordered[-1]
    if last.end is not None:
        if abs(last.end - on) <= ONE_TRANSFER and (not area or last.area == area):
            return Step("known", words="底册已登记迁出")
        return Step("question", "left_before", f"底册里此人的户籍 {last.end} 已经结束")
    if not area or last.area == area:
        if last.start >= on and not by_list(last.source):
            return Step("question", "too_early", f"底册里这处户籍从 {last.start} 开始，迁出不会早于它")
        return Step("act", closes=last, former=last.area)
    if _arrived(last, ordered[:-1], area, on):
        return Step("known", words="底册已登记在迁往地落户，同一次迁移")
    return Step("question", "hukou_differs", "底册里此人的户籍在别的社区")


def _arrived(last: Stay, before: Sequence[Stay], area: str, on: dt.date) -> bool:
    """Is the present registration where this very transfer led to?"""
    if abs(last.start - on) > ONE_TRANSFER:
        return False
    followed = bool(before) and before[-1].area == area and before[-1].end == last.start
    return followed or (not before and last.source.startswith("GA04"))


def arrive(stays: Sequence[Stay], *, area: str, on: dt.date) -> Step:
    """Registered in `area` on the day."""
    ordered = sorted(stays, key=lambda stay: stay.start)
    if not ordered:
        return Step("act")
    last, before = ordered[-1], ordered[:-1]
    if last.end is not None:
        if last.end > on and abs(last.end - on) > ONE_TRANSFER:
            return Step("question", "later_known", f"底册里此人另一处户籍到 {last.end} 为止，晚于迁入")
        joins = abs(last.end - on) <= ONE_TRANSFER
        return Step("act", closes=last if joins else None, former=last.area if joins else "", joins=joins)
    if last.area == area:
        return _again_here(last, before, on)
    if _on_the_way(last, area):
        left = before[-1] if before and before[-1].end == last.start else None
        return Step("act", closes=left, drops=(last,), former=left.area if left else "", joins=True)
    if last.start >= on and not by_list(last.source):
        return Step("question", "later_known", f"底册里此人 {last.start} 起户籍在别处，不早于这次迁入")
    return Step("act", closes=last, former=last.area)


def _again_here(last: Stay, before: Sequence[Stay], on: dt.date) -> Step:
    if last.start <= on:
        return Step("known", words="底册里户籍已在这个社区")
    if by_list(last.source) and all(stay.end is None or stay.end <= on for stay in before):
        return Step("act", drops=(last,), dated=True, dwelling=last.dwelling, address=last.address)
    return Step("question", "date_differs", f"底册里此人 {last.start} 在这里落户，表里更早")


def _on_the_way(stay: Stay, area: str) -> bool:
    """After a leaving that named only the district: the stay stands there until the community registers the person."""
    return stay.source.startswith(_LEFT) and len(stay.area) < len(area) and area.startswith(stay.area)
