"""Which assistance nobody may receive beside which (handbook §7.1, §7.5): looked at before an application goes on.

Strictness follows what is known: a pair that the law or its document excludes is refused; one known only in general is asked about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Level = Literal["refuse", "ask"]
ONCE = "同一种救助一个人只能享受一份"


@dataclass(frozen=True, slots=True)
class Incompatible:
    """Two kinds that do not go together for one person: why, where it stands, and how sure we are (handbook 确定性)."""

    kinds: frozenset[str]
    reason: str
    clause: str
    level: Level = "refuse"


def _pair(one: str, other: str, reason: str, clause: str, level: Level = "refuse") -> Incompatible:
    return Incompatible(frozenset({one, other}), reason, clause, level)


_BY_FAMILY = "社会救助法 第十三条、第十六条、第十八条、第二十一条、第二十二条"
_TWO_ALLOWANCES = "国发〔2015〕52号（凭一般知识，上线前复核）"
PAIRS = (
    _pair("minimum-living", "extreme-poverty", "特困供养和低保只能享受一种", _BY_FAMILY),
    _pair("minimum-living", "edge", "低保边缘是收入高于低保标准的家庭，批准后原来的认定要结束", _BY_FAMILY, "ask"),
    _pair("minimum-living", "rigid", "低保家庭不再认定为刚性支出困难家庭，批准后原来的认定要结束", _BY_FAMILY, "ask"),
    _pair("extreme-poverty", "edge", "特困人员不再认定为低保边缘", _BY_FAMILY),
    _pair("extreme-poverty", "rigid", "特困人员不再认定为刚性支出困难家庭", _BY_FAMILY),
    _pair("edge", "rigid", "低保边缘家庭不再认定为刚性支出困难家庭，批准后原来的认定要结束", _BY_FAMILY, "ask"),
    _pair("orphan", "extreme-poverty", "孤儿、事实无人抚养儿童和特困供养只能享受一种", "民发〔2020〕125号；粤民规字〔2019〕10号"),
    _pair("orphan", "minimum-living", "要核对低保金是否已扣减，两项怎样并领看地方规定", "民发〔2020〕125号", "ask"),
    _pair("disability-living", "extreme-poverty", "纳入特困供养的残疾人一般不再领困难残疾人生活补贴", _TWO_ALLOWANCES, "ask"),
    _pair("disability-care", "extreme-poverty", "纳入特困供养的残疾人一般不再领重度残疾人护理补贴", _TWO_ALLOWANCES, "ask"),
    _pair("disability-living", "orphan", "领取孤儿基本生活费的残疾儿童一般不再领困难残疾人生活补贴", _TWO_ALLOWANCES, "ask"),
)  # fmt: skip
# One-off help may be given again; it excludes nothing.
REPEATABLE = frozenset({"temporary"})
_BY_KINDS = {pair.kinds: pair for pair in PAIRS}


def between(one: str, other: str) -> Incompatible | None:
    """The rule that keeps two kinds apart for one person; None when they go together."""
    if one == other:
        return None if one in REPEATABLE else Incompatible(frozenset({one}), ONCE, "社会救助法 第十三条")
    return _BY_KINDS.get(frozenset({one, other}))


def against(kind: str, others: Iterable[str]) -> dict[str, Incompatible]:
    """{other kind: the rule} of those that do not go with `kind`."""
    return {other: rule for other in others if (rule := between(kind, other))}


@dataclass(frozen=True, slots=True)
class Months:
    """Whole months from the first to before `until` (None: open), as payments are counted."""

    first: dt.date
    until: dt.date | None = None

    def overlap(self, other: Months) -> Months | None:
        """The months that both have; None when there are none."""
        first = max(_month(self.first), _month(other.first))
        ends = [_month_up(one.until) for one in (self, other) if one.until]
        until = min(ends, default=None)
        return None if until and until <= first else Months(first, until)

    @property
    def words(self) -> str:
        """`2026-03 起` or `2026-03 至 2026-05`."""
        if self.until is None:
            return f"{self.first:%Y-%m} 起"
        last = self.until - dt.timedelta(days=1)
        return f"{self.first:%Y-%m}" if last.replace(day=1) == self.first else f"{self.first:%Y-%m} 至 {last:%Y-%m}"


def _month(day: dt.date) -> dt.date:
    return day.replace(day=1)


def _month_up(day: dt.date) -> dt.date:
    """A month that has begun is paid: what ends within it ends with it."""
    first = day.replace(day=1)
    return first if first == day else (first + dt.timedelta(days=32)).replace(day=1)
