"""Which elections there are: of an area, on a day, and what their wards say."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from accounts.selectors.areas import area_tree
from core.errors import NotFound
from core.parameters import ancestors
from core.scope import Scope, as_system
from lifecycle.domain.elections import Wards
from lifecycle.models import Election, RosterVersion, Ward, WardPart
from lifecycle.models.election import ElectionKind
from residents.selectors.building import BuildingHere, buildings_with

NO_ELECTION = "没有这次选举，或不在你的范围内。"
VOTERS, COMMITTEE_VOTERS = "voters", "committee-voters"
ROSTER_OF = {ElectionKind.CONGRESS.value: VOTERS, ElectionKind.COMMITTEE.value: COMMITTEE_VOTERS}


def touching(area: str) -> Q:
    """Elections that an area votes in: held in it, in a part of it, or in an area above it."""
    return Scope.of([area]).q("area_code") | Q(area_code__in=ancestors(area))


def elections_of(areas: Iterable[str]) -> QuerySet[Election]:
    """The elections that any of these areas votes in, the latest day first."""
    wanted = Q(pk__in=[])
    for area in areas:
        wanted |= touching(area)
    return Election.objects.filter(wanted).order_by("-day", "area_code", "kind")


def elections_on(kind: str, area: str, day: dt.date) -> list[Election]:
    """What is held there on the day: one election as a rule, several where towns vote apart."""
    return list(Election.objects.filter(touching(area), kind=kind, day=day, called_off="").order_by("area_code"))


def next_day(kind: str, area: str, today: dt.date) -> dt.date | None:
    """The day of the election that is coming, else of the last one within a month: corrections end with it."""
    rows = Election.objects.filter(touching(area), kind=kind, called_off="", day__gte=today - dt.timedelta(days=30))
    return rows.order_by("day").values_list("day", flat=True).first()


def days_of(kind: str, area: str, today: dt.date) -> list[tuple[str, dt.date]]:
    """The days a roster may be asked for: each election of the area, and today."""
    rows = Election.objects.filter(touching(area), kind=kind, called_off="").order_by("-day")
    days = list(dict.fromkeys(rows.values_list("day", flat=True)))[:6]
    return [(day.isoformat(), day) for day in days] or [(today.isoformat(), today)]


def election_named(uid: UUID | str, scope: Scope) -> Election:
    """An election that some area of the scope votes in; else NotFound."""
    election = Election.objects.filter(uid=uid).first()
    if election is None or not reaches(scope, election.area_code):
        raise NotFound(NO_ELECTION)
    return election


def reaches(scope: Scope, area: str) -> bool:
    """Does the scope hold the area, or a part of it?"""
    return scope.covers(area) or bool(scope.within(area))


def votes_in(election: Election, person: Any) -> str:
    """The area whose list a person belongs on: of the registration where the election holds it, else of the home."""
    return str(person.hukou_area if person.hukou_area.startswith(election.area_code) else person.living_area)


def part_of(election: Election, scope: Scope, chosen: str = "") -> str:
    """The part of an election that somebody looks at: the chosen area where it belongs to it, else what the scope holds of it."""
    here, asked = Scope.of([election.area_code]), chosen if chosen and scope.covers(chosen) else ""
    if asked and (here.covers(asked) or Scope.of([asked]).covers(election.area_code)):
        return asked if here.covers(asked) else election.area_code
    if scope.covers(election.area_code):
        return election.area_code
    inside = scope.within(election.area_code)
    own = [node.code for node in area_tree().nodes.values() if not node.ended and inside.covers(node.code)]
    if not own:
        raise NotFound(NO_ELECTION)
    return min(own, key=lambda code: (len(code), code))


def wards_on(area: str, day: dt.date) -> Wards:
    """The wards of the elections of deputies that the area votes in on the day."""
    parts = WardPart.objects.filter(election__in=[one.pk for one in elections_on(ElectionKind.CONGRESS, area, day)])
    return _wards(parts)


def wards_of(election: Election) -> Wards:
    return _wards(WardPart.objects.filter(election=election))


def _wards(parts: QuerySet[WardPart]) -> Wards:
    areas: dict[str, str] = {}
    buildings: dict[int, str] = {}
    for code, building, number in parts.values_list("area_code", "building_id", "ward__number"):
        if building is None:
            areas[code] = number
        else:
            buildings[building] = number
    return Wards(areas, buildings)


def ward_rows(election: Election) -> list[tuple[Ward, list[WardPart], dict[int, BuildingHere]]]:
    """The wards of an election in order, each with its parts and the buildings among them."""
    parts: dict[int, list[WardPart]] = defaultdict(list)
    for part in WardPart.objects.filter(election=election).order_by("area_code", "pk"):
        parts[part.ward_id].append(part)
    doors = buildings_with(part.building_id for rows in parts.values() for part in rows if part.building_id)
    return [(ward, parts[ward.pk], doors) for ward in Ward.objects.filter(election=election).order_by("number")]


def last_lists(roster: str, area: str, day: dt.date) -> tuple[dt.date | None, tuple[int, ...]]:
    """The day of the last election before `day` with a published list, and its versions: those of this area, of areas above
    it and of parts of it, each in its last edition."""
    with as_system("which earlier list holds an area says nothing of anybody; its entries are cut by area"):
        rows = list(
            RosterVersion.objects.filter(touching(area), roster=roster, period__lt=day.isoformat())
            .order_by("-period", "area_code", "-number")
            .values_list("period", "area_code", "pk")
        )
    if not rows:
        return None, ()
    period = rows[0][0]
    latest: dict[str, int] = {}
    for of, code, pk in rows:
        if of == period:
            latest.setdefault(code, pk)
    return dt.date.fromisoformat(period), tuple(latest.values())
