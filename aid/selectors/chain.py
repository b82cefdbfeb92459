"""The chain of help of a household: everything its people get from anyone, with dates and amounts."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from core import clock
from residents.help_given import SORTS, HelpLine, help_sources
from residents.selectors.at_home import homes_on
from residents.selectors.household import HouseholdView, household_page
from residents.selectors.person import person_in_scope

YEARS = 3


@dataclass(frozen=True)
class Given:
    """A line with the member it went to (None: the household as a whole)."""

    line: HelpLine
    name: str
    uid: UUID | None
    now: bool


@dataclass(frozen=True)
class Month:
    """What was paid out in a month, in yuan."""

    month: dt.date
    paid: Decimal


@dataclass(frozen=True)
class Chain:
    """`sorts`: (title, lines, those that go on first); `monthly`: yuan a month now as far as amounts are known; `unknown`: how many
    of the monthly ones have no amount; `hidden`: titles of what the reader may not see.
    """

    household: HouseholdView
    since: dt.date
    sorts: list[tuple[str, list[Given]]]
    monthly: Decimal
    unknown: int
    paid: list[Month]
    givers: list[str]
    hidden: list[str]

    @property
    def empty(self) -> bool:
        return not any(lines for _, lines in self.sorts)


def chain_of(uid: UUID, *, user: Any) -> Chain:
    """The chain of one household for a reader. NotFound out of scope."""
    view = household_page(uid, scope=user.scope("aid.view"))
    today = clock.today()
    since = _since(today)
    members = {member.person_id: member for member in view.members if member.here or (member.end or today) >= since}
    lines, hidden = _read(list(members), view.household.pk, view.household.area_code, since, user)
    given = [_given(line, members, today) for line in lines]
    given.sort(key=lambda one: (not one.now, -one.line.since.toordinal(), one.line.what))
    standing = [one.line for one in given if one.now and one.line.sort == "monthly"]
    return Chain(
        view,
        since,
        [(title, [one for one in given if one.line.sort == sort]) for sort, title in SORTS.items()],
        _sum_once(standing),
        sum(1 for line in standing if line.amount is None),
        _months(line for line in lines if line.sort == "paid"),
        list(dict.fromkeys(one.line.giver for one in given if one.line.giver)),
        hidden,
    )


@dataclass(frozen=True)
class Helped:
    """What a person's home gets; of somebody without a home, what they get alone (`household` None)."""

    name: str
    area: str
    household: UUID | None
    since: dt.date
    lines: list[Given]
    hidden: list[str]


def help_of(person_uid: UUID, *, user: Any) -> Helped:
    """The chain of the household in which somebody lives. NotFound out of scope."""
    person = person_in_scope(person_uid, scope=user.scope("aid.view"))
    area, today = person.living_area or person.hukou_area, clock.today()
    home = homes_on([person.pk], today).get(person.pk)
    if home and home.household_uid:
        chain = chain_of(home.household_uid, user=user)
        given = [one for _, lines in chain.sorts for one in lines]
        return Helped(person.name, area, home.household_uid, chain.since, given, chain.hidden)
    since = _since(today)
    found, hidden = _read([person.pk], None, area, since, user)
    given = [Given(line, person.name, person.uid, line.holds(today)) for line in found]
    return Helped(person.name, area, None, since, given, hidden)


def _since(today: dt.date) -> dt.date:
    return today.replace(year=today.year - YEARS, day=1)


def _read(
    people: list[int], household: int | None, area: str, since: dt.date, user: Any
) -> tuple[list[HelpLine], list[str]]:
    """Every source that the reader may see in the area, and the titles of the others."""
    lines: list[HelpLine] = []
    hidden = []
    for source in sorted(help_sources, key=lambda one: one.order):
        if user.scope(source.permission).holds(area):
            lines += _fitting(source.lines(people, [household] if household else [], since), household, since)
        else:
            hidden.append(source.title)
    return _once_for_the_home(lines), hidden


def _once_for_the_home(lines: list[HelpLine]) -> list[HelpLine]:
    """A single sum for a household stands in the base at each member too: it is said once, where the award says it."""
    told = {line.document for line in lines if line.sort == "once" and line.person is None and line.document}
    return [line for line in lines if not (line.sort == "once" and line.person and line.document in told)]


def _fitting(lines: Iterable[HelpLine], household: int | None, since: dt.date) -> list[HelpLine]:
    """Not what was granted to another household of somebody who has moved."""
    return [
        line for line in lines if (line.household in (None, household)) and (line.until is None or line.until > since)
    ]


def _sum_once(lines: list[HelpLine]) -> Decimal:
    """A sum granted to a household stands in the line of each member: it counts once by its document and kind."""
    sums: dict[tuple[object, ...], Decimal] = {}
    for line in lines:
        if line.amount is not None:
            by_home = line.household is not None and line.document
            sums[(line.what, line.document) if by_home else (line.what, line.person)] = line.amount
    return sum(sums.values(), Decimal(0))


def _months(lines: Iterable[HelpLine]) -> list[Month]:
    paid: dict[dt.date, Decimal] = defaultdict(Decimal)
    for line in lines:
        paid[line.since.replace(day=1)] += line.amount or Decimal(0)
    return [Month(month, paid[month]) for month in sorted(paid, reverse=True)]


def _given(line: HelpLine, members: dict[int, Any], today: dt.date) -> Given:
    member = members.get(line.person) if line.person else None
    return Given(line, member.name if member else "全家", member.uid if member else None, line.holds(today))
