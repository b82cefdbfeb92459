"""The thirteen groups of old people, and which of them follow from what the base knows (handbook §6.1).

The table is codes/elder_special_categories.csv. `derive` decides from `Facts`; elderly/selectors/derived.py says the same in SQL for
a whole district, and tests/elderly/test_categories.py holds the two against each other.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).resolve().parent.parent / "codes" / "elder_special_categories.csv"

ALONE, EMPTY_NEST, ALL_OLD, CHILDLESS, LEFT_BEHIND, DISABLED, SEVERE = "01", "02", "03", "04", "05", "06", "07"
ONE_CHILD_LOST, DESTITUTE, POOR, AGED, CENTENARIAN, HONOURED = "08", "09", "10", "11", "12", "13"
# 独居、空巢、留守、失能、重残、计划生育特殊家庭: 民政部等 10 部门《开展特殊困难老年人探访关爱服务的指导意见》（民发〔2022〕73 号）.
NATIONAL = (ALONE, EMPTY_NEST, LEFT_BEHIND, DISABLED, SEVERE, ONE_CHILD_LOST)
# The base holds nothing from which these follow; an office says so.
DECLARED_ONLY = (LEFT_BEHIND, HONOURED)
OLD, VERY_OLD, HUNDRED, OF_AGE = 60, 80, 100, 18
LOST_CHILD, EXTREME_POVERTY, MINIMUM_LIVING, EDGE = "lost-child", "extreme-poverty", "minimum-living", "edge"


@dataclass(frozen=True, slots=True)
class Category:
    """A group: code, name, definition, how it is told (empty: declared), where the definition comes from, how certain it is."""

    code: str
    name: str
    definition: str
    hint: str
    source: str
    certainty: str


@cache
def categories() -> dict[str, Category]:
    """{code: group} in the order of the table."""
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {row["code"]: Category(*row.values()) for row in csv.DictReader(file)}


def name_of(code: str) -> str:
    return categories()[code].name


def names_of(codes: Iterable[str]) -> str:
    """`独居老人、高龄老人`."""
    return "、".join(name_of(code) for code in sorted(codes))


@dataclass(frozen=True, slots=True)
class Facts:
    """What the base knows of an old person on a day.

    `placed`: the dwelling is known and is a home (no staff dormitory). Of those who live there besides: `adults` (18 and older, and
    those whose birth date nobody knows), of these `under_60`, `minors`, and `child_here`: a child of this person's. `married`: a
    living spouse is known, or the marital status does not say 未婚, 丧偶 or 离婚 (GB/T 2261.2: 10, 30, 40). `children`, `lost`:
    living and dead children known. `ability`: level of the standing assessment by GB/T 42195; `disabled_from`: from which level
    on somebody counts as 失能 (None: 待确认).
    """

    age: int
    placed: bool = True
    adults: int = 0
    under_60: int = 0
    minors: int = 0
    child_here: bool = False
    married: bool = False
    children: int = 0
    lost: int = 0
    ability: int | None = None
    disabled_from: int | None = None
    severe: bool = False
    benefits: frozenset[str] = field(default_factory=frozenset)


def derive(facts: Facts) -> set[str]:
    """The codes that follow. Nobody below 60 has any (老年人权益保障法 第二条)."""
    if facts.age < OLD:
        return set()
    found = {
        CHILDLESS: not facts.married and not facts.children,
        DISABLED: facts.ability is not None
        and facts.disabled_from is not None
        and facts.ability >= facts.disabled_from,
        SEVERE: facts.severe,
        ONE_CHILD_LOST: LOST_CHILD in facts.benefits or (facts.lost == 1 and not facts.children),
        DESTITUTE: EXTREME_POVERTY in facts.benefits,
        POOR: bool(facts.benefits & {MINIMUM_LIVING, EDGE}),
        AGED: facts.age >= VERY_OLD,
        CENTENARIAN: facts.age >= HUNDRED,
    }
    if facts.placed:
        found |= {
            ALONE: facts.adults == 0,
            EMPTY_NEST: facts.under_60 == 0 and not facts.child_here,
            ALL_OLD: facts.under_60 == 0 and facts.minors == 0,
        }
    return {code for code, holds in found.items() if holds}


HOW_TOLD = {
    ALONE: "同一住处没有别的成年人；只和未成年人同住也算。年龄不详的按成年人算。",
    EMPTY_NEST: "同一住处的成年人都满 60 岁，没有子女同住。独居也算。",
    ALL_OLD: "住在一起的人都满 60 岁。",
    CHILDLESS: "底册里没有在世的配偶和子女，婚姻状况是未婚、丧偶或离婚；婚姻状况不详的不推。",
    DISABLED: "最近一次有效的能力评估（GB/T 42195）达到参数里的等级。",
    SEVERE: "残疾人证有效：一、二级，或者智力、精神三、四级。",
    ONE_CHILD_LOST: "在享计生特别扶助；或者底册里唯一的子女已去世、没有别的子女。",
    DESTITUTE: "在享特困供养。",
    POOR: "在享低保，或者是低保边缘家庭成员。",
    AGED: "满 80 周岁。",
    CENTENARIAN: "满 100 周岁。",
}


def reason(code: str, facts: Facts) -> str:
    """Why somebody with these facts belongs to the group, in the words of the base."""
    minors = f"，同住的只有 {facts.minors} 个未成年人" if facts.minors else ""
    return {
        ALONE: f"住处只有本人一个成年人{minors}",
        EMPTY_NEST: "住处没有 60 岁以下的成年人，也没有子女同住",
        ALL_OLD: "住在一起的都满 60 岁" if facts.adults else "一人住，满 60 岁",
        CHILDLESS: "底册里没有在世的配偶和子女",
        DISABLED: f"能力评估 {facts.ability} 级，{facts.disabled_from} 级起算失能",
        SEVERE: "残疾人证在有效期内，等级达到重度",
        ONE_CHILD_LOST: "在享计生特别扶助" if LOST_CHILD in facts.benefits else "底册里唯一的子女已去世",
        DESTITUTE: "在享特困供养",
        POOR: "在享低保" if MINIMUM_LIVING in facts.benefits else "低保边缘家庭",
        AGED: f"{facts.age} 岁",
        CENTENARIAN: f"{facts.age} 岁",
    }.get(code, "")
