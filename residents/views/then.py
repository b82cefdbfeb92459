"""看看那时: a person or a household as of a day, by what was known at a moment. Looked at only; nothing is done from here."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse

from core.errors import NotFound, UserError
from core.panels import panels
from core.read_log import log_view
from core.sources import describe
from core.ui.family_graph import build_family_graph, fits
from core.ui.moments import moment_words
from core.ui.stay_bars import build_stay_bars
from core.ui.strip import build_strip
from residents.selectors.discretion import discreet, discreet_household, may_read, readable
from residents.selectors.family import family_persons
from residents.selectors.then import NotYetKnown, Then, household_then, on_the_day, person_then, read_then
from residents.selectors.timeline import strip_items
from residents.views.stays import stay_bars_of

PANELS = ("basics", "homes", "kin", "documents")  # what the resident base itself keeps; other duties have no past yet


def person_page_then(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The person's page cut to the day: header, strip, life so far, the base's own panels."""
    url = reverse("person", args=[uid])
    then = _then(request)
    if then is None:
        return redirect(url)
    try:
        seen, items, then = person_then(uid, then=then, scope=request.user.scope("person.view"))
    except NotYetKnown as unknown:
        return _page(request, then, title="那时还没有登记", url=url, crumb="居民", body="", unknown=unknown)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    may = may_read(request.user, seen)
    seen, items = discreet(seen, may), readable(items, may)
    log_view(by=request.user, kind="person", uid=seen.uid, label=seen.name, area=seen.living_area or seen.hukou_area)
    sources = describe([item.source for item in items] + seen.sources)
    request.person_sources = sources  # type: ignore[attr-defined]
    with on_the_day(then):
        look = {
            "person": seen,
            "items": items,
            "sources": sources,
            "then": _query(then),
            "panels": _panels(request, seen),
            "strip": _strip(seen, items, then) if seen.birth_date else None,
        }
        body = render_to_string("residents/then/person.html", look, request)
    return _page(request, then, title=seen.name, url=url, crumb="居民", body=body)


def household_page_then(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who belonged to the household on the day, who had belonged to it before."""
    url = reverse("household", args=[uid])
    then = _then(request)
    if then is None:
        return redirect(url)
    try:
        seen, unseen, then = household_then(uid, then=then, scope=request.user.scope("household.view"))
    except NotYetKnown as unknown:
        return _page(request, then, title="那时还没有这一户", url=url, crumb="家庭", body="", unknown=unknown)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    with on_the_day(then):
        people = family_persons(discreet_household(request.user, seen))
        look = {
            "household": seen,
            "unseen": unseen,
            "then": _query(then),
            "graph": build_family_graph(people, today=then.on) if fits(people) else None,
            "bars": build_stay_bars(stay_bars_of(seen, still="那天在户"), today=then.on) if seen.members else None,
            "sources": describe([member.source for member in seen.members] + [seen.household.source]),
        }
        body = render_to_string("residents/then/household.html", look, request)
    return _page(request, then, title=seen.title, url=url, crumb="家庭", body=body)


def _then(request: HttpRequest) -> Then | None:
    try:
        return read_then(request.GET.get("on", ""), request.GET.get("known", ""))
    except UserError as refused:
        messages.error(request, f"看看那时：{refused}")
        return None


def _page(request: HttpRequest, then: Then, **look: Any) -> HttpResponse:
    """The frame: it stands in the present, and says that what it holds does not."""
    look |= {"day": then.on, "known": moment_words(then.known.at) if then.known else "", "query": _query(then)}
    return render(request, "residents/then/page.html", look)


def _query(then: Then) -> str:
    """For links from one page of then to another."""
    known = {"known": then.known.at.replace(tzinfo=None).isoformat()} if then.known else {}
    return urlencode({"on": then.on.isoformat(), **known})


def _strip(seen: Any, items: list[Any], then: Then) -> Any:
    marks = strip_items(items)
    return build_strip(marks, born=seen.birth_date, today=then.on, died=seen.died_on, now_word="那天")


def _panels(request: HttpRequest, seen: Any) -> list[str]:
    drawn = []
    for panel in (panels[key] for key in PANELS):
        context = panel.context(request, seen)
        if context is not None:
            look = {"panel": panel, "person": seen, **context, "may_edit": False}
            drawn.append(render_to_string(panel.template, look, request))
    return drawn
