"""An elder record: the page, and the few things that are filled in by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.errors import NotFound
from core.panels import allowed, look_for, render_panels
from core.permission import permitted
from core.read_log import log_view
from core.sources import describe
from elderly.forms.record import FillForm, HealthForm, RecordForm
from elderly.models import ElderRecord
from elderly.selectors.dossier import Dossier, dossier_of, institutions
from elderly.selectors.record_contacts import proposals
from elderly.selectors.records import person_of
from elderly.services.record_details import EDIT, HEALTH, fill_record
from residents.selectors.person import PersonView
from residents.services.reveal import REASONS
from residents.views.guard import desk, person_or_404

FORM = "elderly/records/act.html"


@permitted("elder.view")
@never_cache
@require_safe
def record(request: HttpRequest, uid: UUID) -> HttpResponse:
    """One dossier: the base's data with their source, the record, and the panels of this room's duties. `uid`: the person's, or
    the record's own, as lists and programs know it."""
    seen = person_or_404(request, person_of(uid), "elder.view")
    found = dossier(request, seen)
    area = seen.living_area or seen.hukou_area
    log_view(by=request.user, kind="elder-record", uid=seen.uid, label=seen.name, area=area)
    request.person_sources = describe(look_for(request, seen).sources + seen.sources)  # type: ignore[attr-defined]
    context = {
        "person": seen,
        "dossier": found,
        "panels": render_panels(request, seen, only=_of_this_room),
        "proposals": [] if found.row.closed_on else proposals(seen),
        "may_edit": found.row.closed_on is None and allowed(request.user, EDIT, seen),
        "may_health": allowed(request.user, HEALTH, seen),
        "may_reveal": allowed(request.user, "person.reveal", seen),
        "reveal_reasons": REASONS,
    }
    return render(request, "elderly/records/record.html", context)


def dossier(request: HttpRequest, seen: PersonView) -> Dossier:
    """The record of somebody who may be seen; 404 without one."""
    try:
        return dossier_of(seen.pk, health=allowed(request.user, HEALTH, seen))
    except NotFound as missing:
        raise Http404(missing.message) from missing


def _of_this_room(template: str) -> bool:
    """The panels of this room, the record's own apart: it is the page."""
    return template.startswith("elderly/") and not template.endswith("/record.html")


@permitted(EDIT)
@never_cache
def fill(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What a new record still lacks, on one small page; where a task 补几项 leads."""
    return _form(request, uid, FillForm, "补几项", "存进档案")


@permitted(EDIT)
@never_cache
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All that a clerk keeps in the record, health apart."""
    return _form(request, uid, RecordForm, "改老人档案", "存这些")


def _form(request: HttpRequest, uid: UUID, kind: type[FillForm], title: str, button: str) -> HttpResponse:
    seen = person_or_404(request, uid, EDIT)
    row = dossier(request, seen).row
    initial = {name: getattr(row, name) or None for name in kind.base_fields}
    form = kind(request.POST or None, initial=initial, institutions=institutions(request.user.scope(EDIT)))

    def act(said: dict[str, Any]) -> None:
        fill_record(person_uid=seen.uid, said=said, by=request.user)

    context = form_context(seen, row, title, button, "fill") | {
        "proposals": proposals(seen) if kind is FillForm and not row.contacts else [],
        "asks_contact": kind is FillForm and not row.contacts,
    }
    return desk(request, form, act=act, done="已存进老人档案。", to=page(seen), template=FORM, context=context)


@permitted(HEALTH)
@never_cache
def health(request: HttpRequest, uid: UUID) -> HttpResponse:
    """健康史 and 生活方式."""
    seen = person_or_404(request, uid, HEALTH)
    row = dossier(request, seen).row
    form = HealthForm(row, request.POST or None)

    def act(_said: dict[str, Any]) -> None:
        fill_record(person_uid=seen.uid, said=form.said, by=request.user)

    context = form_context(seen, row, "健康史和生活方式", "存这些", "health")
    return desk(
        request, form, act=act, done="已存进老人档案，加密保存。", to=page(seen), template=FORM, context=context
    )


def page(seen: PersonView) -> str:
    """The address of a person's record."""
    return reverse("elder-record", args=[seen.uid])


def form_context(seen: PersonView, row: ElderRecord, title: str, button: str, draft: str) -> dict[str, Any]:
    """What every form of a record shows."""
    return {"person": seen, "record": row, "title": title, "button": button, "draft": f"elder-{draft}:{seen.uid}"}
