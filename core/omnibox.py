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

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe
from pypinyin import Style, lazy_pinyin

from core.permission import signed_in
from core.registry import Registry
from core.ui.navigation import entries

LONGEST_QUERY = 60


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
    """What an app can find; `permission` empty: every signed-in user."""

    key: str
    find: Callable[[HttpRequest, str], list[Group]]
    permission: str = ""
    order: int = 100


finders: Registry[Finder] = Registry("omnibox finder")


@signed_in
@require_safe
def omnibox(request: HttpRequest) -> HttpResponse:
    """GET /search/?q=…: the groups as a fragment for htmx, as a page of its own without."""
    started = time.perf_counter()
    query = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    groups = find_all(request, query) if query else []
    count = sum(len(group.hits) for group in groups)
    more = any(group.more for group in groups)
    milliseconds = round((time.perf_counter() - started) * 1000)
    context = {"q": query, "groups": groups, "count": f"{count}+" if more else count, "ms": milliseconds}
    return render(request, "components/omnibox_results.html" if request.htmx else "base/omnibox.html", context)


def find_all(request: HttpRequest, query: str) -> list[Group]:
    """Groups of every finder that the user may use, empty ones left out."""
    allowed = [f for f in finders if not f.permission or request.user.has_permission(f.permission)]
    groups = [group for finder in sorted(allowed, key=lambda f: f.order) for group in finder.find(request, query)]
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
