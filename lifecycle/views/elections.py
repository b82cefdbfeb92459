"""Elections: the list, a new one, its calendar and numbers, its wards."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.selectors.areas import area_name, area_tree
from core import clock
from core.errors import UserError
from core.permission import permitted
from core.scope import Scope
from core.ui.dates import NotADay, parse_day
from lifecycle.domain.electoral_calendar import (
    OBJECTION_DAYS,
    committee_calendar,
    congress_calendar,
    counted_days,
    objections_until,
    standings,
)
from lifecycle.selectors.elections import elections_of, ward_rows, wards_of
from lifecycle.selectors.elections_objections import moving_words, rests_on
from lifecycle.selectors.elections_people import checks_of
from lifecycle.services.elections import STEPS, NewElection, hold_election, set_ward, tell_step, ward_per_community
from lifecycle.views.elections_forms import ElectionForm, WardForm
from lifecycle.views.elections_page import EDIT, VIEW, Seen, election_page
from residents.views.guard import desk

ACT = "lifecycle/election_act.html"
_STEP_OF = {"list": "posted_on", "first-candidates": "first_candidates_on", "candidates": "candidates_on"}


@permitted(VIEW)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The elections that the user's areas vote in."""
    user, today = request.user, clock.today()
    areas = [grant.area_code for grant in user.live_grants if user.scope(VIEW).covers(grant.area_code)]
    rows = [
        {"election": one, "left": (one.day - today).days, "url": reverse("election", args=[one.uid])}
        for one in elections_of(areas)[:100]
    ]
    return render(request, "lifecycle/elections.html", {"rows": rows, "may_hold": user.has_permission(EDIT)})


@permitted(EDIT)
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Announce an election."""
    form = ElectionForm(request.user, request.POST or None)

    def act(said: dict[str, Any]) -> str:
        election = hold_election(NewElection(**said), by=request.user)
        return reverse("election", args=[election.uid])

    context = {"title": "设立选举", "button": "设立", "draft": "election-new", "back": reverse("elections")}
    return desk(
        request, form, act=act, done="选举设立了，日程已经推算好。", to="/elections/", template=ACT, context=context
    )


@election_page(VIEW, "election")
@require_safe
def election(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The calendar with what is late, the numbers, and what to do next."""
    look = {
        "seen": seen,
        "calendar": _calendar(seen),
        "objections": _objection_window(seen),
        "steps": STEPS,
        "proof_url": seen.url("election-proof", part=1),
        "checks": [(check, seen.url("election-people", check=check.key)) for check in checks_of(seen.election)],
        "roster_url": seen.roster_url(),
        "changes_url": seen.roster_url("roster-changes"),
        "posted_url": seen.url("election-posted"),
        "supplement_url": seen.url("election-supplement"),
        "removals_url": seen.url("election-people", removed=1),
        "today": clock.today(),
    }
    return render(request, "lifecycle/election.html", look)


def _calendar(seen: Seen) -> list[dict[str, Any]]:
    one = seen.election
    deadlines = committee_calendar(one.day) if seen.committee else congress_calendar(one.day)
    done = {"list": seen.posted_on, "first-candidates": one.first_candidates_on, "candidates": one.candidates_on}
    found = standings(deadlines, done, today=clock.today(), rests=rests_on)
    return [{"line": line, "step": _STEP_OF.get(line.deadline.key, "")} for line in found]


def _objection_window(seen: Seen) -> dict[str, Any] | None:
    """Until when objections are taken, each day counted."""
    if seen.posted_on is None:
        return None
    last = objections_until(seen.posted_on)
    days = counted_days(seen.posted_on, OBJECTION_DAYS)
    return {"posted": seen.posted_on, "last": last, "days": days, "hint": moving_words(last, seen.area)}


@election_page(EDIT, "election")
@require_POST
def step(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The list or the candidates were posted on a day."""
    try:
        text = request.POST.get("on", "").strip()
        day = parse_day(text, today=clock.today()) if text else None
        tell_step(seen.election.uid, step=request.POST.get("step", ""), on=day, by=request.user)
    except (UserError, NotADay) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "已登记。")
    return redirect(seen.url("election"))


@election_page(VIEW, "election-wards")
@require_safe
def wards(request: HttpRequest, seen: Seen) -> HttpResponse:
    """The wards with their parts, and the communities that lie in none."""
    here = Scope.of([seen.election.area_code])
    communities = [
        node.code
        for node in sorted(area_tree().nodes.values(), key=lambda one: one.code)
        if node.level == "community" and not node.ended and here.covers(node.code)
    ]
    missing = wards_of(seen.election).missing(communities)
    rows = [
        {
            "ward": ward,
            "parts": [_part_words(part, doors) for part in parts],
            "url": seen.url("election-ward", ward.number),
        }
        for ward, parts, doors in ward_rows(seen.election)
    ]
    look = {"seen": seen, "rows": rows, "missing": [area_name(code) for code in missing], "all": len(communities)}
    return render(request, "lifecycle/election_wards.html", look)


def _part_words(part: Any, doors: dict[int, Any]) -> str:
    """A building by its door, any other part by its name."""
    return doors[part.building_id].words if part.building_id else area_name(part.area_code)


@election_page(EDIT, "election-wards")
@require_http_methods(["GET", "HEAD", "POST"])
def ward(request: HttpRequest, seen: Seen, number: str = "") -> HttpResponse:
    """Draw a ward, or draw it anew."""
    found = next((row for row in ward_rows(seen.election) if row[0].number == number), None)
    initial: dict[str, Any] = {}
    if found is not None:
        codes = [part.area_code for part in found[1] if part.building_id is None]
        doors = "\n".join(_part_words(part, found[2]) for part in found[1] if part.building_id)
        initial = {"number": number, "name": found[0].name, "seats": found[0].seats, "parts": codes, "doors": doors}
    form = WardForm(request.user, seen.election, request.POST or None, initial=initial)

    def act(said: dict[str, Any]) -> None:
        set_ward(seen.election.uid, by=request.user, **said)

    back = seen.url("election-wards")
    context = {"title": f"选区 {number}" if number else "划选区", "button": "存选区", "seen": seen, "back": back}
    return desk(request, form, act=act, done="选区已存。", to=back, template=ACT, context=context)


@election_page(EDIT, "election-wards")
@require_POST
def wards_by_community(request: HttpRequest, seen: Seen) -> HttpResponse:
    """One community, one ward, for those that have none."""
    try:
        made = ward_per_community(seen.election.uid, by=request.user)
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"新划了 {made} 个选区。")
    return redirect(seen.url("election-wards"))
