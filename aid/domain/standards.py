"""Standards of assistance as they stand in a month (handbook §7.3, §17.7). Nothing is invented: what has no value says 待确认."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from aid.domain.money import cents, whole_yuan, yuan


@dataclass(frozen=True, slots=True)
class Standard:
    """A number of policy in force on a day: `value` None = 待确认. `since`: the first day of this version."""

    name: str
    value: Decimal | None = None
    unit: str = ""
    document: str = ""
    since: dt.date | None = None
    certainty: str = ""

    @property
    def missing(self) -> str:
        """What to confirm; "" when the value is known."""
        return "" if self.value is not None else f"{self.name}待确认"

    @property
    def version(self) -> str:
        """`2023-01-01 起，依据 穗民〔…〕号`: which version, and on what it rests."""
        since = f"{self.since} 起" if self.since else ""
        rests = f"依据 {self.document}" if self.document else ""
        unsure = "" if self.certainty in ("V", "") else "未经业务部门确认" if self.certainty != "假设" else "试算"
        return "，".join(filter(None, (since, rests, unsure)))

    @property
    def words(self) -> str:
        """The value and its version in one line."""
        if self.value is None:
            return self.missing
        said = yuan(self.value) if self.unit.startswith("元") else f"{self.value.normalize():f}{self.unit}"
        return f"{self.name} {said}（{self.version}）" if self.version else f"{self.name} {said}"


@dataclass(frozen=True, slots=True)
class Derived:
    """A standard reckoned from others: the value in yuan a person a month, the sum in words, and what is missing for it."""

    name: str
    value: Decimal | None
    words: str
    missing: tuple[str, ...] = ()


def edge_standard(minimum: Standard, ratio: Standard) -> Derived:
    """低保边缘: minimum × ratio (社会救助法 第二十一条; 1120 → 1680, 1238 → 1857)."""
    return _times("低保边缘标准", minimum, ratio, whole=False)


def extreme_standard(minimum: Standard, ratio: Standard) -> Derived:
    """特困人员基本生活标准: minimum × ratio in whole yuan (1120 → 1792, 1238 → 1981)."""
    return _times("特困基本生活标准", minimum, ratio, whole=True)


def _times(name: str, minimum: Standard, ratio: Standard, *, whole: bool) -> Derived:
    missing = tuple(filter(None, (minimum.missing, ratio.missing)))
    if minimum.value is None or ratio.value is None:
        return Derived(name, None, f"{name}算不出：{'、'.join(missing)}", missing)
    exact = minimum.value * ratio.value
    value = whole_yuan(exact) if whole else cents(exact)
    rounded = f"，取整到元 {yuan(value)}" if value != exact else ""
    factor = f"{ratio.value.normalize():f}"
    return Derived(name, value, f"{name} = {yuan(minimum.value)} × {factor} = {yuan(exact)}{rounded}")
