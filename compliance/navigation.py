"""The line of the side bar for compliance."""

from __future__ import annotations

from django.http import HttpRequest

from compliance.selectors import waiting_count
from core.ui.navigation import NavItem, navigation


def _waiting(request: HttpRequest) -> int | None:
    scope = request.user.scope("compliance.edit")  # type: ignore[union-attr]
    return waiting_count(scope) or None if scope else None


navigation.register(
    NavItem(
        "compliance",
        "合规",
        "shield-check",
        url_name="compliance",
        group="管理",
        permission="compliance.view",
        order=60,
        count=_waiting,
    )
)
