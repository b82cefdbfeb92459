"""How many people and households there are: sums of a few thousand kept numbers, never a count (core/rollups.py)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import connection
from django.db.models import QuerySet, Sum
from django.http import HttpRequest

from core.rollups import Total
from core.scope import Range, Scope, area_range
from residents.models import HouseholdCount, Person, PersonCount, PersonTotal
from residents.models.counts import LIVES_HERE

# What the lists show: people who were merged into another stand behind that one.
_LISTED = (Person.Status.LIVING, Person.Status.DECEASED)


# Both numbers of the side bar in one plain statement: it runs before every page.
_SIDE_BAR = """
SELECT (SELECT coalesce(sum(number), 0)::bigint FROM residents_persontotal WHERE status = 'living' AND ({people})),
       (SELECT coalesce(sum(number), 0)::bigint FROM residents_householdcount WHERE open AND ({households}))
"""


def person_count(request: HttpRequest) -> int:
    """Living residents in the chosen area."""
    return _side_bar(request)[0]


def household_count(request: HttpRequest) -> int:
    """Open households in the chosen area."""
    return _side_bar(request)[1]


def _side_bar(request: HttpRequest) -> tuple[int, int]:
    """(people, households), asked once a request."""
    known: tuple[int, int] | None = getattr(request, "side_bar_numbers", None)
    if known is None:
        people, households = (_scope(request, name).ranges for name in ("person.view", "household.view"))
        statement = _SIDE_BAR.format(people=_in_ranges(people), households=_in_ranges(households))
        with connection.cursor() as cursor:
            cursor.execute(statement, [end for ends in (*people, *households) for end in ends])
            known = cursor.fetchone()
        request.side_bar_numbers = known  # type: ignore[attr-defined]
    return known


def _in_ranges(ranges: tuple[Range, ...]) -> str:
    return " OR ".join("area >= %s AND area < %s" for _ in ranges) or "false"


def living_by_area(scope: Scope) -> Mapping[str, int]:
    """People who live in each community of the scope today, registered there or not."""
    rows = PersonTotal.objects.filter(scope.q("area"), tie__in=LIVES_HERE, status=Person.Status.LIVING)
    return {area: number for area, number in rows.values_list("area").annotate(number=Sum("number")) if number}


def people_by_birth_year(scope: Scope, *, ties: Iterable[str], sex: str = "") -> Mapping[int, int]:
    """Living people of an area by year of birth (0: not known), who belong to it in one of these ways."""
    rows = PersonCount.objects.filter(scope.q("area"), tie__in=list(ties), status=Person.Status.LIVING)
    if sex:
        rows = rows.filter(sex=sex)
    return dict(rows.values_list("birth_year").annotate(number=Sum("number")).order_by("birth_year"))


def persons_total(scope: Scope, query: Mapping[str, str]) -> Total | None:
    """How many people the list 居民 has with these filters; None when the numbers do not know (birth days).

    In several granted areas a person may be counted in two (registered in one, living in the other): then about.
    """
    if _asks_more(query, "sex", "status", "area"):
        return None
    sex, status, code = query.get("sex", ""), query.get("status", ""), query.get("area", "")
    statuses = [status] if status else _LISTED
    rows: QuerySet[PersonCount] | QuerySet[PersonTotal] = (
        PersonCount.objects.filter(status__in=statuses, sex=sex)
        if sex
        else PersonTotal.objects.filter(status__in=statuses)
    )
    if code:
        # The filter asks where people live, and shows of them those in the scope: known if the area lies inside.
        if not scope.covers(code):
            return None
        low, high = area_range(code)
        return Total(_sum(rows.filter(area__gte=low, area__lt=high, tie__in=LIVES_HERE)))
    return Total(_sum(rows.filter(scope.q("area"))), about=len(scope.ranges) > 1)


def households_total(scope: Scope, query: Mapping[str, str]) -> Total | None:
    """How many open households the list 家庭 has with these filters; None when a number is looked for."""
    if _asks_more(query, "kind", "area"):
        return None
    narrowed = scope.within(query["area"]) if query.get("area") else scope
    rows = HouseholdCount.objects.filter(narrowed.q("area"), open=True)
    if query.get("kind"):
        rows = rows.filter(kind=query["kind"])
    return Total(_sum(rows))


def _asks_more(query: Mapping[str, str], *known: str) -> bool:
    """Does the list have a filter that the numbers do not know?"""
    return any(query.get(name) for name in query if name not in (*known, "sort", "after", "before"))


def _scope(request: HttpRequest, permission: str) -> Scope:
    scope: Scope = request.user.scope(permission)  # type: ignore[union-attr]
    area = getattr(request, "area", None)
    return scope.within(area.code) if area else scope


def _sum(rows: QuerySet[PersonTotal] | QuerySet[PersonCount] | QuerySet[HouseholdCount]) -> int:
    return rows.aggregate(total=Sum("number"))["total"] or 0
