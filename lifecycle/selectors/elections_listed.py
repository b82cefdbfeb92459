"""Posted lists of elections to come, and whom they hold: what an event may make untrue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from lifecycle.domain.elections import VOTING_AGE
from lifecycle.models import Election, RosterEntry, RosterVersion, VoterProxy
from lifecycle.roster.context import open_context
from lifecycle.rosters.voters_provings import PROVINGS
from lifecycle.selectors.elections import ROSTER_OF
from lifecycle.selectors.elections_proof import ON_ROLL, verdicts
from residents.domain.ages import born_by
from residents.selectors.as_of import people_on

KIND_OF = {roster: kind for kind, roster in ROSTER_OF.items()}


@dataclass(frozen=True)
class Posted:
    """The edition in force of a list: for an area and an election day still to come."""

    version: int
    kind: str
    area: str
    day: dt.date


@dataclass(frozen=True)
class Untrue:
    """Somebody whose place on a posted list no longer fits: `listed` there, and why not now (`verdict`), or the other way round."""

    posted: Posted
    person: int
    listed: bool
    verdict: str


def posted_lists(kinds: Iterable[str], areas: Iterable[str], today: dt.date) -> list[Posted]:
    """Editions in force for elections from today on, for these communities or areas above them."""
    rosters = [ROSTER_OF[kind] for kind in kinds]
    rows = RosterVersion.objects.filter(
        roster__in=rosters, period__gte=today.isoformat(), supplement_versions=None
    ).values_list("pk", "roster", "area_code", "period")
    wanted = [area for area in set(areas) if area]
    return [
        Posted(pk, KIND_OF[roster], area, dt.date.fromisoformat(period))
        for pk, roster, area, period in rows
        if any(one.startswith(area) or area.startswith(one) for one in wanted)
    ]


def untrue_now(lists: list[Posted], people: list[int]) -> list[Untrue]:
    """Persons whom a posted list holds though they are off the roll, or misses though they are on it. A statement a list."""
    found = []
    for posted in lists:
        proving = PROVINGS[posted.kind]
        context = open_context(proving.roster, area=posted.area, as_of=posted.day)
        now = verdicts(proving, context, people)
        held = RosterEntry.objects.filter(version=posted.version, person_id__in=people)
        listed = set(held.values_list("person_id", flat=True))
        for person in people:
            on_roll = now.get(person) == ON_ROLL
            if on_roll != (person in listed):
                found.append(Untrue(posted, person, person in listed, now.get(person, "")))
    return found


def coming(kind: str, areas: Iterable[str], today: dt.date) -> dict[str, Election]:
    """The next election of each area, where there is one; one statement for all of them."""
    rows = list(Election.objects.filter(kind=kind, called_off="", day__gte=today).order_by("-day"))
    wanted = {one for one in areas if one}
    return {
        area: election
        for election in rows
        for area in wanted
        if area.startswith(election.area_code) or election.area_code.startswith(area)
    }


def adults_among(people: list[int], day: dt.date) -> set[int]:
    """Those of these persons who are eighteen on the day, or would be."""
    rows = people_on(day).filter(pk__in=people, birth_date__lte=born_by(VOTING_AGE, day))
    return set(rows.values_list("pk", flat=True))


def proxies_of(people: list[int], today: dt.date) -> list[VoterProxy]:
    """Standing proxies for elections to come that these persons gave or hold."""
    standing = VoterProxy.objects.filter(ended_on=None, election__day__gte=today)
    rows = standing.filter(person__in=people) | standing.filter(proxy__in=people)
    return list(rows.select_related("election").order_by("pk"))
