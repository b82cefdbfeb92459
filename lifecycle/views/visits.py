"""The visit list and the form at the door. A phone keeps the same fragments for when there is no signal (views/visits_phone.py)."""

from __future__ import annotations

import uuid
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.gis.geos import Point
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.selectors.choice import chosen_scope
from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from lifecycle.domain.visits import FIRE, HEALTH, MET, MOOD, NEEDS, NOBODY, quick_days
from lifecycle.selectors.reach import own_area
from lifecycle.selectors.visits import Stop, Walk, stop_for, stop_to, walk
from lifecycle.services.visits import Recorded, Sent, record_visit
from lifecycle.services.visits_photos import MOST_OF_A_VISIT, keep_photo
from lifecycle.views.visits_forms import parts_shown, sent_by_form, task_questions

WEEKDAYS = "一二三四五六日"
WGS84, METRIC = 4326, 4547


@permitted("visit.do")
@never_cache
def visits(request: HttpRequest) -> HttpResponse:
    """Today's doors in walking order. `plus`: tasks taken along, `at`: longitude,latitude where the walk begins, `late`: overdue first."""
    return render(request, "lifecycle/visits/list.html", list_context(request))


def list_context(request: HttpRequest) -> dict[str, Any]:
    asked, walked = request.GET, todays_walk(request)
    plus = [str(one) for one in _uids(asked.get("plus", ""))]
    return {
        "walk": walked,
        "late_first": asked.get("late") == "1",
        "plus": plus,
        "plus_text": ",".join(plus),
        "at": asked.get("at", ""),
        "today": clock.today(),
        "may_log": request.user.has_permission("visit.view"),
    }


def todays_walk(request: HttpRequest) -> Walk:
    scope, asked = chosen_scope(request, "visit.do"), request.GET
    area = getattr(request.area, "code", "") or own_area(request.user, "visit.do")
    return walk(
        request.user,
        scope=scope,
        area=area,
        on=clock.today(),
        plus=_uids(asked.get("plus", "")),
        here=_here(asked.get("at", "")),
        late_first=asked.get("late") == "1",
    )


def _uids(text: str) -> list[UUID]:
    found = []
    for part in text.split(",")[:40]:
        try:
            found.append(UUID(part))
        except ValueError:
            continue
    return found


def _here(text: str) -> tuple[float, float] | None:
    """`113.2614,23.1312` as a browser knows it, in metres of our maps; None when nothing readable was sent."""
    try:
        longitude, latitude = (float(part) for part in text.split(","))
    except ValueError:
        return None
    if not (70 < longitude < 140 and 0 < latitude < 60):
        return None
    point = Point(longitude, latitude, srid=WGS84)
    point.transform(METRIC)
    return (point.x, point.y)


@permitted("visit.do")
@never_cache
def visit(request: HttpRequest, task: UUID) -> HttpResponse:
    """The form for one task. A phone sends through the API; without a script the form comes here."""
    try:
        stop = stop_for(request.user, task, on=clock.today())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    return _at_the_door(request, stop)


@permitted("visit.do")
@never_cache
def visit_to(request: HttpRequest, person: UUID) -> HttpResponse:
    """The form for somebody whom no task asks to visit."""
    try:
        stop = stop_to(request.user, person, on=clock.today())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    return _at_the_door(request, stop)


def _at_the_door(request: HttpRequest, stop: Stop) -> HttpResponse:
    context = form_context(stop)
    if request.method == "POST":
        try:
            recorded = _store(request, stop)
        except UserError as error:
            context = form_context(stop, request.POST)
            context |= {"error": error, "typed": request.POST, "needs_typed": request.POST.getlist("needs")}
            return render(request, "lifecycle/visits/form.html", context, status=422)
        for part in recorded.left:
            messages.warning(request, f"走访存好了，但「{part.title}」没有收下：{part.refused}")
        if recorded.differing:
            messages.warning(request, "有人刚刚也填了，有几项不一样，请逐项定下。")
            return redirect("visit-settle", uid=recorded.visit.uid)
        messages.success(request, f"{stop.door.name}的走访存好了。")
        return redirect("visits")
    return render(request, "lifecycle/visits/form.html", context)


def _store(request: HttpRequest, stop: Stop) -> Recorded:
    """Record what the form sent, with its photos."""
    sent: Sent = sent_by_form(request.POST, stop)
    recorded = record_visit(sent, by=request.user)
    for photo in request.FILES.getlist("photos")[:MOST_OF_A_VISIT]:
        keep_photo(visit_uid=recorded.visit.uid, client_uid=uuid.uuid4(), content=photo.read(), by=request.user)
    return recorded


def form_context(stop: Stop, typed: QueryDict | None = None) -> dict[str, Any]:
    """What the form needs: the person, the last visit, the choices, the next days."""
    latest = stop.rhythm.latest(stop.on) if stop.rhythm else None
    return {
        "stop": stop,
        "choices": (("health", "身体", HEALTH), ("mood", "心情", MOOD), ("fire", "用火用电", FIRE)),
        "met": MET,
        "nobody": NOBODY,
        "needs": NEEDS,
        "latest": latest,
        "days": [(day, WEEKDAYS[day.weekday()]) for day in quick_days(stop.on, latest)],
        "questions": task_questions(stop, typed),
        "parts": parts_shown(stop, typed),
        "client_uid": uuid.uuid4(),
        "most_photos": MOST_OF_A_VISIT,
    }
