"""A family's means as an application tells them (aid_application_fields 7–12; 社会救助法 第十八条、第二十一条、第二十二条).

Each figure comes from one of three origins; of several about the same thing one holds, by the order that a parameter gives, and the
others stay to be seen beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from aid.domain.money import NOTHING

ORIGINS = {"declared": "家庭申报", "survey": "入户调查", "verified": "核对报告"}
INCOMES = {"wage": "工资性收入", "business": "经营净收入", "property": "财产净收入", "transfer": "转移净收入"}
ASSETS = {
    "deposits": "存款",
    "securities": "证券、基金、理财",
    "homes": "住房",
    "cars": "机动车",
    "other": "其他财产",
}
MONEY_ASSETS, COUNTED_ASSETS = ("deposits", "securities"), ("homes", "cars")
EXPENSES = {"medical": "医疗", "education": "教育", "rehabilitation": "残疾康复", "care": "护理"}


@dataclass(frozen=True, slots=True)
class Told:
    """A figure as one origin tells it. `value`: yuan in twelve months (income, expense), yuan (money, other) or pieces (homes, cars)."""

    sort: str
    origin: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Received:
    """A benefit that a member receives; `monthly` None when nobody said how much."""

    kind: str
    title: str
    monthly: Decimal | None


@dataclass(frozen=True, slots=True)
class Obligor:
    """Somebody who by law supports a member from outside the family (赡养、抚养、扶养).

    `agreed`: yuan a month by agreement or judgment; `income`: their family's monthly income; `people`: how many live on it;
    `supported`: how many they owe support. `able` False: themselves on assistance, or otherwise without means.
    """

    name: str
    relation: str
    agreed: Decimal | None = None
    income: Decimal | None = None
    people: int = 1
    supported: int = 1
    able: bool = True


@dataclass(frozen=True)
class Member:
    """Somebody of the family: `counted` among those who live together, `covered` by the assistance applied for.

    `severe`: severely disabled, `ill`: seriously ill (社会救助法 第二十一条: may be listed alone in an edge family).
    """

    key: int
    name: str
    covered: bool = True
    counted: bool = True
    incomes: tuple[Told, ...] = ()
    assets: tuple[Told, ...] = ()
    expenses: tuple[Told, ...] = ()
    received: tuple[Received, ...] = ()
    obligors: tuple[Obligor, ...] = ()
    severe: bool = False
    ill: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the arithmetic: words, and the amount it arrives at; `level` 0 is a sum, 1 what it is made of."""

    words: str
    amount: Decimal | None = None
    level: int = 1
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Differs:
    """Two origins tell different figures of the same thing."""

    member: str
    title: str
    held: Told
    other: Told

    @property
    def words(self) -> str:
        """Both figures, the one that counts first."""
        return (
            f"{self.member}的{self.title}：{ORIGINS[self.held.origin]} {self.held.value:,}，"
            f"{ORIGINS[self.other.origin]} {self.other.value:,}，按{ORIGINS[self.held.origin]}算"
        )


@dataclass
class Reckoned:
    """A sum with its lines, what was told differently, and what is missing to be sure of it."""

    total: Decimal = NOTHING
    lines: list[Line] = field(default_factory=list)
    differs: list[Differs] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def lacks(self, words: str) -> None:
        """Name what is missing, once."""
        if words and words not in self.missing:
            self.missing.append(words)


def holding(told: Iterable[Told], order: Sequence[str]) -> dict[str, tuple[Told, list[Told]]]:
    """{sort: (the figure that counts, the others)}: the origin that comes first in the order holds."""
    rank = {origin: place for place, origin in enumerate(order)}
    by_sort: dict[str, list[Told]] = {}
    for one in told:
        by_sort.setdefault(one.sort, []).append(one)
    found = {}
    for sort, some in by_sort.items():
        ranked = sorted(some, key=lambda one: rank.get(one.origin, len(rank)))
        found[sort] = (ranked[0], ranked[1:])
    return found


def differing(member: str, titles: dict[str, str], held: dict[str, tuple[Told, list[Told]]]) -> list[Differs]:
    """What the origins tell differently of one member."""
    return [
        Differs(member, titles[sort], first, other)
        for sort, (first, others) in held.items()
        for other in others
        if other.value != first.value
    ]
