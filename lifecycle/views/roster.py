"""A roster on screen: the table, why beside it, what changed below it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, UUID, uuid5

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core import clock
from core.permission import permitted
from core.read_log import log_view
from lifecycle.roster import words
from lifecycle.roster.context import Unconfirmed, may_open, open_context, reaching
from lifecycle.roster.declaration import rosters
from lifecycle.roster.difference import compare
from lifecycle.roster.explain import Explanation, explain
from lifecycle.roster.select import Member, counts, matching, members, read
from lifecycle.selectors.reach import own_area
from lifecycle.selectors.versions import frozen_rows_of, latest_version
from lifecycle.views.asked import Asked, roster_page

PAGE = 100
_SORTS = {"": ("listed_area", "birth_date", "id"), "birth": ("birth_date", "id"), "-birth": ("-birth_date", "id")}


@permitted("roster.view")
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All rosters with how many are on each today and their last publication."""
    chosen = getattr(getattr(request, "area", None), "code", "")
    area = own_area(request.user, "roster.view", chosen)
    lines = [_line(request, roster, area) for roster in rosters if may_open(roster, request.user, area)]
    return render(request, "lifecycle/rosters/index.html", {"lines": lines, "area": area, "today": clock.today()})


def _line(request: HttpRequest, roster: Any, area: str) -> dict[str, Any]:
    day = roster.asked_for(area, clock.today())
    if day is None:
        return {
            "roster": roster,
            "idle": True,
            "url": f"{reverse('roster', args=[roster.key])}?{urlencode({'area': area})}",
        }
    try:
        context = open_context(roster, area=area, as_of=day)
    except Unconfirmed as unknown:
        return {"roster": roster, "trouble": unknown}
    asked = Asked(roster, context, request.user)
    with reaching(request.user, context):
        number = sum(counts(roster, context).values())
        version = latest_version(roster.key, context.period, area)
    return {"roster": roster, "asked": asked, "number": number, "version": version, "url": asked.url("roster")}


@roster_page("roster.view")
@require_safe
def roster(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The roster as it stands: numbers by category, the rows, why for the first of them."""
    context, text = asked.context, request.GET.get("q", "").strip()
    chosen, sort = request.GET.get("c", ""), request.GET.get("sort", "")
    with reaching(asked.by, context):
        by_category = counts(asked.roster, context)
        people = members(asked.roster, context).filter(matching(text))
        if asked.roster.category(chosen):
            people = people.filter(category=chosen)
        page = Paginator(people.order_by(*_SORTS.get(sort, _SORTS[""])), PAGE).get_page(request.GET.get("page"))
        rows = read(asked.roster, context, page.object_list)
        # What was published later says nothing of then.
        version = None if context.known_at else latest_version(asked.roster.key, context.period, context.area)
        marks = _marks(asked, version, rows)
    first = explain(asked.roster, context, Q(pk=rows[0].person_id), by=asked.by) if rows else None
    log_view(by=asked.by, kind="roster", uid=_page_uid(asked), label=asked.title, area=context.area)
    kept = {"c": chosen, "q": text, "sort": sort}
    look = {
        **_shared(asked, version),
        "rows": [_shown(asked, row, page.start_index() + n, marks) for n, row in enumerate(rows)],
        "cells": _cells(asked, by_category, chosen, text),
        "said": _said(asked, page),
        "previous_url": asked.url("roster", **kept, page=page.number - 1) if page.has_previous() else "",
        "next_url": asked.url("roster", **kept, page=page.number + 1) if page.has_next() else "",
        "sort_url": asked.url("roster", **{**kept, "sort": "-birth" if sort == "birth" else "birth"}),
        "sort": sort,
        "text": text,
        "chosen": chosen,
        "explained": first,
        "person_url": person_url(asked, first.uid) if first else "",
        "years": _years(asked),
    }
    return render(request, "lifecycle/rosters/roster.html", look)


@roster_page("roster.view")
@require_safe
def why(request: HttpRequest, asked: Asked, person: UUID) -> HttpResponse:
    """Why one person is on the roster or not: into the drawer, or a page of its own."""
    found = explain(asked.roster, asked.context, Q(uid=person), by=asked.by)
    return render_why(request, asked, found)


def render_why(request: HttpRequest, asked: Asked, found: Explanation) -> HttpResponse:
    look = {**_shared(asked, None), "explained": found, "person_url": person_url(asked, found.uid)}
    return render(request, "lifecycle/rosters/why.html" if request.htmx else "lifecycle/rosters/why_page.html", look)


def _shared(asked: Asked, version: Any) -> dict[str, Any]:
    return {
        "asked": asked,
        "roster": asked.roster,
        "shown": [asked.roster.column(key) for key in asked.roster.shown],
        "context": asked.context,
        "version": version,
        "summary": asked.roster.summary(asked.context),
        "edition": words.edition(version) if version else "",
        "urls": {
            name: asked.url(f"roster-{name}")
            for name in ("print", "export", "bar", "changes", "versions", "publish", "ask", "learned")
        }
        | {"roster": asked.url("roster")},
    }


def person_url(asked: Asked, uid: UUID) -> str:
    """The person's page; of somebody on a list of then, as it was then."""
    then = urlencode({"on": asked.context.as_of.isoformat(), "known": asked.known_text}) if asked.known_text else ""
    return f"{reverse('person', args=[uid])}{f'?{then}' if then else ''}"


def _cells(asked: Asked, by_category: dict[str, int], chosen: str, text: str) -> list[dict[str, Any]]:
    everybody = {"number": sum(by_category.values()), "label": "全部", "url": asked.url("roster", q=text)}
    cells = [{**everybody, "current": not chosen}]
    for category in sorted(asked.roster.categories, key=lambda one: one.tone):
        number = by_category[category.title]
        if number or not category.tone:
            url = asked.url("roster", c=category.title, q=text)
            tone = {"a": "amb"}.get(category.tone, "")
            current = category.title == chosen
            cells.append({"number": number, "label": category.title, "url": url, "current": current, "tone": tone})
    return cells


def _marks(asked: Asked, version: Any, rows: list[Member]) -> dict[int, str]:
    """增 or 改 for the rows of this page that differ from the last publication."""
    if version is None:
        return {}
    before = frozen_rows_of(version, [row.person_id for row in rows])
    marks = {}
    for row in rows:
        old = before.get(row.person_id)
        if old is None:
            marks[row.person_id] = "增"
        elif compare(asked.roster, old, row):
            marks[row.person_id] = "改"
    return marks


def _shown(asked: Asked, row: Member, number: int, marks: dict[int, str]) -> dict[str, Any]:
    category = asked.roster.category(row.category)
    return {
        "number": number,
        "uid": row.uid,
        "values": row.values,
        "tail": row.values.get("id_number", "")[-4:],
        "cells": [asked.roster.column(key).on_screen(row.values[key]) for key in asked.roster.shown],
        "category": row.category,
        "tone": category.tone if category else "",
        "mark": marks.get(row.person_id, ""),
        "why": asked.url("roster-why", row.uid),
        "url": person_url(asked, row.uid),
    }


def _said(asked: Asked, page: Any) -> str:
    if not page.paginator.count:
        return "没有人"
    return f"第 {page.start_index()}–{page.end_index()} 行，共 {page.paginator.count} 人"


def _years(asked: Asked) -> list[dict[str, Any]]:
    """The periods around this one: each opens as of today in its own year, else as of its closing day."""
    if asked.roster.periods is not None:
        return [
            {"year": word, "current": day == asked.context.as_of, "url": asked.url("roster", as_of=day.isoformat())}
            for word, day in asked.roster.periods(asked.context.area, clock.today())
        ]
    now = int(asked.context.period)
    first = min(now, int(asked.roster.period(clock.today()))) - 1
    return [
        {"year": year, "current": year == now, "url": asked.url("roster", as_of="", year=year)}
        for year in range(first, max(now, first + 3) + 2)
    ]


def _page_uid(asked: Asked) -> UUID:
    """The same page has the same id in the read log."""
    return uuid5(NAMESPACE_URL, f"roster/{asked.roster.key}/{asked.context.period}/{asked.context.area}")
