"""Papers: a record as an A4 dossier, and green cards of card size, several on a sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core import clock
from core.audit import log_read
from core.panels import allowed
from core.permission import permitted
from elderly.domain.green_cards import ENTITLEMENTS
from elderly.selectors.card_prints import cards_to_print
from elderly.services.record_details import HEALTH
from elderly.views.records import dossier
from residents.selectors.words import sex_word
from residents.views.guard import person_or_404


@permitted("elder.view")
@never_cache
@require_safe
def record_print(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The record on A4; numbers stay masked, the reading is logged as a print."""
    seen = person_or_404(request, uid, "elder.view")
    found = dossier(request, seen)
    log_read(
        by=request.user,
        action="print",
        kind="elder-record",
        uid=seen.uid,
        label=seen.name,
        area=seen.living_area or seen.hukou_area,
    )
    context = {
        "person": seen,
        "dossier": found,
        "today": clock.today(),
        "sex": sex_word(seen.row.sex),
        "may_health": allowed(request.user, HEALTH, seen),
    }
    return render(request, "elderly/records/record_print.html", context)


@permitted("elder.view")
@never_cache
@require_safe
def cards_print(request: HttpRequest) -> HttpResponse:
    """The cards in force of an area that were issued in the last days, or one person's."""
    area = getattr(request, "area", None)
    wanted = cards_to_print(
        scope=request.user.scope("elder.view").within(area.code) if area else request.user.scope("elder.view"),
        person=request.GET.get("person", ""),
        since=request.GET.get("since", ""),
    )
    context = {"wanted": wanted, "entitlements": ENTITLEMENTS.values(), "area": area}
    return render(request, "elderly/records/cards_print.html", context)
