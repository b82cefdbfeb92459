"""救助 in the side bar."""

from __future__ import annotations

from django.http import HttpRequest

from aid.selectors.case_desk import waiting_for
from core.remember import remember
from core.ui.navigation import NavItem, navigation


def _waiting(request: HttpRequest) -> int | None:
    """Cases that wait for this user; at most a minute old."""
    user, area = request.user, getattr(request, "area", None)
    code = area.code if area else ""
    return remember(f"aid-desk:{user.pk}:{code}", lambda: waiting_for(user, code), seconds=60) or None


navigation.register(NavItem("aid", "救助", "lifebuoy", "aid-desk", "救助与发放", "aid.view", order=71, count=_waiting))
