"""Rosters in the search box: by title, initials, or what people call them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from core.omnibox import Finder, Group, Hit, finders, initials, marked
from lifecycle.roster.declaration import Roster, rosters


def find_rosters(_request: HttpRequest, query: str) -> list[Group]:
    """Rosters whose title, other names or initials fit."""
    return [Group("名册", [_hit(roster, query) for roster in rosters if _fits(roster, query)])]


def _fits(roster: Roster, query: str) -> bool:
    names = (roster.title, *roster.other_names)
    return any(query in name or initials(name).startswith(query.lower()) for name in names)


def _hit(roster: Roster, query: str) -> Hit:
    at = roster.title.find(query)
    return Hit(
        url=reverse("roster", args=[roster.key]),
        title=marked(roster.title, [(at, at + len(query))] if at >= 0 else []),
        icon="list-check",
        tone="p",
        line=roster.layout,
        why="名册",
    )


finders.register(Finder(key="rosters", find=find_rosters, permission="roster.view", order=40))
