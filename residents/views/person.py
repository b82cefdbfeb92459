"""The person page and what is read from it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.errors import NotFound, UserError
from core.pages.audit_person import trace_context
from core.panels import allowed, look_for, render_panels
from core.permission import permitted
from core.read_log import log_view, looks_at
from core.sources import describe
from core.ui.strip import build_strip
from residents.selectors.discretion import discreet, hidden_fields, may_read, readable
from residents.selectors.person import PersonView
from residents.selectors.timeline import categories, strip_items, timeline
from residents.selectors.value_sources import value_sources
from residents.services.reveal import REASONS, reveal
from residents.traces import traced
from residents.views.guard import person_or_404
from residents.views.then import person_page_then

PLAIN_TEXT = "text/plain; charset=utf-8"


@permitted("person.view")
@never_cache
@require_safe
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """A life: header, life strip, timeline, panels. With htmx and `?show=家庭` only the timeline, cut to a category.
    With `?on=` and `?known=` the page of then (看看那时)."""
    if request.GET.get("on") or request.GET.get("known"):
        return person_page_then(request, uid)
    seen = person_or_404(request, uid)
    if seen.uid != uid:
        messages.info(request, f"这条记录已并入「{seen.name}」，这里是合并后的一条。")
        return redirect("person", uid=seen.uid)
    may = may_read(request.user, seen)
    items = readable(timeline(discreet(seen, may)), may)
    show = request.GET.get("show", "")
    context = {
        "person": seen,
        "items": [item for item in items if not show or item.category == show],
        "total": len(items),
        "categories": categories(items),
        "show": show,
        "event_links": allowed(request.user, "event.view", seen),
    }
    said = [item.source for item in items] + seen.sources
    if request.htmx:
        return render(request, "residents/life.html", {**context, "sources": describe(said)})
    context["sources"] = request.person_sources = describe(said + look_for(request, seen).sources)
    area = seen.living_area or seen.hukou_area
    context |= {
        "strip": _strip(seen, items),
        "panels": render_panels(request, seen),
        "looks": log_view(by=request.user, kind="person", uid=seen.uid, label=seen.name, area=area),
        "may_tell": allowed(request.user, "event.tell", seen),
        "may_edit": allowed(request.user, "person.edit", seen),
        "may_merge": allowed(request.user, "person.merge", seen),
        "may_reveal": allowed(request.user, "person.reveal", seen),
        "reveal_reasons": REASONS,
        "may_audit": allowed(request.user, "person.audit", seen),
    }
    return render(request, "residents/person.html", context)


def _strip(seen: PersonView, items: list) -> object | None:
    if seen.birth_date is None:
        return None
    return build_strip(strip_items(items), born=seen.birth_date, today=clock.today(), died=seen.died_on)


@permitted("person.reveal")
@never_cache
@require_POST
def reveal_value(request: HttpRequest, uid: UUID, what: str) -> HttpResponse:
    """The bare number as text, for app.js to put under the mask; a refusal is one sentence with 4xx."""
    try:
        value = reveal(person_uid=uid, what=what, reason=request.POST.get("reason", ""), by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        return HttpResponse(str(error), status=400, content_type=PLAIN_TEXT)
    return HttpResponse(value, content_type=PLAIN_TEXT)


@permitted("person.view")
@never_cache
@require_safe
def sources(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Of each value: who said it, in which line of which file, on which day, and who says otherwise."""
    seen = person_or_404(request, uid)
    log_view(by=request.user, kind="person", uid=seen.uid, label=seen.name, area=seen.living_area or seen.hukou_area)
    may = may_read(request.user, seen)
    values = value_sources(discreet(seen, may), hidden=hidden_fields(may))
    return render(request, "residents/sources.html", {"person": seen, "values": values})


@permitted("person.view")
@never_cache
@require_safe
def looks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who looked at this person in the last 30 days, and why."""
    seen = person_or_404(request, uid)
    return render(request, "residents/looks.html", {"person": seen, "looks": looks_at(seen.uid)})


@permitted("person.audit")
@never_cache
@require_safe
def trace(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Who saw, changed, took out or published this person: for those above, about residents of theirs."""
    seen = person_or_404(request, uid, "person.audit")
    context = trace_context(traced(seen.row), request.GET.get("group", ""))
    return render(request, "residents/trace.html", {"person": seen, **context})
