"""今天: what to do, what arrived, what changed, whom the week concerns."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.selectors.choice import chosen_scope
from core import clock
from core.clock import SHANGHAI
from core.effects_log import Cascade, cascades
from core.news import Arrived, News, arrived
from core.permission import permitted
from core.sources import describe
from core.working_calendar import working_calendar
from lifecycle.selectors.offices import office
from lifecycle.selectors.roster_news import roster_news
from lifecycle.selectors.set_going import set_going
from lifecycle.selectors.task_page import work_url
from lifecycle.selectors.tasks import TaskCounts, TaskLine, task_counts, tasks_for, week_end
from lifecycle.selectors.this_week import this_week
from lifecycle.selectors.todo import KINDS, TodoList, todo_list
from residents.selectors.attention import people_named

CLOSING_TIME = dt.time(17, 30)
WEEKDAYS = "一二三四五六日"
DUE, BASE = ("overdue", "today", "week"), "base"  # ?todo= beside the kinds of lifecycle.selectors.todo
_FIRST, _MOST = 8, 60


@permitted("today")
def today(request: HttpRequest) -> HttpResponse:
    """The start page. Those who may see residents get the day of their area, the others that of their office."""
    since = _since()
    context = {"since": since, "weekday": WEEKDAYS[clock.today().weekday()], "since_weekday": WEEKDAYS[since.weekday()]}
    if not request.user.has_permission("person.view"):
        context["office"] = office(request.user, since=since, today=clock.today())
        return render(request, "lifecycle/today_office.html", context)
    kind = request.GET.get("todo", "")
    news = arrived(chosen_scope(request, "event.view"), since=since)
    context |= {
        **_to_do(request, kind),
        "kind": kind,
        "news": news,
        "news_groups": _told(news),
        "set_going": set_going(request.user, chosen_scope(request, "event.view"), _area(request), since=since),
        "week": this_week(_areas(request), today=clock.today()),
        "may_roster": request.user.has_permission("roster.view"),
        "may_import": request.user.has_permission("import.SQ01"),
        "may_visit": request.user.has_permission("visit.do"),
        "may_tell": request.user.has_permission("event.tell"),
        "may_see_events": request.user.has_permission("event.view"),
    }
    return render(request, "lifecycle/today.html", context)


def _to_do(request: HttpRequest, kind: str) -> dict[str, Any]:
    """Tasks by their due dates, and what the base itself waits for; `kind` narrows to one view of either."""
    user, area, today = request.user, _area(request), clock.today()
    counts = task_counts(user, area)
    todo = todo_list(user, area, kind=kind if kind in KINDS else "")
    shown: list[TaskLine] = []
    if kind in DUE:
        until = {"overdue": today, "today": today, "week": week_end(today)}[kind]
        shown = [line for line in tasks_for(user, area, until=until, most=_MOST) if _belongs(line, kind, today)]
    elif kind not in KINDS and kind != BASE:
        shown = tasks_for(user, area, most=_FIRST)
    if kind in DUE:
        todo = TodoList(todo.counts)
    return {
        "todo": todo,
        "tasks": [(line, work_url(line)) for line in shown],
        "due": counts,
        "due_views": [(key, title, number) for key, title, number in _due_views(counts) if number],
        "everything": counts.open + todo.count,
        "tasks_left": max(0, counts.open - len(shown)) if kind not in DUE else 0,
    }


def _due_views(counts: TaskCounts) -> list[tuple[str, str, int]]:
    return [("overdue", "逾期", counts.overdue), ("today", "今天", counts.today), ("week", "本周", counts.week)]


def _belongs(line: TaskLine, kind: str, today: dt.date) -> bool:
    late = line.due.tone == "r"
    return late if kind == "overdue" else not late and (kind == "week" or line.task.due_on == today)


@permitted("roster.view")
def changed_rosters(request: HttpRequest) -> HttpResponse:
    """我的名册变了, fetched by the page once it stands: counting a district's rosters must not hold it up."""
    area = _area(request)
    since = _since()
    news = roster_news(request.user, area, today=clock.today(), since=since) if area else []
    return render(request, "lifecycle/today_rosters.html", {"news": news, "area": area, "since": since})


def _since() -> dt.datetime:
    """The end of the last working day: what arrived later is new this morning."""
    return dt.datetime.combine(working_calendar().add(clock.today(), -1), CLOSING_TIME, SHANGHAI)


def _area(request: HttpRequest) -> str:
    return request.area.code if request.area else ""


def _areas(request: HttpRequest) -> list[str]:
    """The chosen area, or all granted ones."""
    return [_area(request)] if _area(request) else sorted({grant.area_code for grant in request.user.live_grants})


def _told(news: Arrived) -> list[dict[str, Any]]:
    """Groups with the names of their people, the words of their sources and what each event set going."""
    items = [item for group in news.groups for item in group.items]
    people = people_named(pk for item in items for pk in item.people.values())
    words = describe(item.source for item in items)
    effects = cascades([item.event_id for item in items])
    groups = [_group(group, people, words, effects) for group in news.groups]
    # What leaves somebody something to do comes first, and the first of it stands open.
    groups.sort(key=lambda group: not group["effects"].waits)
    if groups and groups[0]["effects"].waits:
        groups[0]["open"] = True
    return groups


def _group(group: News, people: dict[int, Any], words: dict[str, Any], effects: dict[int, Cascade]) -> dict[str, Any]:
    items = [
        {
            "person": people.get(item.person_id),
            "others": [people[pk] for pk in item.people.values() if pk != item.person_id and pk in people],
            "on": item.occurred_on,
            "source": words.get(item.source),
            "effects": effects.get(item.event_id, Cascade()),
        }
        for item in group.items
    ]
    source = words.get(group.items[0].source)
    said = source.text if source else ""
    # Several lines of one file: the file is named, the line stands beside each person.
    origin = said.partition("第")[0] if group.count > 1 else said
    every = Cascade(tuple(line for item in items for line in item["effects"]))
    return {
        "news": group,
        "items": items,
        "effects": every,
        "first": items[0],
        "origin": origin,
        "left": group.count - len(items),
    }
