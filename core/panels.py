"""The right-hand panels of a person's page: each duty shows what it keeps of that person.

An app adds `panels.py`:

    from core.panels import Panel, panels

    panels.register(Panel(key="rosters", title="名册", permission="roster.view", order=10,
                          template="lifecycle/panels/rosters.html", context=rosters_of))

`context(request, person)` gets the person as residents/selectors/person.py returns it (`PersonView`: `id`, `uid`, areas,
dates) and returns the template's context, or None when the duty has nothing to show. It may not ask the database more
than twice: the page's number of queries is a committed figure (tests/residents/test_person_page.py).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.registry import Registry


@dataclass(frozen=True)
class Panel:
    """One panel: `permission` the user must hold at the person's area, `order` from the top."""

    key: str
    title: str
    permission: str
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 100


panels: Registry[Panel] = Registry("person panel")


def render_panels(request: HttpRequest, person: Any) -> list[SafeString]:
    """The panels that this user sees of this person, as HTML, in order."""
    drawn = []
    for panel in sorted(panels, key=lambda panel: (panel.order, panel.key)):
        if not allowed(request.user, panel.permission, person):
            continue
        context = panel.context(request, person)
        if context is not None:
            drawn.append(render_to_string(panel.template, {"panel": panel, "person": person, **context}, request))
    return drawn


def allowed(user: Any, permission: str, person: Any) -> bool:
    """Does a grant allow this where the person is registered or lives?"""
    scope = user.scope(permission)
    return scope.holds(person.hukou_area) or scope.holds(person.living_area)
