"""What follows when somebody leaves: said before an account is closed or handed over."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.domain.offices import OFFICES, left_without_desk
from accounts.handovers import handover_parts
from accounts.models import User
from accounts.roles import roles
from accounts.selectors.areas import area_path
from accounts.selectors.offices import live_grants
from accounts.selectors.sessions import sessions_of


@dataclass(frozen=True)
class Leaving:
    """`empty`: areas that would have nobody (「三眼井社区没有社区专干」); `parts`: (title, number) of open things."""

    empty: list[str]
    parts: list[tuple[str, int]]
    sessions: int
    tokens: int


def leaving(user: User) -> Leaving:
    """What closing this account would leave behind."""
    return Leaving(
        _emptied(user),
        [(part.title, number) for part in handover_parts if (number := part.count(user))],
        len(sessions_of(user)),
        user.api_tokens.count(),
    )


def _emptied(user: User) -> list[str]:
    """Desks and offices that nobody else holds."""
    held = [(grant.role, grant.area_code) for grant in user.live_grants]
    if not held:
        return []
    others = {
        (row.role, row.area_code)
        for row in live_grants(Q(area_code__in={area for _, area in held}) & ~Q(user_id=user.pk))
    }
    desks = left_without_desk(held, others)
    offices = [pair for pair in held if pair[0] in OFFICES and pair not in others]
    return [f"{area_path(area)}没有{roles[role].title}" for role, area in [*desks, *offices]]
