"""本周节点: who turns an age this week on which the law looks again, and who was born."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from accounts.selectors.areas import area_tree
from residents.domain.ages import birthday
from residents.domain.milestones import milestones
from residents.selectors.attention import Named, turning

AGES = (0, 6, 18, 60, 70, 80, 90, 100)
SHOWN = 10


@dataclass(frozen=True)
class Node:
    """A day of this week on which a person turns `age` (0: was born); `text` says what follows."""

    on: dt.date
    age: int
    uid: UUID
    name: str
    birth: dt.date
    text: str

    @property
    def weekday(self) -> str:
        return "一二三四五六日"[self.on.weekday()]

    @property
    def words(self) -> str:
        return f"满 {self.age} 岁" if self.age else "出生"


@dataclass(frozen=True)
class Week:
    """The first nodes by day, and for each age how many, with the birth dates that give the list of them."""

    first: dt.date
    last: dt.date
    nodes: list[Node]
    totals: list[tuple[int, int, dt.date, dt.date]]

    @property
    def left(self) -> int:
        """How many are not among the first nodes."""
        return sum(number for _, number, _, _ in self.totals) - len(self.nodes)


def this_week(areas: Iterable[str], *, today: dt.date) -> Week:
    """Monday to Sunday of the week of `today`, in some areas. One statement, two indexes."""
    first = today - dt.timedelta(days=today.weekday())
    last = first + dt.timedelta(days=6)
    people = turning(_communities(areas), AGES, first=first, last=last)
    nodes = [_node(person, person.birth_date, first, last) for person in people if person.birth_date]
    nodes.sort(key=lambda node: (node.on, -node.age, node.name))
    return Week(first, last, nodes[:SHOWN], _totals(nodes))


def _communities(areas: Iterable[str]) -> list[str]:
    """The codes that residents of these areas carry: communities and grids."""
    tree = area_tree()
    return [node.code for area in areas for level in ("community", "grid") for node in tree.inside(area, level)]


def _node(person: Named, birth: dt.date, first: dt.date, last: dt.date) -> Node:
    age = next(age for age in AGES if first <= birthday(birth, age) <= last)
    follows = next((milestone.text for milestone in milestones(birth) if milestone.age == age), "")
    return Node(birthday(birth, age), age, person.uid, person.name, birth, follows or person.address)


def _totals(nodes: list[Node]) -> list[tuple[int, int, dt.date, dt.date]]:
    number = Counter(node.age for node in nodes)
    born = {age: [node.birth for node in nodes if node.age == age] for age in number}
    return [(age, number[age], min(born[age]), max(born[age])) for age in AGES if age in number]
