"""困难线索: the list, one lead, and what people say and do about it."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.selectors.areas import area_name
from accounts.selectors.users import names_of
from aid.domain.leads import REASON_WORDS
from aid.models.lead import LeadEnd, LeadState
from aid.selectors.case_of_person import cases_of_lead
from aid.selectors.leads import Filters, lead_by_uid, lead_counts, lead_page, steps_of, withdrawn_of
from aid.services.lead_offers import take_up_by_hand
from aid.services.leads import close_lead, note_lead, report_hardship
from core.errors import NotFound, UserError
from core.permission import permitted
from core.scope import Scope
from core.ui.forms import DayField, ScreenForm
from lifecycle.selectors.tasks_of_person import tasks_of_person
from lifecycle.task_kinds.offers import OFFERS
from residents.selectors.person import person_in_scope


class FoundForm(ScreenForm):
    """Somebody saw need."""

    words = forms.CharField(
        label="看到什么", max_length=200, widget=forms.Textarea({"rows": 3}), help_text="一两句话，不写病名、证号。"
    )


class NoteForm(ScreenForm):
    """What was found out."""

    words = forms.CharField(label="了解到的情况", max_length=280, widget=forms.Textarea({"rows": 3}))
    look_on = DayField(label="哪天再看", required=False, help_text="不用再看的不填。")


class WishForm(ScreenForm):
    """What the family wants of what was offered."""

    wishes = forms.MultipleChoiceField(label="家里需要什么", choices=OFFERS, widget=forms.CheckboxSelectMultiple)
    words = forms.CharField(label="一句话说明", max_length=150, required=False)


class CloseForm(ScreenForm):
    """How it ended."""

    how = forms.ChoiceField(
        label="怎样了结",
        choices=[(key, words) for key, words in LeadEnd.choices if key != LeadEnd.VOID],
        widget=forms.RadioSelect,
    )
    why = forms.CharField(
        label="说明", max_length=200, required=False, help_text="不愿申请、没有困难的，写一句怎么了解到的。"
    )


@permitted("aid.view")
@never_cache
@require_safe
def leads(request: HttpRequest) -> HttpResponse:
    """The heaviest first; every number opens its names."""
    scope = _scope(request, "aid.view")
    filters = _filters(request)
    lines, following = lead_page(scope, filters, after=_after(request))
    counts = lead_counts(scope)
    open_number = sum(number for state, number in counts.items() if state != LeadState.CLOSED)
    cells = [
        {"number": open_number, "label": "没了结", "url": "?", "current": not filters.show and not filters.look},
        *(
            {
                "number": counts.get(state.value, 0),
                "label": state.label,
                "url": f"?show={state.value}",
                "current": filters.show == state.value,
                "tone": "amb" if state == LeadState.NEW else "",
            }
            for state in LeadState
        ),
    ]
    context = {
        "lines": lines,
        "cells": cells,
        "filters": filters,
        "reasons": [(reason.value, words) for reason, words in REASON_WORDS.items()],
        "next_url": _next(request, following),
    }
    return render(request, "aid/leads.html", context)


def _filters(request: HttpRequest) -> Filters:
    get = request.GET
    show = get.get("show", "")
    reason = get.get("reason", "")
    return Filters(
        show if show in LeadState.values else "",
        reason if reason in {one.value for one in REASON_WORDS} else "",
        get.get("look") == "1",
    )


def _after(request: HttpRequest) -> tuple[int, int] | None:
    score, _, pk = request.GET.get("after", "").partition("-")
    return (int(score), int(pk)) if score.isdigit() and pk.isdigit() and len(pk) < 19 and len(score) < 6 else None


def _next(request: HttpRequest, following: str) -> str:
    if not following:
        return ""
    query = request.GET.copy()
    query["after"] = following
    return f"?{query.urlencode()}"


@permitted("aid.view")
@never_cache
@require_safe
def lead(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _page(request, uid)


def _page(request: HttpRequest, uid: UUID, forms_: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    user = cast(Any, request.user)
    try:
        line = lead_by_uid(uid, scope=user.scope("aid.view"))
    except NotFound as missing:
        raise Http404(missing.message) from missing
    may_act = user.scope("aid.assist").holds(line.lead.area_code) and line.lead.state != LeadState.CLOSED
    steps = steps_of(line.lead)
    context = {
        "line": line,
        "steps": steps,
        "names": names_of(step.by for step in steps),
        "withdrawn": withdrawn_of(line.lead),
        "tasks": tasks_of_person(user, line.lead.person_id),
        "cases": cases_of_lead(uid, user.scope("aid.view")),
        "may_act": may_act,
        "note_form": NoteForm(),
        "wish_form": WishForm(initial={"wishes": line.lead.offered}),
        "close_form": CloseForm(),
        "offers": [words for key, words in OFFERS if key in line.lead.offered],
        **(forms_ or {}),
    }
    return render(request, "aid/lead.html", context, status=status)


@permitted("aid.assist")
@require_POST
def lead_note(request: HttpRequest, uid: UUID) -> HttpResponse:
    form = NoteForm(request.POST)

    def act(data: dict[str, Any]) -> str:
        note_lead(uid, data["words"], look_on=data["look_on"], by=request.user)
        return "记下了。"

    return _act(request, uid, "note_form", form, act)


@permitted("aid.assist")
@require_POST
def lead_wishes(request: HttpRequest, uid: UUID) -> HttpResponse:
    form = WishForm(request.POST)

    def act(data: dict[str, Any]) -> str:
        return take_up_by_hand(uid, data["wishes"], note=data["words"], by=request.user)

    return _act(request, uid, "wish_form", form, act)


@permitted("aid.assist")
@require_POST
def lead_close(request: HttpRequest, uid: UUID) -> HttpResponse:
    form = CloseForm(request.POST)

    def act(data: dict[str, Any]) -> str:
        done = close_lead(uid, how=data["how"], why=data["why"], by=request.user)
        return f"线索已了结：{done.get_ended_display()}。"

    return _act(request, uid, "close_form", form, act)


def _act(request: HttpRequest, uid: UUID, name: str, form: ScreenForm, act: Any) -> HttpResponse:
    if form.is_valid():
        try:
            messages.success(request, act(form.cleaned_data))
            return redirect("hardship-lead", uid)
        except NotFound as missing:
            raise Http404(missing.message) from missing
        except UserError as error:
            form.refuse(error)
    return _page(request, uid, {name: form, "opened": name}, status=422)


@permitted("aid.assist")
@never_cache
def found(request: HttpRequest, person: UUID) -> HttpResponse:
    """Somebody of the committee saw need and says so; from the person's page."""
    user = cast(Any, request.user)
    try:
        who = person_in_scope(person, scope=user.scope("aid.assist"))
    except NotFound as missing:
        raise Http404(missing.message) from missing
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lead = report_hardship(person, form.cleaned_data["words"], by=user)
            if user.scope("aid.view").holds(lead.area_code):
                messages.success(request, "记进困难线索了。")
                return redirect("hardship-lead", lead.uid)
            messages.success(request, f"记进困难线索了。这一家住在{area_name(lead.area_code)}，由那里的社区去看。")
            return redirect("person", person)
        except UserError as error:
            form.refuse(error)
    status = 422 if form.errors else 200
    return render(request, "aid/lead_found.html", {"form": form, "person": who}, status=status)


def _scope(request: HttpRequest, permission: str) -> Scope:
    user, area = cast(Any, request.user), getattr(request, "area", None)
    scope: Scope = user.scope(permission)
    return scope.within(area.code) if area else scope
