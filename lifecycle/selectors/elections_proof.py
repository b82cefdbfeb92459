"""防遗漏证明: every adult of the area is on the roll, or has exactly one stated reason; the counts add up.

One statement goes through everybody who is registered in the area or lives there on the day, and whoever stood on the last
list or on this election's published one. The roll's own criteria say who is on it; the reasons are tried in order, so each
person falls under exactly one; who would fall under none is counted as 说不清, and the proof does not hold.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

from lifecycle.domain.elections import Reason
from lifecycle.roster.declaration import Context, Roster
from lifecycle.roster.select import category_of
from lifecycle.selectors import elections_roll
from lifecycle.selectors.versions import versions_of
from residents.selectors.as_of import ids_belonging_to, lives_in, people_on, registered_in
from residents.selectors.ground import code_of

ON_ROLL, UNEXPLAINED = "on-roll", "unexplained"
Condition = Callable[[Context], Q]


@dataclass(frozen=True)
class Proving:
    """What a proof of one roster needs: who counts as an adult, the condition of each reason, in order, and the ids of who
    concerns it besides (`also`)."""

    roster: Roster
    adult: Condition
    reasons: tuple[tuple[Reason, Condition], ...]
    also: Callable[[Context], QuerySet[Any]] | None = None

    def reason(self, key: str) -> Reason | None:
        return next((reason for reason, _ in self.reasons if reason.key == key), None)


@dataclass(frozen=True)
class Line:
    """A number of the proof and what it stands for."""

    key: str
    title: str
    words: str
    clause: str
    number: int
    removal: bool = False


@dataclass(frozen=True)
class Proof:
    """The counts: `adults` = `on_roll` + the reasons + `unexplained`; `areas`: the same by community; `categories`: the roll."""

    adults: int
    on_roll: int
    lines: list[Line]
    unexplained: int
    areas: dict[str, dict[str, int]] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)

    @property
    def off_roll(self) -> int:
        return sum(line.number for line in self.lines)

    @property
    def holds(self) -> bool:
        return self.unexplained == 0 and self.adults == self.on_roll + self.off_roll


def everybody(proving: Proving, context: Context) -> QuerySet[Any]:
    """The adults the proof goes through, each with `verdict` (ON_ROLL, a reason's key, UNEXPLAINED) and `listed_area`.

    Run it inside `reaching()`, like a roster.
    """
    return (
        people_on(context.as_of)
        .filter(Q(pk__in=_concerned(proving, context)), proving.adult(context) | Q(birth_date=None))
        .annotate(verdict=_verdict(proving, context), listed_area=_where(context))
        .order_by("listed_area", "name", "id")
    )


def _concerned(proving: Proving, context: Context) -> QuerySet[Any]:
    """Ids of who is registered or lives in the area on the day, and of who stood on a list that this one follows."""
    here = ids_belonging_to(context.place, context.as_of)
    versions = (*context.rule.earlier, *published(proving.roster, context))
    others = [elections_roll.entries_of(versions, context.area)] if versions else []
    others += [proving.also(context)] if proving.also else []
    return here.union(*others) if others else here


def published(roster: Roster, context: Context) -> tuple[int, ...]:
    """The editions of this election's list for the area itself."""
    return tuple(versions_of(roster.key, context.period, context.area).values_list("pk", flat=True))


def _verdict(proving: Proving, context: Context, listed: Any = None) -> Case:
    """The first reason that fits; of who is on the roll ON_ROLL, or what `listed` says."""
    on_roll = Q(*[criterion.condition(context) for criterion in proving.roster.criteria])
    whens = [When(condition(context), then=Value(reason.key)) for reason, condition in proving.reasons]
    return Case(
        When(on_roll, then=listed or Value(ON_ROLL)), *whens, default=Value(UNEXPLAINED), output_field=CharField()
    )


def _where(context: Context) -> Case:
    """The community a person counts under: of the registration, of the home, or none for who has gone."""
    return Case(
        When(registered_in(context.place), then=code_of(context.place, "hukou")),
        When(lives_in(context.place), then=code_of(context.place, "home")),
        default=Value(""),
        output_field=CharField(),
    )


def counted(proving: Proving, context: Context) -> list[tuple[str, str, int]]:
    """(community, category on the roll or reason, number): the roll by category and the proof in one statement."""
    said = _verdict(proving, context, category_of(proving.roster, context))
    rows = everybody(proving, context).order_by().annotate(said=said).values("listed_area", "said")
    return list(rows.annotate(number=Count("pk")).values_list("listed_area", "said", "number"))


def proof(proving: Proving, context: Context) -> Proof:
    """The proof of an area and day. Run it inside `reaching()`."""
    return summed(proving, counted(proving, context))


def summed(proving: Proving, rows: Iterable[tuple[str, str, int]]) -> Proof:
    totals: dict[str, int] = {}
    areas: dict[str, dict[str, int]] = {}
    categories = {category.title: 0 for category in proving.roster.categories}
    for area, said, number in rows:
        verdict = ON_ROLL if said in categories else said
        if said in categories:
            categories[said] += number
        totals[verdict] = totals.get(verdict, 0) + number
        of = areas.setdefault(area[:12], {})
        of[verdict] = of.get(verdict, 0) + number
    lines = [
        Line(one.key, one.title, one.words, one.clause, totals.get(one.key, 0), one.removal)
        for one, _ in proving.reasons
    ]
    return Proof(
        sum(totals.values()),
        totals.get(ON_ROLL, 0),
        lines,
        totals.get(UNEXPLAINED, 0),
        dict(sorted(areas.items())),
        categories,
    )


def verdicts(proving: Proving, context: Context, person_ids: list[int]) -> dict[int, str]:
    """The verdict on some persons, whether the proof goes through them or not."""
    rows = people_on(context.as_of).filter(pk__in=person_ids).annotate(verdict=_verdict(proving, context))
    return dict(rows.values_list("pk", "verdict"))
