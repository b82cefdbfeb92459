"""The search box (`/`): each app brings what it can find; one view asks all of them and answers in groups.

An app adds `omnibox.py`:

    from core.omnibox import Finder, Group, Hit, finders

    finders.register(Finder(key="persons", permission="search", find=find_persons, order=10))

`find(request, query)` returns groups of hits; it must cut by `request.user.scope(...)` itself and answer within
milliseconds: it runs at every pause in typing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from pypinyin import Style, lazy_pinyin

from core.indexes import lacking_indexes
from core.omnibox_html import groups_html
from core.patience import TooSlow, patience
from core.permission import signed_in
from core.registry import Registry
from core.ui.navigation import entries

LONGEST_QUERY = 60
PATIENCE = 4.0  # seconds that a search may take
_REBUILDING = "正在重建索引，结果可能慢。"
_STOPPED = "找得太久，先停下了：请再加一个字或一个条件，例如证号后四位。"


@dataclass(frozen=True)
class Action:
    """A button of the preview; the first of a hit is its main one."""

    label: str
    url: str


@dataclass(frozen=True)
class Preview:
    """What the right half of the box shows of a hit: `facts` are (name, value)."""

    title: str
    sub: str = ""
    chips: Sequence[str] = ()
    facts: Sequence[tuple[str, str | SafeString]] = ()
    actions: Sequence[Action] = ()


@dataclass(frozen=True)
class Hit:
    """One line: an avatar (first character of a name) or an icon, what it is, and `why` it was found."""

    url: str
    title: str | SafeString
    why: str = ""
    why_tone: str = ""
    aside: str = ""
    pinyin: str | SafeString = ""
    line: str | SafeString = ""
    avatar: str = ""
    icon: str = ""
    tone: str = ""
    preview: Preview | None = None


@dataclass(frozen=True)
class Group:
    """Hits under one heading. `more`: there are more than are shown."""

    title: str
    hits: Sequence[Hit]
    more: bool = False


@dataclass(frozen=True)
class Finder:
    """What an app can find; `permission` empty: every signed-in user.

    `indexes`: names of the indexes without which it is slow. While one of them is missing or invalid the box says so, and
    `bin/manage reindex_search` rebuilds them one by one while the search goes on.
    """

    key: str
    find: Callable[[HttpRequest, str], list[Group]]
    permission: str = ""
    order: int = 100
    indexes: tuple[str, ...] = ()


finders: Registry[Finder] = Registry("omnibox finder")


@signed_in
@require_safe
def omnibox(request: HttpRequest) -> HttpResponse:
    """GET /search/?q=…: the groups as a fragment for htmx, as a page of its own without."""
    started = time.perf_counter()
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    groups, notice, stopped = _find_in_time(request, query) if query else ([], "", False)
    count = sum(len(group.hits) for group in groups)
    more = any(group.more for group in groups)
    context = {
        "q": query,
        "hits": groups_html(groups),
        "count": f"{count}+" if more else count,
        "notice": notice,
        "stopped": stopped,
        "ms": round((time.perf_counter() - started) * 1000),
    }
    return render(request, "components/omnibox_results.html" if request.htmx else "base/omnibox.html", context)


def _find_in_time(request: HttpRequest, query: str) -> tuple[list[Group], str, bool]:
    """(groups, what to say above them, was it stopped). A search never holds a clerk, or a core, longer than PATIENCE."""
    allowed = _allowed(request)
    lacking = lacking_indexes([name for finder in allowed for name in finder.indexes])
    notice = _REBUILDING if lacking else ""
    try:
        with transaction.atomic(), patience(PATIENCE):
            return _ask(allowed, request, query), notice, False
    except TooSlow:
        return [], f"{notice}{_STOPPED}", True


def find_all(request: HttpRequest, query: str) -> list[Group]:
    """Groups of every finder that the user may use, empty ones left out."""
    return _ask(_allowed(request), request, query)


def _allowed(request: HttpRequest) -> list[Finder]:
    user: Any = request.user
    found = [finder for finder in finders if not finder.permission or user.has_permission(finder.permission)]
    return sorted(found, key=lambda finder: finder.order)


def _ask(asked: Iterable[Finder], request: HttpRequest, query: str) -> list[Group]:
    groups = [group for finder in asked for group in finder.find(request, query)]
    return [group for group in groups if group.hits]


def marked(text: str, spans: Iterable[tuple[int, int]]) -> SafeString:
    """The text escaped, with <mark> round the half-open spans (in order, not overlapping)."""
    parts, at = [], 0
    for start, end in spans:
        parts += [conditional_escape(text[at:start]), "<mark>", conditional_escape(text[start:end]), "</mark>"]
        at = end
    return mark_safe("".join([*parts, conditional_escape(text[at:])]))  # noqa: S308 (every part is escaped above)


def find_pages(request: HttpRequest, query: str) -> list[Group]:
    """Pages of the navigation by a part of their title or its initials."""
    hits = []
    for entry in entries(request, counted=False):
        title = entry.item.title
        at = title.find(query)
        if at >= 0 or initials(title).startswith(query.lower()):
            words = marked(title, [(at, at + len(query))] if at >= 0 else [])
            hits.append(Hit(url=entry.url, title=words, icon=entry.item.icon, line=entry.item.group, why="页面"))
    return [Group("页面", hits)]


def initials(title: str) -> str:
    """`mc` for 名册."""
    return "".join(syllable[0] for syllable in lazy_pinyin(title, style=Style.NORMAL, errors="ignore"))


finders.register(Finder(key="pages", find=find_pages, order=90))
