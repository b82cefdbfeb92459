"""How many people and households there are: for the side bar, remembered for some minutes, never counted on each page."""

from __future__ import annotations

from django.http import HttpRequest

from core.remember import remember
from core.scope import Scope
from residents.models import Household, Person

# A district of a million takes a fifth of a second to count; the side bar may be this old.
REMEMBERED = 300


def person_count(request: HttpRequest) -> int:
    """Living residents in the chosen area."""
    return _remembered("persons", _scope(request, "person.view"))


def household_count(request: HttpRequest) -> int:
    """Open households in the chosen area."""
    return _remembered("households", _scope(request, "household.view"))


def _scope(request: HttpRequest, permission: str) -> Scope:
    scope = request.user.scope(permission)  # type: ignore[union-attr]
    area = getattr(request, "area", None)
    return scope.within(area.code) if area else scope


def _remembered(what: str, scope: Scope) -> int:
    return remember(f"count:{what}:{scope.key}", lambda: _count(what, scope), seconds=REMEMBERED)


def _count(what: str, scope: Scope) -> int:
    if what == "persons":
        return Person.objects.filter(scope.q("hukou_area", "living_area"), status=Person.Status.LIVING).count()
    return Household.objects.filter(scope.q("area_code"), closed_on=None).count()
