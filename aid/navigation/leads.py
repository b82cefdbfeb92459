"""困难线索 in the side bar."""

from __future__ import annotations

from django.http import HttpRequest

from aid.selectors.leads import lead_counts
from core.remember import remember
from core.ui.navigation import NavItem, navigation


def _new(request: HttpRequest) -> int | None:
    """Leads that nobody has looked at; at most a minute old."""
    user, area = request.user, getattr(request, "area", None)
    code = area.code if area else ""

    def count() -> int:
        scope = user.scope("aid.view")  # type: ignore[union-attr]
        return lead_counts(scope.within(code) if code else scope).get("new", 0)

    return remember(f"hardship:{user.pk}:{code}", count, seconds=60) or None


navigation.register(
    NavItem(
        "hardship-leads",
        "困难线索",
        "heart-handshake",
        "hardship-leads",
        "救助与发放",
        "aid.view",
        order=72,
        count=_new,
    )
)
