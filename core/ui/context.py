"""Context processor: `shell` in every template. Lazy: a fragment that shows no shell asks the database nothing."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString

from core import clock
from core.ui.bands import bands_of
from core.ui.navigation import NavEntry, drawn, entries

# The phone's bar has room for five: two left of the search, one right of it, and 更多.
_TABS = 3


class Shell:
    """What surrounds a page.

    The area comes from the request: the scope middleware of `accounts` sets `request.area` (`code`, `name`,
    `parent_name`) and `request.areas` (those the user may switch to).
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def entries(self) -> list[NavEntry]:
        return entries(self._request)

    @cached_property
    def nav(self) -> SafeString:
        """The lines of the side bar, which also stand behind 更多 on the phone: drawn once for both."""
        return drawn(tuple(self.entries))

    @property
    def tabs(self) -> list[NavEntry]:
        return [entry for entry in self.entries if entry.item.tab][:_TABS]

    @cached_property
    def area(self) -> Any:
        return getattr(self._request, "area", None)

    @cached_property
    def areas(self) -> list[Any]:
        """Areas to switch to; empty when there is nothing to choose."""
        areas = list(getattr(self._request, "areas", None) or [])
        return areas if len(areas) > 1 else []

    @cached_property
    def search_url(self) -> str:
        """Where the omnibox asks; empty for roles that may not search (administrators, auditors)."""
        user = getattr(self._request, "user", None)
        if user is None or not user.is_authenticated or not user.has_permission("search"):
            return ""
        try:
            return reverse("omnibox")
        except NoReverseMatch:
            return ""

    @property
    def bands(self) -> list[tuple[str, int]]:
        """What may not wait until somebody opens its list."""
        user = getattr(self._request, "user", None)
        return bands_of(user) if user is not None and user.is_authenticated else []

    @property
    def today(self) -> Any:
        return clock.today()

    @property
    def version(self) -> str:
        return getattr(settings, "APP_VERSION", "")


def shell(request: HttpRequest) -> dict[str, Any]:
    return {"shell": Shell(request)}
