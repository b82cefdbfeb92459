"""Who is in office where: which administrators look after an area's accounts and rights, level by level."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q

from accounts.domain.offices import SECURITY, SYSTEM, in_charge
from accounts.models import Grant, User
from accounts.selectors.areas import area_options, area_tree
from core import clock


def live_grants(*tests: Q) -> list[Grant]:
    """Grants in force today of accounts that may enter, with their users."""
    alive = Q(until=None) | Q(until__gte=clock.today())
    open_accounts = Q(user__is_active=True) & (Q() if settings.DEMO else Q(user__demo=False))
    return list(Grant.objects.filter(alive, open_accounts, *tests).select_related("user").order_by("user__username"))


@dataclass(frozen=True)
class Offices:
    """The areas where somebody is in an office, with who it is."""

    role: str
    holders: dict[str, tuple[User, ...]]

    def in_charge(self, area: str) -> tuple[str, ...]:
        """The areas whose office looks after this one (accounts/domain/offices.py)."""
        upwards = [node.code for node in reversed(area_tree().chain(area))]
        return in_charge(upwards, self.holders)

    def admits(self, user: User, area: str) -> bool:
        """Does this user look after the area?"""
        own = {grant.area_code for grant in user.live_grants if grant.role == self.role}
        return not own.isdisjoint(self.in_charge(area))

    def names(self, area: str) -> str:
        """「冼文辉（越秀区）」: whom to turn to; empty when nobody is in office."""
        tree = area_tree()
        return "、".join(
            f"{user.name}（{tree.name(code)}）" for code in self.in_charge(area) for user in self.holders[code]
        )


def offices(role: str) -> Offices:
    """One statement: an office is held by few."""
    held: dict[str, tuple[User, ...]] = {}
    for grant in live_grants(Q(role=role)):
        held[grant.area_code] = (*held.get(grant.area_code, ()), grant.user)
    return Offices(role, held)


def account_offices() -> Offices:
    """Who makes accounts where."""
    return offices(SYSTEM)


def rights_offices() -> Offices:
    """Who grants rights where."""
    return offices(SECURITY)


def areas_in_charge(user: User, role: str, permission: str) -> list[tuple[str, str]]:
    """(code, indented name) of the areas that this holder of an office looks after, for a select."""
    found = offices(role)
    return [(code, words) for code, words in area_options(user.scope(permission)) if found.admits(user, code)]


def holders_at(areas: Iterable[str]) -> dict[tuple[str, str], int]:
    """{(role, area): user's id} where exactly one user holds a role for just this area: a grid worker for the grid."""
    held: dict[tuple[str, str], set[int]] = {}
    areas = list(areas)
    for grant in live_grants(Q(area_code__in=areas)) if areas else ():
        held.setdefault((grant.role, grant.area_code), set()).add(grant.user_id)
    return {key: next(iter(users)) for key, users in held.items() if len(users) == 1}
