"""Which of two values a merged record keeps, and why. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from residents.domain.sources import rank

Side = Literal["kept", "lost"]
OTHER: dict[Side, Side] = {"kept": "lost", "lost": "kept"}

# 0 未知 and 9 未说明 (GB/T 2261.1), 90 未说明 (GB/T 2261.2) say nothing.
_SAYS_NOTHING = {"sex": ("0", "9"), "marital_status": ("90",)}


@dataclass(frozen=True, slots=True)
class Claimed:
    """A value of one record, its source, and whether it is worth less whatever its source (a temporary name)."""

    value: Any
    source: str
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """The value that stays: `side` it comes from, `because` in words; `differs`: both records said something, not the same."""

    field: str
    kept: Any
    lost: Any
    side: Side
    because: str
    differs: bool

    @property
    def value(self) -> Any:
        return self.kept if self.side == "kept" else self.lost

    @property
    def other(self) -> Any:
        return self.lost if self.side == "kept" else self.kept


def choose(field: str, kept: Claimed, lost: Claimed, *, stated: str = "", number: Side | None = None) -> Choice:
    """The only value; else what a person stated; else what agrees with the number that stays (`number`: its side); else
    the better source (handbook §15), the kept record's at a tie.
    """
    blank = [_says_nothing(field, claim.value) for claim in (kept, lost)]
    differs = not any(blank) and kept.value != lost.value

    def choice(side: Side, because: str) -> Choice:
        return Choice(field, kept.value, lost.value, side, because, differs)

    if kept.value == lost.value or blank[1]:
        return choice("kept", "相同" if kept.value == lost.value else "只有这一条有")
    if blank[0]:
        return choice("lost", "只有这一条有")
    if stated in ("kept", "lost"):
        return choice("kept" if stated == "kept" else "lost", "核对时选定")
    if number:
        return choice(number, "与留用的证号一致")
    if kept.weak != lost.weak:
        return choice("lost" if kept.weak else "kept", "另一个是暂用名")
    if rank(kept.source) != rank(lost.source):
        return choice("kept" if rank(kept.source) > rank(lost.source) else "lost", "来源的次序在前")
    return choice("kept", "来源同级，以保留的一条为准")


def _says_nothing(field: str, value: Any) -> bool:
    return value in ("", None) or value in _SAYS_NOTHING.get(field, ())


@dataclass(frozen=True, slots=True)
class NumberInUse:
    """A resident number in use: 18 characters, the text it came in as, its source."""

    number: str
    raw: str
    source: str

    @property
    def converted(self) -> bool:
        """A 15-digit number has no check character: a slip of the pen in it goes through the conversion unnoticed."""
        return len(self.raw.strip()) == 15


def propose_number(kept: NumberInUse, lost: NumberInUse) -> tuple[Side | None, str]:
    """Which of two valid numbers in use is probably the right one, and why; None: nothing speaks for either."""
    if kept.converted != lost.converted:
        return "lost" if kept.converted else "kept", "另一个由 15 位旧号换算来，旧号没有校验位，写错了看不出"
    if rank(kept.source) != rank(lost.source):
        return "kept" if rank(kept.source) > rank(lost.source) else "lost", "来源的次序在前"
    return None, ""
