"""Persons seen by an election: on the roll or not, those whom a document concerns, and the lists of what to look into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from core.scope import as_system
from lifecycle.domain.elections import MOVED_IN, OF_AGE
from lifecycle.models import Election, Participation, RosterEntry, RosterVersion
from lifecycle.models.election import ElectionKind
from lifecycle.roster.context import open_context
from lifecycle.roster.declaration import Context
from lifecycle.roster.select import members
from lifecycle.rosters.voters_provings import PROVINGS
from lifecycle.selectors.elections_proof import ON_ROLL, everybody, published, verdicts
from residents.selectors.as_of import living_on, people_on


def off_roll(election: Election, person_ids: list[int]) -> set[int]:
    """Those of these persons who are not on the roll of the election."""
    proving = PROVINGS[election.kind]
    context = open_context(proving.roster, area=election.area_code, as_of=election.day)
    with as_system("whether two named voters are on the roll; the caller has shown a right to both"):
        found = verdicts(proving, context, person_ids)
    return {pk for pk in person_ids if found.get(pk) != ON_ROLL}


@dataclass(frozen=True)
class Check:
    """A list of what to look into before the roll is posted: `rows(election, context)` inside `reaching()`."""

    key: str
    title: str
    words: str
    rows: Callable[[Election, Context], QuerySet[Any]]
    kinds: tuple[str, ...] = (ElectionKind.CONGRESS.value, ElectionKind.COMMITTEE.value)
    urgent: bool = False


def _missing(election: Election, context: Context) -> QuerySet[Any]:
    """On the last list, not on this one."""
    found = everybody(PROVINGS[election.kind], context).exclude(verdict=ON_ROLL)
    return found.filter(pk__in=RosterEntry.objects.filter(version_id__in=context.rule.earlier).values("person_id"))


def _of_category(title: str) -> Callable[[Election, Context], QuerySet[Any]]:
    return lambda election, context: members(PROVINGS[election.kind].roster, context).filter(category=title)


def _not_transferred(election: Election, context: Context) -> QuerySet[Any]:
    return everybody(PROVINGS[election.kind], context).filter(verdict="elsewhere")


def _dead_still_on(election: Election, context: Context) -> QuerySet[Any]:
    """On the edition in force, and dead: the list must be corrected."""
    return people_on(context.as_of).filter(_in_force(election, context)).exclude(living_on(context.as_of))


def _in_force(election: Election, context: Context) -> Q:
    last = RosterVersion.objects.filter(pk__in=published(PROVINGS[election.kind].roster, context)).order_by("-number")
    return Q(pk__in=RosterEntry.objects.filter(version_id__in=last.values("pk")[:1]).values("person_id"))


def _twice(election: Election, context: Context) -> QuerySet[Any]:
    """On editions in force of two areas; or two on the roll with one name and birthday: perhaps one person."""
    roster = PROVINGS[election.kind].roster
    others = RosterVersion.objects.filter(roster=roster.key, period=context.period, supplement_versions=None).exclude(
        area_code=context.area
    )
    elsewhere = RosterEntry.objects.filter(version__in=others.values("pk")).values("person_id")
    rows = members(roster, context)
    same = (
        members(roster, context)
        .order_by()
        .values("name", "birth_date")
        .annotate(number=Count("pk", distinct=True))
        .filter(number__gt=1, name=OuterRef("name"), birth_date=OuterRef("birth_date"))
    )
    return rows.filter(Q(pk__in=elsewhere) & _in_force(election, context) | Exists(same))


def _two_for_a_household(election: Election, context: Context) -> QuerySet[Any]:
    """Representatives of one household: each household sends one (组织法 第十四条)."""
    reps = Participation.objects.filter(
        election=election, household_rep=True, person__memberships__during__contains=context.as_of
    )
    other = reps.filter(person__memberships__household=OuterRef("person__memberships__household")).exclude(
        person=OuterRef("person")
    )
    return people_on(context.as_of).filter(pk__in=reps.filter(Exists(other)).values("person_id"))


CHECKS = (
    Check("missing", "上次在册，这次不在", "逐人看原因；没有原因的就是漏登。", _missing),
    Check("of-age", "新满 18 周岁", "上次选举以后满 18 周岁，要补登。", _of_category(OF_AGE), (ElectionKind.CONGRESS,)),
    Check("moved-in", "迁入的", "上次选举以后户口迁入，列入新选区。", _of_category(MOVED_IN), (ElectionKind.CONGRESS,)),
    Check(
        "not-transferred",
        "住在这里、没有转来",
        "户籍在别处，没有资格证明：愿意在这里参选的，请本人回原选区开证明。",
        _not_transferred,
        (ElectionKind.CONGRESS,),
    ),
    Check("twice", "可能重复登记", "同名同生日，或者同时在两处公布的名单上。", _twice, urgent=True),
    Check("dead", "已去世还在公布的名单上", "要发补正公告。", _dead_still_on, urgent=True),
    Check(
        "two-reps", "一户两名户代表", "每户派一名代表。", _two_for_a_household, (ElectionKind.COMMITTEE,), urgent=True
    ),
)


def checks_of(election: Election) -> list[Check]:
    return [check for check in CHECKS if election.kind in check.kinds]


def check_named(election: Election, key: str) -> Check | None:
    return next((check for check in checks_of(election) if check.key == key), None)


PERSON_FIELDS = ("id", "uid", "name", "sex", "birth_date", "died_on", "living_address", "hukou_address", "number_last4")


def shown(rows: QuerySet[Any], *more: str) -> QuerySet[Any]:
    """The columns that the pages show of a person, with where registered and where living on the day."""
    ordered = rows if rows.ordered else rows.order_by("name", "pk")
    return ordered.values(*PERSON_FIELDS, *more, hukou_code=F("hukou__area_code"), home_code=F("home__area_code"))
