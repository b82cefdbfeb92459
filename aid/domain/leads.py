"""困难线索: what may make a family fall, what weighs more because of who lives there, and how the two add up.

A lead is a hint and never a decision (个人信息保护法 第二十四条, handbook §7.4): the sum only says whom to see first. Every
point is a policy parameter; one without a value counts nothing and is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum


class Reason(Enum):
    """What happened. Source: handbook §7.4 (丧亲; 残疾证新发、失业、大病、子女失联、辍学、火灾)."""

    BEREAVED = "bereaved"
    DISABLED = "disabled"
    JOBLESS = "jobless"
    ILL = "ill"
    DROPPED_OUT = "dropped-out"
    DISASTER = "disaster"
    OUT_OF_TOUCH = "out-of-touch"
    FOUND = "found"

    @property
    def words(self) -> str:
        return REASON_WORDS[self]


class Feature(Enum):
    """Who lives there. Source: handbook §7.4 (低保、单亲、残疾、独居、特困、失业), and who cannot earn."""

    ON_AID = "on-aid"
    SINGLE_PARENT = "single-parent"
    DISABLED_AT_HOME = "disabled-at-home"
    ALONE = "alone"
    JOBLESS_AT_HOME = "jobless-at-home"
    MINORS = "minors"
    OLD = "old"

    @property
    def words(self) -> str:
        return FEATURE_WORDS[self]


REASON_WORDS = {
    Reason.BEREAVED: "家里有人去世",
    Reason.DISABLED: "新领残疾人证",
    Reason.JOBLESS: "失业",
    Reason.ILL: "大病",
    Reason.DROPPED_OUT: "孩子辍学",
    Reason.DISASTER: "受灾",
    Reason.OUT_OF_TOUCH: "家人失联",
    Reason.FOUND: "走访、邻里发现",
}
FEATURE_WORDS = {
    Feature.ON_AID: "在领低保、特困、低保边缘或刚性支出救助",
    Feature.SINGLE_PARENT: "单亲带孩子",
    Feature.DISABLED_AT_HOME: "家里有残疾人",
    Feature.ALONE: "独居",
    Feature.JOBLESS_AT_HOME: "家里有人失业",
    Feature.MINORS: "家里有未成年人",
    Feature.OLD: "家里有 80 岁以上老人",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the sum: what, how much; None when the parameter has no value."""

    key: str
    words: str
    points: int | None


@dataclass(frozen=True)
class Score:
    """The sum with its lines, the heaviest first."""

    lines: tuple[Point, ...]

    @property
    def total(self) -> int:
        return sum(line.points or 0 for line in self.lines)

    @property
    def missing(self) -> tuple[str, ...]:
        """What counted nothing because nobody has said how much it weighs."""
        return tuple(line.words for line in self.lines if line.points is None)

    @property
    def arithmetic(self) -> str:
        """`家里有人去世 30 ＋ 独居 20 ＝ 50`."""
        said = " ＋ ".join(f"{line.words} {line.points}" for line in self.lines if line.points is not None)
        return f"{said} ＝ {self.total}" if said else "没有可算的分"


def score(reasons: Iterable[Reason], features: Iterable[Feature], points: Mapping[str, int | None]) -> Score:
    """Add up. A reason counts once however often it happened; features count only where something happened.

    `points`: {key of a reason or feature: its weight, None unknown}.
    """
    told, known = set(reasons), set(features)
    present = [one for one in Feature if one in known] if told else []
    counted: list[Reason | Feature] = [*(one for one in Reason if one in told), *present]
    lines = [Point(one.value, one.words, points.get(one.value)) for one in counted]
    return Score(tuple(sorted(lines, key=lambda line: -(line.points or 0))))


# What a family may be told of when something of the kind happened: words and clause; whether it fits is asked by a person.
HINTS: dict[Reason, tuple[tuple[str, str], ...]] = {
    Reason.BEREAVED: (
        ("收入少了的，可以申请低保或刚性支出救助", "社会救助法 第十八条、第二十二条"),
        ("一时周转不开的，可以申请临时救助，急的先行救助", "社会救助法 第五十条"),
    ),
    Reason.DISABLED: (
        ("困难残疾人生活补贴、重度残疾人护理补贴", "残疾人保障法 第四十七条、第四十八条"),
        ("低保边缘家庭里的重残人员可以单独纳入低保", "社会救助法 第二十一条"),
    ),
    Reason.JOBLESS: (
        ("失业登记和失业保险金", "社会保险法 第四十五条"),
        ("就业救助；收入低于标准的，可以申请低保", "社会救助法 第十八条"),
    ),
    Reason.ILL: (
        ("医疗救助；自付多的，可以申请刚性支出救助", "社会救助法 第二十二条"),
        ("低保边缘家庭里的重病人员可以单独纳入低保", "社会救助法 第二十一条"),
    ),
    Reason.DROPPED_OUT: (("学生资助和教育救助，向就读学校申请", "社会救助法 第三十八条"),),
    Reason.DISASTER: (("受灾人员救助和临时救助，在急难发生地申请", "社会救助法 第三十七条"),),
    Reason.OUT_OF_TOUCH: (
        ("孩子的父母失联满六个月的，核实是不是事实无人抚养儿童", "粤民规字〔2019〕10 号"),
        ("老人没有人赡养的，核实是不是特困", "社会救助法 第十六条"),
    ),
    Reason.FOUND: (("居委会发现困难，应当报告街道", "社会救助法 第三十九条"),),
}


def hints(reasons: Iterable[Reason]) -> list[tuple[str, str]]:
    """What to tell the family, each once, in the order of the reasons."""
    happened = set(reasons)
    return list(dict.fromkeys(hint for reason in Reason if reason in happened for hint in HINTS[reason]))
