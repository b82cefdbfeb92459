"""What an award in force would come to under today's numbers and people; nothing is changed by it (社会救助法 第四十六至四十八条)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from aid.domain.means import Line
from aid.domain.money import NOTHING, yuan
from aid.domain.standards import Standard

NO_LESS = "少发之前要听取家庭的意见，并书面告知"


@dataclass(frozen=True, slots=True)
class Standing:
    """An award as it was granted: yuan a month for `covered` people at `standard`."""

    kind: str
    monthly: Decimal | None
    covered: int
    standard: Decimal | None
    income: Decimal | None = None


@dataclass(frozen=True)
class Again:
    """Old and new amount, the lines between, and what is missing. `new` None: cannot be reckoned."""

    old: Decimal | None
    new: Decimal | None
    lines: tuple[Line, ...]
    missing: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        return self.new is not None and self.new != self.old

    @property
    def less(self) -> bool:
        """The family must be heard first (第四十八条)."""
        return self.new is not None and self.old is not None and self.new < self.old

    @property
    def difference(self) -> Decimal:
        return (self.new or NOTHING) - (self.old or NOTHING)


def again_by_difference(was: Standing, *, standard: Standard, covered: int) -> Again:
    """低保 anew: the income that the old amount rested on stays, standard and people are today's.

    Income is taken as recorded; an award taken over without its income is read back from its own amount (standard × people − amount).
    """
    if standard.value is None:
        return Again(was.monthly, None, (Line(standard.words, tone="a"),), (standard.missing,))
    if was.monthly is None:
        return Again(None, None, (Line("原来每月多少没有登记", tone="a"),), ("原来每月多少没有登记",))
    income, told = was.income, "家庭月收入"
    lines = []
    if income is None:
        if was.standard is None:
            words = "核定时的标准待确认，推不出当时的家庭收入"
            return Again(was.monthly, None, (Line(words, tone="a"),), (words,))
        income, told = was.standard * was.covered - was.monthly, "按原金额推算的家庭月收入"
        lines.append(Line(f"{told} = {yuan(was.standard)} × {was.covered} 人 − {yuan(was.monthly)}", income))
    new = max(standard.value * covered - income, NOTHING)
    lines.append(Line(f"新金额 = {yuan(standard.value)} × {covered} 人 − {told} {yuan(income)}", new, 0))
    return Again(was.monthly, new, tuple(lines))


def again_by_head(was: Standing, *, each: Decimal | None, words: str, missing: tuple[str, ...], covered: int) -> Again:
    """Kinds paid by the head anew (特困, orphans): today's standard × people."""
    if each is None:
        return Again(was.monthly, None, (Line(words, tone="a"),), missing)
    new = each * covered
    return Again(was.monthly, new, (Line(words, each), Line(f"新金额 = {yuan(each)} × {covered} 人", new, 0)))


def takes_effect(decided_on: dt.date) -> dt.date:
    """The first day of the month after a change (handbook §7.3: 月中变动次月起)."""
    return (decided_on.replace(day=1) + dt.timedelta(days=32)).replace(day=1)
