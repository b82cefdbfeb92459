"""When a move may be registered, and what it does to the stay before it. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from core.errors import UserError


@dataclass(frozen=True, slots=True)
class Stay:
    """A dated stay: half-open, `end` None while it lasts."""

    id: int
    start: dt.date
    end: dt.date | None


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to the latest stay: `end` it on the day, `rewrite` it (said anew for the same day), or `none`."""

    act: Literal["end", "rewrite", "none"]
    stay: Stay | None = None


def decide_move(stays: Sequence[Stay], *, on: dt.date, today: dt.date, born: dt.date | None) -> Step:
    """Stays of one kind (registration or home) of one person. UserError with field `on` when the day is impossible.

    户口登记条例 第六条: one registration at a time, so stays follow each other and are never put in between. A second word on
    the same day corrects the first.
    """
    if on > today:
        raise UserError(f"日期 {on} 在今天（{today}）之后。", field="on", remedy="请填已经发生的日子。")
    if born and on < born:
        raise UserError(f"日期 {on} 早于出生日期 {born}。", field="on", remedy="请核对年份。")
    latest = max(stays, key=lambda stay: stay.start, default=None)
    if latest is None:
        return Step("none")
    if on < latest.start:
        raise UserError(
            f"现在登记的这一处从 {latest.start} 开始，{on} 早于它。",
            field="on",
            remedy=f"请填 {latest.start} 或以后的日子；如果是那一次登错了，就填 {latest.start} 重新登记。",
        )
    if latest.end is not None:
        if on < latest.end:
            raise UserError(
                f"上一处登记到 {latest.end} 为止，{on} 早于它。", field="on", remedy=f"请填 {latest.end} 或以后的日子。"
            )
        return Step("none", latest)
    return Step("rewrite" if on == latest.start else "end", latest)
