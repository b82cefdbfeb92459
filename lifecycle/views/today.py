"""今天: what to do, what arrived, what changed, whom the week concerns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.selectors.choice import chosen_scope
from core import clock
from core.clock import SHANGHAI
from core.news import Arrived, News, arrived
from core.permission import permitted
from core.sources import describe
from core.working_calendar import working_calendar
from lifecycle.selectors.offices import office
from lifecycle.selectors.roster_news import roster_news
from lifecycle.selectors.this_week import this_week
from lifecycle.selectors.todo import KINDS, todo_list
from residents.selectors.attention import people_named

CLOSING_TIME = dt.time(17, 30)
WEEKDAYS = "一二三四五六日"


@permitted("today")
def today(request: HttpRequest) -> HttpResponse:
    """The start page. Those who may see residents get the day of their area, the others that of their office."""
    since = _since()
    context = {"since": since, "weekday": WEEKDAYS[clock.today().weekday()], "since_weekday": WEEKDAYS[since.weekday()]}
    if not request.user.has_permission("person.view"):
        context["office"] = office(request.user, since=since, today=clock.today())
        return render(request, "lifecycle/today_office.html", context)
    kind = request.GET.get("todo", "")
    todo = todo_list(request.user, _area(request), kind=kind if kind in KINDS else "")
    news = arrived(chosen_scope(request, "event.view"), since=since)
    context |= {
        "todo": todo,
        "kind": kind,
        "news": news,
        "news_groups": _told(news),
        "week": this_week(_areas(request), today=clock.today()),
        "may_roster": request.user.has_permission("roster.view"),
        "may_import": request.user.has_permission("import.SQ01"),
        "may_see_events": request.user.has_permission("event.view"),
    }
    return render(request, "lifecycle/today.html", context)


@permitted("roster.view")
def changed_rosters(request: HttpRequest) -> HttpResponse:
    """我的名册变了, fetched by the page once it stands: counting a district's rosters must not hold it up."""
    area = _area(request)
    news = roster_news(request.user, area, today=clock.today()) if area else []
    return render(request, "lifecycle/today_rosters.html", {"news": news, "area": area})


def _since() -> dt.datetime:
    """The end of the last working day: what arrived later is new this morning."""
    return dt.datetime.combine(working_calendar().add(clock.today(), -1), CLOSING_TIME, SHANGHAI)


def _area(request: HttpRequest) -> str:
    return request.area.code if request.area else ""


def _areas(request: HttpRequest) -> list[str]:
    """The chosen area, or all granted ones."""
    return [_area(request)] if _area(request) else sorted({grant.area_code for grant in request.user.live_grants})


def _told(news: Arrived) -> list[dict[str, Any]]:
    """Groups with the names of their people and the words of their sources: two statements for the page."""
    people = people_named(pk for group in news.groups for item in group.items for pk in item.people.values())
    words = describe(item.source for group in news.groups for item in group.items)
    return [_group(group, people, words) for group in news.groups]


def _group(group: News, people: dict[int, Any], words: dict[str, Any]) -> dict[str, Any]:
    items = [
        {
            "person": people.get(item.person_id),
            "others": [people[pk] for pk in item.people.values() if pk != item.person_id and pk in people],
            "on": item.occurred_on,
            "source": words.get(item.source),
        }
        for item in group.items
    ]
    source = words.get(group.items[0].source)
    said = source.text if source else ""
    # Several lines of one file: the file is named, the line stands beside each person.
    origin = said.partition("第")[0] if group.count > 1 else said
    return {"news": group, "items": items, "first": items[0], "origin": origin, "left": group.count - len(items)}
