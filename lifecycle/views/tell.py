"""登记一件事: choose what happened, tell it, see what follows; correct it or void it."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.effects_log import Cascade, cascades
from core.errors import NotFound, UserError
from core.permission import permitted
from core.sources import describe
from lifecycle.engine.declaration import rules_for
from lifecycle.selectors.told import Page, told_page
from lifecycle.telling.closing import correct_event, said_of, void_event, why_not_voided
from lifecycle.telling.declaration import LifeEvent, life_events
from lifecycle.telling.forms import TellForm, initial_of
from lifecycle.telling.tell import Told, tell
from residents.forms.desk import place_choices
from residents.selectors.person import PersonView, person_page
from residents.selectors.someone import Someone, people_by_uid

FRESH = dt.timedelta(seconds=15)  # so long the page looks again by itself
VOID_REASONS = ["报错了人", "日期写错", "重复登记", "证件不实", "没有发生"]


@permitted("event.tell")
@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """What happened? Kinds by group; a word narrows them."""
    person, word = _asked_person(request), request.GET.get("q", "").strip()
    groups = [
        (group, found)
        for group, events in life_events.by_group()
        if (
            found := [
                event for event in events if request.user.has_permission(event.permission) and _meant(event, word)
            ]
        )
    ]
    context = {"groups": groups, "word": word, "person": person}
    template = "lifecycle/events/kinds.html" if request.htmx else "lifecycle/events/choose.html"
    return render(request, template, context)


@permitted("event.tell")
@never_cache
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """The form of a kind, for somebody already chosen or for whom the clerk names."""
    event = _declared(request, kind)
    person = _asked_person(request)
    initial: dict[str, Any] = {"key": f"{uuid4()}"}
    if person:
        chosen = people_by_uid([person.uid], scope=request.user.scope("person.view"))[person.uid]
        proposals = event.prefill(chosen) if event.prefill else {}
        initial |= {
            f"what_{key}" if event.role(key) is None else f"who_{key}": value for key, value in proposals.items()
        }
        many = event.roles[0].many
        initial[f"who_{event.role_for(chosen).key}"] = chosen.typed if many else str(chosen.uid)
        form = TellForm(event, request.user, request.POST or None, chosen=chosen, initial=initial)
    else:
        form = TellForm(event, request.user, request.POST or None, initial=initial)

    def act() -> Told:
        source = f"desk:{request.user.username}"
        return tell(kind=event.key, source=source, by=request.user, **form.said())

    return _desk(request, form, act, {"event": event, "person": person, "title": event.title, "button": "登记这件事"})


@permitted("event.void")
@never_cache
def correct(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The event told anew in the place of this one, prefilled with what was said."""
    page = _page_or_404(request, uid)
    old = page.shown.event
    event = _declared(request, old.kind)
    if words := why_not_voided(old, by=request.user):
        messages.error(request, words)
        return redirect("event", uid=uid)
    said = said_of(old)
    subjects = said.subjects or _named(page)
    initial = initial_of(
        event, subjects=subjects, payload=said.payload, user=request.user, on=old.occurred_on, evidence=old.evidence
    )
    form = TellForm(event, request.user, request.POST or None, correcting=True, initial=initial | {"key": f"{uuid4()}"})

    def act() -> Told:
        source = f"desk:{request.user.username}"
        return correct_event(uid=uid, reason=form.cleaned_data["reason"], source=source, by=request.user, **form.said())

    context = {"event": event, "old": page.shown, "title": f"更正：{event.title}", "button": "存为更正"}
    return _desk(request, form, act, context)


@permitted("event.view")
@never_cache
def event(request: HttpRequest, uid: UUID) -> HttpResponse:
    """An event: what, who, when, from where, and what it set going (htmx: that alone, until the rules have acted)."""
    return _event_page(request, _page_or_404(request, uid))


@permitted("event.void")
@require_POST
def void(request: HttpRequest, uid: UUID) -> HttpResponse:
    """It never happened."""
    reason = request.POST.get("reason", "")
    try:
        void_event(uid=uid, reason=reason, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    except UserError as error:
        return _event_page(request, _page_or_404(request, uid), refused=error, reason=reason)
    messages.success(request, "已作废，底册已恢复；各处跟着办的事会收回。")
    return redirect("event", uid=uid)


def _event_page(request: HttpRequest, page: Page, refused: UserError | None = None, reason: str = "") -> HttpResponse:
    seen = page.shown.event
    declared = life_events.get(seen.kind)
    context = {
        "page": page,
        "shown": page.shown,
        "event": seen,
        "declared": declared,
        "source": describe([seen.source]).get(seen.source),
        "effects": cascades([seen.id]).get(seen.id, Cascade()),
        "fresh": not seen.dispatched or clock.now() - seen.recorded_at < FRESH,
        "why_not": why_not_voided(seen, by=request.user),
        "may_void": request.user.has_permission("event.void"),
        "refused": refused,
        "reason": reason,
        "reasons": {"void-reasons": VOID_REASONS},
        "places": [],
    }
    if request.htmx and request.htmx.target == "effects":
        return render(request, "lifecycle/events/effects.html", context)
    return render(request, "lifecycle/events/event.html", context, status=422 if refused else 200)


def _desk(request: HttpRequest, form: TellForm, act: Any, context: dict[str, Any]) -> HttpResponse:
    """Show the form; on POST tell. What was typed is never lost: 422 is the form with what is to be mended."""
    if request.method == "POST" and form.is_valid():
        try:
            told = act()
        except UserError as error:
            form.refuse(error)
        else:
            return _done(request, told)
    declared: LifeEvent = context["event"]
    context = {
        "form": form,
        "places": place_choices(),
        "reasons": {
            "papers": declared.evidence.papers,
            "void-reasons": VOID_REASONS,
            "kin": _kin(context.get("person")),
        },
        "follow": list(rules_for(declared.key)),
        **context,
    }
    return render(request, "lifecycle/events/tell.html", context, status=422 if request.method == "POST" else 200)


def _done(request: HttpRequest, told: Told) -> HttpResponse:
    if told.event is None:
        waiting = told.waiting
        messages.success(request, waiting.words if waiting else "已记下，还要核实。")
        return redirect(waiting.url if waiting and waiting.url else reverse("events"))
    messages.success(request, "已登记。" if told.first else "这件事刚才已经登记过了，没有登记第二次。")
    return redirect("event", uid=told.event.uid)


def _declared(request: HttpRequest, kind: str) -> LifeEvent:
    event = life_events.get(kind)
    if event is None or not request.user.has_permission(event.permission):
        raise Http404("没有这类事，或者登记它不在你的职责里。")
    return event


def _page_or_404(request: HttpRequest, uid: UUID) -> Page:
    try:
        return told_page(uid, user=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing


def _asked_person(request: HttpRequest) -> PersonView | None:
    """Whom the page was opened for; nobody out of the teller's area."""
    text = request.GET.get("person", "")
    try:
        return person_page(UUID(text), scope=request.user.scope("event.tell")) if text else None
    except (ValueError, NotFound) as missing:
        raise Http404("没有这个人，或者不在你的范围里。") from missing


def _kin(person: PersonView | None) -> list[str]:
    """The relatives of whom it is about, as they are typed: the likeliest others in an event."""
    found = [kin.person for kin in person.kin_seen if kin.person and kin.person.died_on is None] if person else []
    return [f"{one.name} {one.number_last4}".strip() for one in found]


def _named(page: Page) -> dict[str, list[str]]:
    subjects: dict[str, list[str]] = {}
    for part in page.shown.parts:
        if isinstance(part.person, Someone):
            subjects.setdefault(part.role, []).append(str(part.person.uid))
    return subjects


def _meant(event: LifeEvent, word: str) -> bool:
    return not word or any(word in text for text in (event.title, event.search, event.group))
