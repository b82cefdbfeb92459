"""待办: the list, and doing the same with many."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.doers import doers_of
from core.errors import UserError
from core.permission import permitted
from lifecycle.selectors.task_page import work_url
from lifecycle.selectors.tasks import lines, task_counts, visible
from lifecycle.selectors.tasks_list import STATES, VIEWS, TaskAsk, read_tasks
from lifecycle.services import task_acts as acts
from lifecycle.services.task_completing import complete_plain
from lifecycle.tasking.declaration import task_kinds

MOST = 200  # tasks of one batch


@permitted("task.view")
@never_cache
@require_safe
def tasks(request: HttpRequest) -> HttpResponse:
    """What is to do, soonest first; htmx gets the rows alone."""
    area, ask = _area(request), TaskAsk.of(request.GET)
    page = read_tasks(request.user, area, ask)
    context = {
        "ask": ask,
        "rows": [(line, work_url(line)) for line in page.lines],
        "next_url": f"?{ask.address(after=page.next)}" if page.next else "",
        "previous_url": f"?{ask.address(before=page.previous)}" if page.previous else "",
        "other_order": ask.address(sort="" if ask.sort else "-due"),
        "plain_url": f"?{ask.address(kind='', who='', person='')}",
        "here": request.get_full_path(),
        "may_assign": request.user.has_permission("task.assign"),
        "may_do": request.user.has_permission("task.do"),
    }
    if request.htmx and request.htmx.target == "task-rows":
        return render(request, "lifecycle/tasks_rows.html", context)
    context |= {
        "views": _views(request, area, ask),
        "states": STATES,
        "kinds": [
            (kind.key, kind.title, kind.duty) for kind in sorted(task_kinds, key=lambda one: (one.duty, one.order))
        ],
        "doers": doers_of("task.do", area) if area and context["may_assign"] else [],
    }
    return render(request, "lifecycle/tasks.html", context)


def _views(request: HttpRequest, area: str, ask: TaskAsk) -> list[dict[str, Any]]:
    counts = task_counts(request.user, area)
    numbers = {"mine": counts.open, "overdue": counts.overdue, "today": counts.today, "week": counts.week}
    return [
        {
            "title": title,
            "url": f"?{ask.address(view='' if key == 'mine' else key)}",
            "number": numbers.get(key) if ask.state == "open" else None,
            "current": ask.view == key,
            "late": key == "overdue" and bool(counts.overdue),
        }
        for key, title in VIEWS.items()
    ]


@permitted("task.do")
@require_POST
def batch(request: HttpRequest) -> HttpResponse:
    """Do one act with all ticked tasks; each says what became of it."""
    try:
        uids = [UUID(uid) for uid in request.POST.getlist("task")[:MOST]]
    except ValueError as error:
        raise UserError("勾选的待办不对。", remedy="请回到列表刷新再勾。") from error
    act = _act(request)
    results = acts.each(uids, act, by=request.user) if uids and act else []
    who = {line.task.uid: line.who for line in lines(visible(request.user).filter(uid__in=uids))}
    context = {
        "results": [(result, who.get(result.uid, "")) for result in results],
        "done": sum(result.done for result in results),
        "failed": sum(not result.done for result in results),
        "unknown": act is None,
        "back": _back(request),
    }
    return render(request, "lifecycle/tasks_batch.html", context)


def _act(request: HttpRequest) -> Callable[[UUID], Any] | None:
    said, user = request.POST, request.user
    reason, to = said.get("reason", ""), said.get("to", "")
    known: dict[str, Callable[[UUID], Any]] = {
        "start": lambda uid: acts.start(uid, by=user),
        "assign": lambda uid: acts.assign(uid, to=to, by=user, reason=reason),
        "pause": lambda uid: acts.pause(uid, reason=reason, by=user),
        "resume": lambda uid: acts.resume(uid, reason=reason, by=user),
        "complete": lambda uid: complete_plain(uid, by=user),
    }
    return known.get(said.get("act", ""))


def _back(request: HttpRequest) -> str:
    """The list as it was; only an address of this page is taken."""
    start, back = reverse("tasks"), request.POST.get("back", "")
    return back if back.startswith(f"{start}?") or back == start else start


def _area(request: HttpRequest) -> str:
    area = getattr(request, "area", None)
    return area.code if area else ""
