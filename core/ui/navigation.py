"""The navigation is declared, never written into a template: an app adds `navigation.py` and registers its items.

    # residents/navigation.py
    from core.ui.navigation import NavItem, navigation

    navigation.register(NavItem(key="persons", title="居民", icon="user", url_name="persons", group="底册",
                                permission="person.view", order=10, count=count_persons, tab=True))

Only items whose page exists and whose permission the user has are shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import escape
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe

from core.registry import Registry
from core.ui import formats
from core.ui.icons import drawn_icon

# In the order of the side bar; items without a group stand on top.
GROUPS = ("", "底册", "老龄", "救助与发放", "职责", "数据", "管理")
SPRITE = Path(__file__).resolve().parent.parent / "static" / "core" / "icons.svg"


@dataclass(frozen=True)
class Badge:
    """The number behind an item; `over` paints it red because something in it is overdue."""

    number: int
    over: bool = False


@dataclass(frozen=True)
class NavItem:
    """One line of the side bar.

    `permission` empty: every signed-in user. `count` gets the request and returns an int, a Badge or None (no number);
    it runs on every full page, so it must read a rollup or an index, not count a register. `tab`: also in the phone's
    bottom bar (the first three by order, beside the search).
    """

    key: str
    title: str
    icon: str
    url_name: str
    group: str = ""
    permission: str = ""
    order: int = 100
    count: Callable[[HttpRequest], int | Badge | None] | None = None
    tab: bool = False


@dataclass(frozen=True)
class NavEntry:
    """An item as one user sees it on one page."""

    item: NavItem
    url: str
    current: bool
    badge: Badge | None = None


@cache
def sprite_icons() -> frozenset[str]:
    """Names of the icons in the sprite."""
    return frozenset(re.findall(r'<symbol id="i-([a-z0-9-]+)"', SPRITE.read_text(encoding="utf-8")))


def _broken(item: NavItem) -> str | None:
    if item.group not in GROUPS:
        return f"group “{item.group}” is not one of {'、'.join(GROUPS[1:])}"
    if item.icon not in sprite_icons():
        return f"icon “{item.icon}” is not in the sprite (assets/icons.mjs)"
    return None


navigation: Registry[NavItem] = Registry("navigation item", check=_broken)


@cache
def _url(url_name: str) -> str:
    """Where the item leads; empty for a room whose pages are not built."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def _allowed(item: NavItem, user: Any) -> bool:
    return user.is_authenticated and (not item.permission or user.has_permission(item.permission))


def _badge(item: NavItem, request: HttpRequest) -> Badge | None:
    counted = item.count(request) if item.count else None
    return Badge(counted) if isinstance(counted, int) else counted


def _is_under(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))


def entries(request: HttpRequest, items: list[NavItem] | None = None, *, counted: bool = True) -> list[NavEntry]:
    """The items this user may open, in order, with counts. Current is the longest address that the path starts with."""
    items = navigation.all() if items is None else items
    user = getattr(request, "user", None)
    if user is None:
        return []
    shown = [(item, url) for item in items if _allowed(item, user) and (url := _url(item.url_name))]
    shown.sort(key=lambda pair: (GROUPS.index(pair[0].group), pair[0].order, pair[0].key))
    current = max((url for _, url in shown if _is_under(request.path, url)), key=len, default="")
    return [NavEntry(item, url, url == current, _badge(item, request) if counted else None) for item, url in shown]


@lru_cache(maxsize=2048)
def drawn(found: tuple[NavEntry, ...]) -> SafeString:
    """The lines of the side bar as HTML: drawn once for each state of its numbers, not once a page."""
    parts: list[str] = []
    for group, members in grouped(found):
        if group:
            parts.append(f"<h2>{escape(group)}</h2>\n")
        for entry in members:
            here = ' aria-current="page"' if entry.current else ""
            parts.append(f'<a class="nav" href="{escape(entry.url)}"{here}>{drawn_icon(entry.item.icon)}')
            parts.append(f"{escape(entry.item.title)}{_number(entry.badge)}</a>\n")
    return mark_safe("".join(parts))  # noqa: S308 - every text above is escaped


def _number(badge: Badge | None) -> str:
    if badge is None:
        return ""
    return f'<span class="n{" over" if badge.over else ""}">{formats.thousands(badge.number)}</span>'


def grouped(found: Sequence[NavEntry]) -> list[tuple[str, list[NavEntry]]]:
    """Entries by group, empty groups left out."""
    groups = [(group, [entry for entry in found if entry.item.group == group]) for group in GROUPS]
    return [(group, members) for group, members in groups if members]
