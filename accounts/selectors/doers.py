"""Who could do a piece of work in an area: colleagues whose grants allow it there."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from accounts.roles import roles
from accounts.selectors.offices import live_grants
from core.parameters import ancestors


@dataclass(frozen=True)
class Doer:
    """Somebody who may be given work; `role` is the title of what allows it, in `area_code`."""

    user_id: int
    username: str
    name: str
    role: str
    area_code: str


def doers_of(permission: str, area: str) -> list[Doer]:
    """Everybody whose grant covers the area and allows this, the nearest office first; each person once."""
    codes = [area, *ancestors(area)]
    allowed = [role.key for role in roles if role.allows(permission)]
    found: dict[int, Doer] = {}
    grants = live_grants(Q(area_code__in=codes, role__in=allowed))
    for grant in sorted(grants, key=lambda one: -len(one.area_code)):
        user = grant.user
        found.setdefault(
            user.pk, Doer(user.pk, user.username, user.display_name, roles[grant.role].title, grant.area_code)
        )
    return list(found.values())
