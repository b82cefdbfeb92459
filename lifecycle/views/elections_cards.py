"""选民证: made for the roll, printed several a page, handed out against a name; and what elections keep of one person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.errors import NotFound, UserError
from core.permission import permitted
from core.read_log import log_view
from lifecycle.models.voter import StandingKind
from lifecycle.roster.context import Unconfirmed, open_context
from lifecycle.roster.explain import judge_visible
from lifecycle.rosters.voters_provings import PROVINGS
from lifecycle.selectors.elections import elections_of
from lifecycle.selectors.elections_books import card_numbers, cards_of, kept_of
from lifecycle.services.elections_cards import give_cards, issue_cards
from lifecycle.services.elections_standing import NewStanding, end_standing, in_force, record_standing, reveal_document
from lifecycle.views.elections_forms import EndForm, StandingForm
from lifecycle.views.elections_page import EDIT, VIEW, Seen, election_page
from residents.domain.ages import age_on
from residents.selectors.words import sex_word
from residents.views.guard import desk, person_or_404

PAGE, A_SHEET = 100, 10
_STATES = (("waiting", "没有领"), ("given", "已领"), ("void", "作废"))


@election_page(VIEW, "election-cards")
@require_safe
def cards(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The register of cards: who has taken his, who has not."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    page = Paginator(cards_of(seen.election, seen.scope, text=text, state=state), PAGE).get_page(
        request.GET.get("page")
    )
    numbers = card_numbers(seen.election, seen.scope)
    kept = {"q": text, "state": state}
    cells = [
        {
            "number": numbers[key],
            "label": label,
            "url": seen.url("election-cards", state=key),
            "current": state == key,
            "tone": "mut" if key == "void" else "",
        }
        for key, label in _STATES
    ]
    look = {
        "seen": seen,
        "cells": cells,
        "rows": page.object_list,
        "text": text,
        "state": state,
        "said": f"第 {page.start_index()}–{page.end_index()} 张，共 {page.paginator.count} 张"
        if page.paginator.count
        else "没有",
        "previous_url": seen.url("election-cards", **kept, page=page.number - 1) if page.has_previous() else "",
        "next_url": seen.url("election-cards", **kept, page=page.number + 1) if page.has_next() else "",
        "print_url": seen.url("election-cards-print", state="waiting"),
    }
    return render(request, "lifecycle/election_cards.html", look)


@election_page(EDIT, "election-cards")
@require_POST
def issue(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Make the cards of the roll as it stands."""
    try:
        made = issue_cards(seen.election.uid, area=seen.area, on=clock.today(), by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"编了 {made} 张选民证；已不在名单上的，证作废。")
    return redirect(seen.url("election-cards"))


@election_page(EDIT, "election-cards")
@require_POST
def give(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Cards were handed over."""
    try:
        numbers = request.POST.getlist("card")
        if not numbers:
            raise UserError("还没有勾选民证。")
        done = give_cards(
            seen.election.uid, numbers=numbers, receiver=request.POST.get("receiver", ""), by=request.user
        )
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"登记了 {done} 张已领。")
    return redirect(seen.url("election-cards", state=request.POST.get("state", "")))


@election_page(VIEW, "election-cards")
@require_safe
def cards_print(request: HttpRequest, seen: Seen) -> HttpResponse:
    """Cards on A4, ten a page: name, sex, age, ward, number."""
    rows = cards_of(seen.election, seen.scope, state=request.GET.get("state", "")).filter(void_on=None)[:2000]
    found = [
        {
            "card": card,
            "sex": sex_word(card.person.sex),
            "age": age_on(card.person.birth_date, seen.election.day) if card.person.birth_date else "",
        }
        for card in rows
    ]
    sheets = [found[at : at + A_SHEET] for at in range(0, len(found), A_SHEET)]
    log_view(by=seen.by, kind="roster", uid=seen.election.uid, label=f"{seen.election} 选民证", area=seen.area)
    return render(
        request, "lifecycle/election_cards_print.html", {"seen": seen, "sheets": sheets, "number": len(found)}
    )


@permitted(VIEW)
@never_cache
@require_safe
def person(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Everything elections keep of one person, with why on or off each coming roll; as a fragment for the person's page."""
    found = person_or_404(request, uid, VIEW)
    kept = kept_of(found.pk)
    areas = [area for area in (found.hukou_area, found.living_area) if area and request.user.scope(VIEW).holds(area)]
    today = clock.today()
    look = {
        "person": found,
        **kept,
        "standings": [(row, StandingKind(row.kind).label, in_force(row)) for row in kept["standings"]],
        "rolls": [
            _roll(request, found, one, areas) for one in elections_of(areas) if one.day >= today and not one.called_off
        ],
        "may_edit": any(request.user.scope(EDIT).holds(area) for area in areas) and found.living,
    }
    part = request.htmx and request.GET.get("part")
    return render(request, "lifecycle/election_person_part.html" if part else "lifecycle/election_person.html", look)


def _roll(request: HttpRequest, found: Any, election: Any, areas: list[str]) -> dict[str, Any]:
    """Why the person is on the roll of an election or not, seen from his own community."""
    roster = PROVINGS[election.kind].roster
    area = areas[0][:12] if not election.area_code.startswith(areas[0][:12]) else election.area_code
    try:
        judged = judge_visible(roster, open_context(roster, area=area, as_of=election.day), found.pk)
    except (Unconfirmed, NotFound):
        judged = None
    why = f"{reverse('roster-why', args=[roster.key, found.uid])}?area={area}&as_of={election.day.isoformat()}"
    return {"election": election, "judged": judged, "why": why, "url": reverse("election", args=[election.uid])}


@permitted(EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def standing(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Enter a document about a person's right to vote."""
    found = person_or_404(request, uid, EDIT)
    elections = [(str(one.uid), str(one)) for one in elections_of([found.living_area or found.hukou_area])[:20]]
    form = StandingForm(elections, request.POST or None, initial={"since": clock.today()})

    def act(said: dict[str, Any]) -> None:
        chosen = UUID(said["election"]) if said["election"] else None
        record_standing(uid, NewStanding(**{**said, "election": chosen}), by=request.user)

    back = reverse("election-person", args=[uid])
    context = {"title": "登记选举资格", "button": "存下", "person": found, "back": back}
    done = "已登记；名单随之变，公布过的会出现补正。"
    return desk(request, form, act=act, done=done, to=back, template="lifecycle/election_act.html", context=context)


@permitted(EDIT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def standing_end(request: HttpRequest, uid: UUID, of: UUID) -> HttpResponse:
    """The document no longer holds."""
    found = person_or_404(request, uid, EDIT)
    form = EndForm(request.POST or None)

    def act(said: dict[str, Any]) -> None:
        end_standing(of, by=request.user, **said)

    back = reverse("election-person", args=[uid])
    context = {"title": "恢复或终止", "button": "存下", "person": found, "back": back}
    return desk(
        request, form, act=act, done="已登记。", to=back, template="lifecycle/election_act.html", context=context
    )


@permitted(EDIT)
@never_cache
@require_POST
def standing_document(request: HttpRequest, uid: UUID, of: UUID) -> HttpResponse:
    """Number and evidence of a document: one at a time, written down."""
    found = person_or_404(request, uid, EDIT)
    try:
        number, evidence = reveal_document(of, by=request.user)
    except NotFound as missing:
        raise Http404(missing.message) from missing
    messages.info(request, f"{found.name}：文号 {number}" + (f"；{evidence}" if evidence else ""))
    return redirect("election-person", uid=uid)
