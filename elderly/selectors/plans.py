"""Plans of care as they stand, and who may answer for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from accounts.roles import roles
from accounts.selectors.offices import live_grants
from core.scope import Scope
from elderly.domain.cadence import governing, visited_groups
from elderly.domain.owners import Choosing, Offices
from elderly.domain.plans import Standing, Wanted
from elderly.models import CarePlan
from elderly.selectors.derived import Belonging
from elderly.selectors.rhythms import Cadences

VISITS = "visit.do"
_PLANS = """
SELECT id, person_id, area_code, groups, days, rhythm, owner_id, owner_level, owner_by_hand, next_on
FROM elderly_careplan WHERE closed_on IS NULL {who} ORDER BY id {lock}
"""


def standing_plans(people: Collection[int], *, lock: bool = False) -> dict[int, Standing]:
    """{person: the open plan}. `lock`: nobody else changes them until the transaction ends."""
    return _plans("AND person_id = ANY(%(these)s)", list(people), lock)


def plans_owned_by(users: Collection[int]) -> dict[int, Standing]:
    """{person: the open plan} of those for whom these users answer, locked."""
    return _plans("AND owner_id = ANY(%(these)s)", list(users), lock=True)


def plans_waiting_above(prefixes: Collection[str]) -> dict[int, Standing]:
    """{person: the open plan} in these areas (by prefix) for which nobody answers, or somebody above the community, locked."""
    here = "AND owner_level <> 'community' AND NOT owner_by_hand AND EXISTS (SELECT FROM unnest(%(these)s::text[]) AS p(prefix)"
    return _plans(f"{here} WHERE area_code LIKE p.prefix || '%%')", list(prefixes), lock=True)


def plans_in_areas(areas: Collection[str]) -> dict[int, Standing]:
    """{person: the open plan} in these communities, locked."""
    return _plans("AND area_code = ANY(%(these)s)", list(areas), lock=True)


def _plans(who: str, these: list[Any], lock: bool) -> dict[int, Standing]:
    with connection.cursor() as cursor:
        cursor.execute(_PLANS.format(who=who, lock="FOR UPDATE" if lock else ""), {"these": these})
        return {row[1]: Standing(row[0], row[1], row[2], tuple(row[3]), *row[4:]) for row in cursor.fetchall()}


def open_plans_in(scope: Scope, group: str = "") -> QuerySet[CarePlan]:
    """The open plans of a scope, of everybody or of those who are visited as one of a group."""
    rows = CarePlan.objects.filter(scope.q("area_code"), closed_on=None)
    return (rows.filter(groups__contains=[group]) if group else rows).select_related("person", "owner")


def wanted_plans(belonging: Iterable[Belonging], on: dt.date) -> dict[int, Wanted]:
    """{person: what they should have}, of those for whom somebody must come regularly."""
    cadences = Cadences(on)
    found = {}
    for one in belonging:
        rhythm = governing(cadences.of(one), on)
        if rhythm is not None:
            groups = visited_groups(one.codes, cadences.at(one.area))
            found[one.person_id] = Wanted(one.person_id, one.area, groups, rhythm, cadences.first_days(one.area))
    return found


def visiting_grants() -> list[tuple[int, str]]:
    """(user's id, area) of grants in force that let somebody make visits."""
    able = [role.key for role in roles if role.allows(VISITS)]
    return [(grant.user_id, grant.area_code) for grant in live_grants(Q(role__in=able))]


def choosing() -> Choosing:
    """Who answers for whom, by the offices as they are today and the people whom each has now."""
    load = CarePlan.objects.filter(closed_on=None).exclude(owner=None).values_list("owner").annotate(n=Count("pk"))
    return Choosing(Offices(visiting_grants()), dict(load))


@dataclass(frozen=True, slots=True)
class PlanState:
    """How it stands with somebody's visits, in words: 下次 11-29，黎敏仪; where to read more."""

    words: str
    next_on: dt.date | None
    url: str


def plan_states(people: Collection[int]) -> dict[int, PlanState]:
    """{person: state of the latest plan}, of those whom the reader sees."""
    rows = CarePlan.objects.filter(person_id__in=list(people)).select_related("owner", "person")
    found = {}
    for row in rows.order_by("person_id", "-id").distinct("person_id"):
        url = reverse("person", args=[row.person.uid])
        if row.closed_on is not None:
            found[row.person_id] = PlanState(row.closing or "已结束", None, url)
        else:
            day = f"下次 {row.next_on:%m-%d}" if row.next_on else "没有下次的日子"
            owner = row.owner.display_name if row.owner else "没有责任人"
            found[row.person_id] = PlanState(f"{day}，{owner}", row.next_on, url)
    return found


def owners_in(scope: Scope) -> list[tuple[str, str, int]]:
    """(sign-in name, name, number of people) of everybody who answers for somebody in these areas, most people first."""
    rows = CarePlan.objects.filter(scope.q("area_code"), closed_on=None).exclude(owner=None)
    found = rows.order_by().values_list("owner__username", "owner__name").annotate(n=Count("pk")).order_by("-n")
    return [(username, name or username, number) for username, name, number in found[:100]]
