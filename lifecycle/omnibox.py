"""Rosters and kinds of tasks in the search box: by title, initials, or what people call them."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse

from core.omnibox import Finder, Group, Hit, finders, initials, marked
from lifecycle.roster.declaration import Roster, rosters
from lifecycle.tasking.declaration import TaskKind, task_kinds

SHOWN = 6


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


def find_tasks(_request: HttpRequest, query: str) -> list[Group]:
    """Kinds of tasks whose title, duty or initials fit; each leads to the open ones."""
    words = query.lower()
    fits = [
        kind
        for kind in task_kinds
        if query in kind.title or query == kind.duty or initials(kind.title).startswith(words)
    ]
    return [Group("待办", [_task_hit(kind, query) for kind in fits[:SHOWN]], more=len(fits) > SHOWN)]


def _task_hit(kind: TaskKind, query: str) -> Hit:
    at = kind.title.find(query)
    return Hit(
        url=f"{reverse('tasks')}?view=all&kind={kind.key}",
        title=marked(kind.title, [(at, at + len(query))] if at >= 0 else []),
        icon=kind.icon,
        line=f"{kind.duty} · 没办结的",
        why="待办",
    )


finders.register(Finder(key="tasks", find=find_tasks, permission="task.view", order=45))
