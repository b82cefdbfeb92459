"""One task: what, for whom, why, until when; and everything that may be done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.areas import area_name
from core.errors import NotFound, UserError
from core.permission import permitted
from lifecycle.selectors.task_page import TaskView, task_view
from lifecycle.services import task_acts as acts
from lifecycle.services.task_completing import BadAnswers, complete
from lifecycle.tasking.forms import ClosingForm


@permitted("task.view")
@never_cache
@require_safe
def task(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page."""
    seen = _seen(request, uid)
    return _page(request, seen, ClosingForm(seen.line.kind) if seen.may("complete") else None)


@permitted("task.view")
@never_cache
@require_safe
def due(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The pop-up behind a due date: every day counted."""
    seen = _seen(request, uid)
    return render(request, "components/due_days.html", {"due": seen.due})


@permitted("task.do")
@require_POST
def finish(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Close it with its form; what was typed stays when something is missing."""
    seen = _seen(request, uid)
    form = ClosingForm(seen.line.kind, request.POST)
    if form.is_valid():
        try:
            complete(uid, by=request.user, answers=form.answers, ticked=form.ticked, note=form.note)
        except BadAnswers as bad:
            form.refuse_all(bad.problems)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{seen.line.title}：办结了。")
            return redirect("tasks")
    return _page(request, seen, form, status=422)


@permitted("task.do")
@require_POST
def act(request: HttpRequest, uid: UUID, act: str) -> HttpResponse:
    """Start, pause, resume, cancel, reopen, report up, note."""
    seen, said = _seen(request, uid), request.POST
    reason = said.get("reason", "")
    known: dict[str, Callable[[], Any]] = {
        "start": lambda: acts.start(uid, by=request.user),
        "pause": lambda: acts.pause(uid, reason=reason, by=request.user),
        "resume": lambda: acts.resume(uid, reason=reason, by=request.user),
        "cancel": lambda: acts.cancel(uid, reason=reason, by=request.user),
        "reopen": lambda: acts.reopen(uid, reason=reason, by=request.user),
        "note": lambda: acts.note(uid, text=reason, by=request.user),
        "escalate": lambda: f"报到{area_name(acts.escalate(uid, reason=reason, by=request.user))}",
    }
    if act not in known:
        raise Http404("没有这一步。")
    return _done(request, seen, known[act])


@permitted("task.assign")
@require_POST
def assign(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Hand it to a colleague, or back to the role."""
    seen, said = _seen(request, uid), request.POST
    reason, to = said.get("reason", ""), said.get("to", "")
    return _done(request, seen, lambda: acts.assign(uid, to=to, by=request.user, reason=reason))


def _done(request: HttpRequest, seen: TaskView, do: Callable[[], Any]) -> HttpResponse:
    try:
        words = do()
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{seen.line.title}：{words if isinstance(words, str) else '记下了'}。")
    return redirect("task", uid=seen.task.uid)


def _seen(request: HttpRequest, uid: UUID) -> TaskView:
    try:
        return task_view(uid, request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing


def _page(request: HttpRequest, seen: TaskView, form: ClosingForm | None, *, status: int = 200) -> HttpResponse:
    return render(request, "lifecycle/task.html", {"seen": seen, "task": seen.task, "form": form}, status=status)
