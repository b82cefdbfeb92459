"""孤儿 and 事实无人抚养儿童: what must be so of both parents (粤民规字〔2019〕10号, 民发〔2020〕125号; handbook §7.5).

A pure check with words; the street reviews, the district confirms.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from residents.domain.ages import age_on

ADULT = 18
SIX_MONTHS = 6


class Parent(StrEnum):
    """How it stands with a parent."""

    CARING = "caring"
    DEAD = "dead"
    MISSING = "missing"
    DISABLED = "disabled"
    ILL = "ill"
    DETAINED = "detained"
    OUT_OF_TOUCH = "out-of-touch"
    REVOKED = "revoked"
    EXPELLED = "expelled"


PARENT_WORDS = {
    Parent.CARING: "能抚养",
    Parent.DEAD: "死亡",
    Parent.MISSING: "宣告失踪",
    Parent.DISABLED: "重残（一、二级，或三、四级智力、精神）",
    Parent.ILL: "重病",
    Parent.DETAINED: "服刑在押或强制隔离戒毒六个月以上",
    Parent.OUT_OF_TOUCH: "失联六个月以上（公安查找）",
    Parent.REVOKED: "被撤销监护资格",
    Parent.EXPELLED: "被遣送、驱逐出境",
}
_GONE = (Parent.DEAD, Parent.MISSING)
_TIMED = (Parent.DETAINED, Parent.OUT_OF_TOUCH)


@dataclass(frozen=True)
class Situation:
    """A parent's situation; `months` how long, where the document asks for six."""

    what: Parent
    months: int | None = None

    @property
    def counts(self) -> bool | None:
        """Is it one of those the document names? None: the months are not known."""
        if self.what is Parent.CARING:
            return False
        if self.what in _TIMED:
            return None if self.months is None else self.months >= SIX_MONTHS
        return True


@dataclass(frozen=True)
class Verdict:
    """Which kind a child may be: orphan, unsupported or none ("" ), and every condition with whether it is met (None: not known)."""

    kind: str
    lines: tuple[tuple[bool | None, str], ...]


def judge(
    born: dt.date, on: dt.date, father: Situation, mother: Situation, *, extreme_poverty: bool = False
) -> Verdict:
    """Both parents dead or missing: an orphan. Both in one of the named situations: de facto unsupported, unless 特困 already."""
    minor = age_on(born, on) < ADULT
    lines: list[tuple[bool | None, str]] = [(minor, f"未满 {ADULT} 周岁")]
    for title, one in (("父", father), ("母", mother)):
        months = f" {one.months} 个月" if one.months is not None else ""
        lines.append((one.counts, f"{title}：{PARENT_WORDS[one.what]}{months}"))
    if not minor or not (father.counts and mother.counts):
        return Verdict("", tuple(lines))
    if father.what in _GONE and mother.what in _GONE:
        return Verdict("orphan", tuple(lines))
    lines.append((not extreme_poverty, "没有纳入特困、孤儿保障"))
    return Verdict("" if extreme_poverty else "unsupported", tuple(lines))
