"""待核实死亡: what was said, what makes it certain, and what was a mistake."""

from __future__ import annotations

import datetime as dt
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from core.scope import Scope
from core.sources import describe
from core.ui.dates import NotADay, parse_day
from residents.domain.deaths import death_sources
from residents.models import DeathReport
from residents.selectors.death_reports import people_reported, settled_reports, waiting_deaths
from residents.services.death_reports import dismiss_report, report_death, settle_day
from residents.services.death_revoking import revoke_death

COUNTED = 9999
State = DeathReport.State
SHOWN = {"": "待核实", State.DISMISSED.value: "误报", State.REVOKED.value: "登记后撤销"}


@permitted("person.edit")
@never_cache
@require_safe
def deaths(request: HttpRequest) -> HttpResponse:
    """People of whom somebody says that they died, in the areas of the user."""
    scope, show = _scope(request), request.GET.get("show", "")
    show = show if show in SHOWN else ""
    after = int(text) if (text := request.GET.get("after", "")).isdigit() and len(text) < 19 else 0
    lines: list[Any] = []
    settled: list[Any] = []
    if show:
        settled, following = settled_reports(scope, show, after=after)
    else:
        lines, following = waiting_deaths(scope, after=after)
    rows = [said.row for line in lines for said in line.said] + [said.row for said in settled]
    context = {
        "lines": lines,
        "settled": settled,
        "show": show,
        "cells": _cells(scope, show),
        "sources": describe(row.source for row in rows),
        "words": list(death_sources().values()),
        "next_url": f"?show={show}&after={following}" if following else "",
    }
    return render(request, "residents/deaths.html", context)


def _cells(scope: Scope, show: str) -> list[dict[str, Any]]:
    """How many there are of each, as the figures above the list."""
    said = DeathReport.objects.filter(scope.q("person__hukou_area", "person__living_area"))
    return [
        {
            "number": said.filter(state=key)[:COUNTED].count() if key else people_reported(scope)[:COUNTED].count(),
            "label": title,
            "url": f"?show={key}" if key else "?",
            "current": key == show,
            "tone": "" if key else "amb",
        }
        for key, title in SHOWN.items()
    ]


@permitted("person.edit")
@require_POST
def death_report(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One more source says so."""
    post = request.POST

    def act() -> str:
        return report_death(
            person_uid=uid,
            died_on=_day(post.get("died_on", "")),
            word=post.get("word", ""),
            certificate=post.get("certificate", "").strip()[:60],
            note=post.get("note", "").strip(),
            by=request.user,
        ).words

    return _done(request, act)


@permitted("person.edit")
@require_POST
def death_settle(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Which of the days it was."""

    def act() -> str:
        day = _day(request.POST.get("died_on", ""))
        return settle_day(person_uid=uid, died_on=day, reason=request.POST.get("reason", ""), by=request.user).words

    return _done(request, act)


@permitted("person.edit")
@require_POST
def death_dismiss(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The word was wrong."""

    def act() -> str:
        report = dismiss_report(report_uid=uid, reason=request.POST.get("reason", ""), by=request.user)
        return f"{report.person.name}：已记为误报。"

    return _done(request, act)


@permitted("person.revoke_death")
@require_POST
def death_revoke(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A registered death was wrong: the person lives."""

    def act() -> str:
        done = revoke_death(person_uid=uid, reason=request.POST.get("reason", ""), by=request.user)
        for words in done.left:
            messages.warning(request, f"{words}。")
        return f"{done.person.name}的死亡登记已撤销。"

    return _done(request, act)


def _day(text: str) -> dt.date:
    try:
        return parse_day(text, today=clock.today())
    except NotADay as problem:
        raise UserError(f"死亡日期：{problem}", field="died_on") from problem


def _done(request: HttpRequest, act: Any) -> HttpResponse:
    try:
        messages.success(request, act())
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        messages.error(request, str(error))
    target = request.POST.get("next", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, allowed_hosts=None) else "deaths")


def _scope(request: HttpRequest) -> Scope:
    user, area = cast(Any, request.user), getattr(request, "area", None)
    scope: Scope = user.scope("person.edit")
    return scope.within(area.code) if area else scope
