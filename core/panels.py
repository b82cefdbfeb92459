"""The right-hand panels of a person's page: each duty shows what it keeps of that person.

An app adds `panels.py`:

    from core.panels import Panel, panels

    panels.register(Panel(key="checkups", title="体检", permission="elderly.view", order=70, rows=checkup_rows,
                          template="elderly/panels/checkups.html", context=checkups_of))

`rows(request, person)` names the rows that the panel is about, as querysets. `look_for` asks for all panels at once which of
them there are, in one statement under the request's own row-level security, and from which sources they come: a duty that
keeps nothing of a person costs the page nothing, and the words of all sources are asked for together.

`context(request, person)` gets the person as residents/selectors/person.py returns it (`PersonView`: `id`, `uid`, areas,
dates) and returns the template's context, or None when the duty has nothing to show. It may not ask the database more
than twice: the page's number of queries is a committed figure (tests/residents/test_person_page.py).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.registry import Registry

Rows = Mapping[str, QuerySet[Any]]
_Column = tuple[str, Sequence[Any]]  # SQL and its parameters


@dataclass(frozen=True)
class Panel:
    """One panel: `permission` the user must hold at the person's area, `order` from the top.

    rows: what it is about, each set of rows under a name of its own; a person without any has no such panel
    sourced: it names the sources of its rows, which `look_for` brings along
    when_empty: the context is asked all the same, and finds with `there()` which of the rows there are
    """

    key: str
    title: str
    permission: str
    template: str
    context: Callable[[HttpRequest, Any], dict[str, Any] | None]
    order: int = 100
    rows: Callable[[HttpRequest, Any], Rows] | None = None
    sourced: bool = False
    when_empty: bool = False


panels: Registry[Panel] = Registry("person panel")


@dataclass(frozen=True)
class Found:
    """Which named rows there are, and the sources of those whose panels name them."""

    names: frozenset[str]
    sources: list[str] = field(default_factory=list)


def look_for(request: HttpRequest, person: Any) -> Found:
    """What the panels that this user may see are about, and what of it there is. One statement; `there()` tells it."""
    asked: dict[str, _Column] = {}
    for panel in _seen_by(request.user, person):
        for name, rows in panel.rows(request, person).items() if panel.rows else ():
            if name in asked:
                raise ValueError(f"two panels call their rows “{name}”")
            if column := _column(rows, sourced=panel.sourced):
                asked[name] = column
    found = _found(asked)
    request.person_found = found  # type: ignore[attr-defined]
    return found


def there(request: HttpRequest, name: str) -> bool:
    """Are there rows of that name? True where nobody looked: then the panel has to look itself."""
    found: Found | None = getattr(request, "person_found", None)
    return found is None or name in found.names


def render_panels(request: HttpRequest, person: Any, only: Callable[[str], bool] | None = None) -> list[SafeString]:
    """The panels that this user sees of this person, as HTML, in order. After `look_for`.

    `only`: of these templates, for a page about one duty's side of the person.
    """
    drawn = []
    for panel in sorted(_seen_by(request.user, person), key=lambda panel: (panel.order, panel.key)):
        if only is not None and not only(panel.template):
            continue
        context = panel.context(request, person) if _called_for(panel, request, person) else None
        if context is not None:
            drawn.append(render_to_string(panel.template, {"panel": panel, "person": person, **context}, request))
    return drawn


def allowed(user: Any, permission: str, person: Any) -> bool:
    """Does a grant allow this where the person is registered or lives?"""
    scope = user.scope(permission)
    return scope.holds(person.hukou_area) or scope.holds(person.living_area)


def _called_for(panel: Panel, request: HttpRequest, person: Any) -> bool:
    if panel.rows is None or panel.when_empty:
        return True
    return any(there(request, name) for name in panel.rows(request, person))


def _seen_by(user: Any, person: Any) -> list[Panel]:
    return [panel for panel in panels if allowed(user, panel.permission, person)]


def _column(rows: QuerySet[Any], *, sourced: bool) -> _Column | None:
    """The sources of the rows, or whether there are any; None for a condition that nothing can meet."""
    query = rows.order_by().values("source").distinct().query if sourced else rows.query.exists()
    try:
        sql, params = query.sql_with_params()
    except EmptyResultSet:
        return None
    return f"{'ARRAY' if sourced else 'EXISTS'}({sql})", params


def _found(asked: Mapping[str, _Column]) -> Found:
    """One SELECT without a table."""
    if not asked:
        return Found(frozenset())
    columns = ", ".join(sql for sql, _ in asked.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns}", [one for _, params in asked.values() for one in params])
        answers = dict(zip(asked, cursor.fetchone(), strict=True))
    said = [source for answer in answers.values() if isinstance(answer, list) for source in answer]
    return Found(frozenset(name for name, answer in answers.items() if answer), said)
