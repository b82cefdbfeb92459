"""本周节点: who turns an age this week on which the law looks again, and who was born."""

from __future__ import annotations

import datetime as dt
from collections import Counter
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
    text: str


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


def this_week(area: str, *, today: dt.date) -> Week:
    """Monday to Sunday of the week of `today`, in an area. One statement, two indexes."""
    first = today - dt.timedelta(days=today.weekday())
    last = first + dt.timedelta(days=6)
    tree = area_tree()
    codes = [node.code for level in ("community", "grid") for node in tree.inside(area, level)] or [area]
    people = turning(codes, AGES, first=first, last=last)
    nodes = sorted((_node(person, first, last) for person in people), key=lambda node: (node.on, -node.age, node.name))
    born = {node.uid: person.birth_date for person in people for node in nodes if node.uid == person.uid}
    return Week(first, last, nodes[:SHOWN], _totals(nodes, born))


def _node(person: Named, first: dt.date, last: dt.date) -> Node:
    birth = person.birth_date or first
    age = next(age for age in AGES if first <= birthday(birth, age) <= last)
    follows = next((milestone.text for milestone in milestones(birth) if milestone.age == age), "")
    return Node(birthday(birth, age), age, person.uid, person.name, follows or person.address)


def _totals(nodes: list[Node], born: dict[UUID, dt.date | None]) -> list[tuple[int, int, dt.date, dt.date]]:
    number = Counter(node.age for node in nodes)
    days: dict[int, list[dt.date]] = {}
    for node in nodes:
        if day := born[node.uid]:
            days.setdefault(node.age, []).append(day)
    return [(age, number[age], min(days[age]), max(days[age])) for age in AGES if number[age]]
