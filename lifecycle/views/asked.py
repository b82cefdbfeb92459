"""What a roster page was asked: which roster, area, day, which part of it. The address holds all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from accounts.domain.area_tree import AreaNode
from accounts.selectors.area_history import GroundWords, ground_words
from core import clock
from core.errors import NotFound, UserError
from core.known_at import Moment
from core.permission import permitted
from core.ui.dates import NotADay, parse_day
from core.ui.moments import moment_words
from lifecycle.roster.context import Unconfirmed, may_open, moment_asked, open_context, roster_named
from lifecycle.roster.declaration import Context, Roster
from lifecycle.selectors.reach import own_area
from residents.selectors.ground import NOW, THEN


@dataclass(frozen=True)
class Asked:
    """One roster as a page shows it."""

    roster: Roster
    context: Context
    by: Any

    def url(self, name: str, *args: Any, **query: Any) -> str:
        """The address of another page about the same roster, area and day."""
        boundary = "" if self.context.boundary == THEN else self.context.boundary
        known = {"area": self.context.area, "as_of": self.context.as_of.isoformat(), "boundary": boundary}
        known |= {"known_at": self.known_text, **query}
        kept = urlencode({key: value for key, value in known.items() if value})
        return f"{reverse(name, args=[self.roster.key, *args])}?{kept}"

    @property
    def known_text(self) -> str:
        """The moment of 看看那时 as addresses and hidden fields carry it; empty for the present."""
        known = self.context.known_at
        return known.at.replace(tzinfo=None).isoformat() if known else ""

    @property
    def known_words(self) -> str:
        return moment_words(self.context.known_at.at) if self.context.known_at else ""

    @property
    def now_url(self) -> str:
        """The same list by what is known now."""
        return self.url("roster", known_at="")

    @property
    def title(self) -> str:
        return f"{self.roster.title} {self.context.period}"

    @property
    def offers(self) -> list[tuple[AreaNode, str]]:
        """Areas whose list of that day answers instead, with its address; only those the asker may see."""
        scope = self.by.scope("roster.view")
        return [(node, self.url("roster", area=node.code)) for node in self.ground.offers if scope.covers(node.code)]

    @property
    def other_ground_url(self) -> str:
        """The same list by the other boundary."""
        return self.url("roster", boundary=NOW if self.context.boundary == THEN else "")

    @cached_property
    def ground(self) -> GroundWords:
        """What the page says about the area's boundaries on the day."""
        return ground_words(self.context.area, self.context.as_of)

    @property
    def may_publish(self) -> bool:
        by_now = self.context.boundary == THEN and self.context.known_at is None
        return by_now and not self.ground.absent and bool(self.by.scope("roster.publish").covers(self.context.area))

    @property
    def may_export(self) -> bool:
        return bool(self.by.scope("roster.export").covers(self.context.area))


def roster_page(permission: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of one roster: gets `asked` instead of the roster's code. What the grants do not cover is a 404; a parameter
    that is 待确认 is a page that says so."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @permitted(permission)
        @never_cache
        @wraps(view)
        def page(request: HttpRequest, code: str, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                asked = _asked(request, code, permission)
                return view(request, asked, *args, **kwargs)
            except NotFound as missing:
                raise Http404(missing.message) from missing
            except Unconfirmed as unknown:
                page = {"trouble": unknown, "roster": roster_named(code)}
                return render(request, "lifecycle/rosters/unconfirmed.html", page, status=409)

        return page

    return decorate


def _asked(request: HttpRequest, code: str, permission: str) -> Asked:
    roster = roster_named(code)
    wanted = request.POST if request.method == "POST" else request.GET
    chosen = wanted.get("area", "") or getattr(getattr(request, "area", None), "code", "")
    if wanted.get("area") and not request.user.scope(permission).covers(chosen):
        raise NotFound("没有这个地区的名册，或不在你的范围内。")
    area = own_area(request.user, permission, chosen)
    if not may_open(roster, request.user, area, permission):
        raise NotFound("没有这个地区的名册，或不在你的范围内。")
    as_of, boundary = _day(request, roster, wanted, area), wanted.get("boundary", "") or THEN
    known = _known(request, wanted.get("known_at", "") or request.GET.get("known_at", ""))
    context = open_context(roster, area=area, as_of=as_of, known_at=known, boundary=boundary)
    return Asked(roster, context, request.user)


def _known(request: HttpRequest, text: str) -> Moment | None:
    """The moment as typed. One that cannot be asked about is said above the present roster; nothing is written by it."""
    if not text.strip():
        return None
    try:
        return moment_asked(text, "当时")
    except UserError as error:
        if request.method == "POST":
            raise
        messages.error(request, f"看看那时：{error}")
        return None


def _day(request: HttpRequest, roster: Roster, wanted: Any, area: str) -> dt.date:
    """`as_of` as typed; else the day the roster is asked for in its own year, and the closing day of any other."""
    today = clock.today()
    if text := wanted.get("as_of", ""):
        try:
            return parse_day(text, today=today)
        except NotADay as error:
            messages.error(request, f"截至哪一天：{error}")
    period = wanted.get("year", "")
    if period.isdigit() and 1950 <= int(period) <= 2150 and period != roster.period(today):
        return roster.last_day(period)
    return roster.asked_for(area, today) or today
