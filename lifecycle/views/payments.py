"""发放名单: schemes by months, a month's list with its reasons, line by line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import NAMESPACE_URL, uuid5

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.selectors.areas import area_name
from core import clock
from core.errors import NotFound
from core.parameters import parameters
from core.permission import permitted
from core.read_log import log_view
from lifecycle.domain.months import month_of, months_on, written
from lifecycle.paying import listed
from lifecycle.paying.declaration import PaymentScheme, payment_schemes
from lifecycle.paying.draft import CHANGED, NEW, fingerprint
from lifecycle.paying.frozen import leavers_in, lines_in
from lifecycle.paying.month import Month, month_in, since_frozen
from lifecycle.paying.opening import EXPORT, FREEZE, VIEW, may_see, month_asked, reaching, scheme_named, unit_of
from lifecycle.paying.overview import months_of
from lifecycle.selectors.reach import own_area
from residents.selectors.payees import named_like

PAGE = 100
MONTHS = 6
WAITING, LEFT = "waiting", "left"


@dataclass(frozen=True)
class Asked:
    """A scheme, a month and an area, as the address says them."""

    scheme: PaymentScheme
    month: dt.date
    area: str

    def url(self, name: str, *args: Any, **query: Any) -> str:
        kept = urlencode({key: value for key, value in {"area": self.area, **query}.items() if value})
        return f"{reverse(name, args=[self.scheme.key, written(self.month), *args])}?{kept}"

    @property
    def title(self) -> str:
        return f"{self.scheme.title} {written(self.month)}"


def asked_for(request: HttpRequest, scheme: str, month: str) -> Asked:
    """What the address asks for; the area chosen on screen where it names none. NotFound outside the user's grants."""
    chosen = request.POST.get("area") or request.GET.get("area") or getattr(request.area, "code", "")
    return Asked(scheme_named(scheme), month_asked(month), own_area(request.user, VIEW, chosen))


@permitted(VIEW)
@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every scheme with its last months: frozen where, how much."""
    area = own_area(request.user, VIEW, getattr(request.area, "code", ""))
    this = month_of(clock.today())
    last = min(month_asked(request.GET["until"]), this) if request.GET.get("until") else this
    months = [months_on(last, -back) for back in range(MONTHS)]
    schemes = sorted((one for one in payment_schemes if may_see(one, request.user, area)), key=lambda one: one.order)
    look = {
        "area": area,
        "months": [(month, written(month)) for month in months],
        "lines": [(scheme, months_of(scheme, area, months)) for scheme in schemes],
        "earlier": written(months_on(last, -MONTHS)),
        "later": written(months_on(last, MONTHS)) if last < this else "",
    }
    return render(request, "lifecycle/payments/index.html", look)


@permitted(VIEW)
@never_cache
@require_safe
def payment_list(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """A month's list: numbers, lines with amount and reason, who is new or left and why, what waits for a parameter."""
    asked = asked_for(request, scheme, month)
    chosen, text = request.GET.get("c", ""), request.GET.get("q", "").strip()
    with reaching(request.user, asked.scheme, asked.area):
        found = month_in(asked.scheme, asked.area, asked.month)
        page = _page(request, found, chosen, text)
        rows = _rows(found, page.object_list)
        leavers = _leavers(found)
    uid = uuid5(NAMESPACE_URL, f"payments/{asked.scheme.key}/{written(asked.month)}/{asked.area}")
    log_view(by=request.user, kind="payments", uid=uid, label=asked.title, area=asked.area)
    kept = {"c": chosen, "q": text}
    look = {
        "asked": asked,
        "found": found,
        "one": found.one,
        "run": found.one.run if found.one else None,
        "cells": _cells(asked, found, chosen, len(leavers)),
        "rows": rows,
        "leavers": leavers if chosen in ("", LEFT) else [],
        "only_left": chosen == LEFT,
        "chosen": chosen,
        "text": text,
        "start": page.start_index(),
        "said": f"第 {page.start_index()}–{page.end_index()} 笔，共 {page.paginator.count} 笔" if rows else "没有",
        "previous_url": asked.url("payment-list", **kept, page=page.number - 1) if page.has_previous() else "",
        "next_url": asked.url("payment-list", **kept, page=page.number + 1) if page.has_next() else "",
        "missing": _missing(found),
        "around": _around(asked),
        **_acts(request, asked, found),
    }
    return render(request, "lifecycle/payments/list.html", look)


def _acts(request: HttpRequest, asked: Asked, found: Month) -> dict[str, Any]:
    """What this user may do with the list, and where."""
    freezes = request.user.scope(FREEZE).covers(asked.area)  # type: ignore[union-attr]
    exports = request.user.scope(EXPORT)  # type: ignore[union-attr]
    todo = found.draft is not None and bool(found.draft.lines)
    return {
        "may_freeze": freezes and todo and asked.area == unit_of(asked.area) and asked.month <= clock.today(),
        "may_cancel": freezes,
        "may_export": found.one is not None and found.one.run is not None and exports.covers(asked.area),
        "fingerprint": found.draft.fingerprint if found.draft else "",
        "urls": {
            name: asked.url(f"payment-{name}") for name in ("list", "print", "freeze", "since", "supplement", "export")
        },
    }


def _page(request: HttpRequest, found: Month, chosen: str, text: str) -> Any:
    """The page asked for: of frozen lines where all is frozen, else of the draft."""
    rows: Any = []
    if found.draft is not None:
        lines = found.draft.waiting if chosen == WAITING else found.draft.lines
        if chosen in (NEW, CHANGED):
            lines = [line for line in lines if line.change == chosen]
        if text:
            wanted = named_like({line.person for line in lines}, text)
            lines = [line for line in lines if line.person in wanted]
        rows = lines
    elif found.one is not None:
        rows = lines_in(found.runs, found.area).prefetch_related("members").order_by("run__number", "position")
        if chosen in (NEW, CHANGED):
            rows = rows.filter(change=chosen)
        if text:
            rows = rows.filter(name__contains=text)
    return Paginator([] if chosen == LEFT else rows, PAGE).get_page(request.GET.get("page"))


def _rows(found: Month, rows: Sequence[Any]) -> list[listed.Listed]:
    return listed.drafted(rows) if found.draft is not None else listed.frozen(rows)


def _leavers(found: Month) -> list[listed.Leaver]:
    if found.draft is not None:
        return listed.left_of_draft(found.draft.leavers)
    return listed.left_frozen(leavers_in(found.runs, found.area))


def _cells(asked: Asked, found: Month, chosen: str, left: int) -> list[dict[str, Any]]:
    """Numbers that open their names; those of change only where there is a list of last month."""
    if found.draft is not None:
        changes = found.draft.changes
        waiting = len(found.draft.waiting)
    else:
        run = found.one.run if found.one else None
        changes = {NEW: run.new, CHANGED: run.changed} if run and found.area == run.area_code else {}
        waiting = 0
    told = [
        ("", found.lines, "笔", ""),
        (NEW, changes.get(NEW, 0), "新增", ""),
        (CHANGED, changes.get(CHANGED, 0), "变化", ""),
    ]
    told += [(LEFT, left, "退出", ""), (WAITING, waiting, "待确认", "amb")]
    return [
        {
            "number": number,
            "label": label,
            "url": asked.url("payment-list", c=key),
            "current": key == chosen,
            "tone": tone,
        }
        for key, number, label, tone in told
        if number or not key
    ]


def _missing(found: Month) -> list[dict[str, Any]]:
    """The parameters without a value, each with how many lines wait for it."""
    waiting = found.draft.missing if found.draft is not None else {}
    return [
        {"name": parameters[key].name, "lines": lines, "url": reverse("parameter", args=[key])}
        for key, lines in sorted(waiting.items())
    ]


def _around(asked: Asked) -> list[tuple[str, str, bool]]:
    """The months beside this one, not beyond the present."""
    near = [months_on(asked.month, step) for step in (-2, -1, 0, 1)]
    return [
        (written(month), reverse("payment-list", args=[asked.scheme.key, written(month)]), month == asked.month)
        for month in near
        if month <= clock.today()
    ]


@permitted(VIEW)
@never_cache
@require_safe
def since(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """What was learned after the freeze: who is owed more (补发), who got too much. A part of the list's page."""
    asked = asked_for(request, scheme, month)
    with reaching(request.user, asked.scheme, asked.area):
        found = since_frozen(asked.scheme, asked.area, asked.month)
        names = listed.named_dues(found.under)
        over = listed.named_gaps(found.over)
    look = {
        "asked": asked,
        "found": found,
        "under": names,
        "over": over,
        "fingerprint": fingerprint(asked.scheme.key, asked.month, found.under),
        "may_freeze": request.user.scope(FREEZE).covers(asked.area) and asked.area == unit_of(asked.area),
        "supplement_url": asked.url("payment-supplement"),
    }
    return render(request, "lifecycle/payments/since.html", look)


@permitted(VIEW)
@never_cache
@require_safe
def why(request: HttpRequest, scheme: str, month: str, key: str) -> HttpResponse:
    """为什么: one line with its sum step by step; into the drawer, or a page of its own."""
    asked = asked_for(request, scheme, month)
    with reaching(request.user, asked.scheme, asked.area):
        found = month_in(asked.scheme, asked.area, asked.month)
        lines = _lines_of(found, key)
    if not lines:
        raise NotFound(f"{area_name(asked.area)}这个月的名单上没有这一笔。")
    runs = {run.area_code: run for run in found.runs}
    used = sorted({name for line in lines for name in line.parameters})
    look = {
        "asked": asked,
        "lines": lines,
        "line": lines[0],
        "run": next(iter(runs.values()), None) if found.draft is None else None,
        "missing": [(parameters[name].name, reverse("parameter", args=[name])) for name in lines[0].missing],
        "values": [_value(found, name, unit_of(lines[0].area)) for name in used],
        "list_url": asked.url("payment-list"),
    }
    return render(request, "lifecycle/payments/why.html" if request.htmx else "lifecycle/payments/why_page.html", look)


def _lines_of(found: Month, key: str) -> list[listed.Listed]:
    """The line of the list, and what was paid besides."""
    if found.draft is not None:
        drafted = [line for line in found.draft.lines if line.due.key == key]
        if drafted:
            return listed.drafted(drafted)
    rows = lines_in(found.runs, found.area).filter(key=key).prefetch_related("members")
    return listed.frozen(rows.order_by("run__number"))


def _value(found: Month, key: str, unit: str) -> dict[str, Any]:
    """A parameter as it was used: from the run, or as it is read now."""
    url = reverse("parameter", args=[key])
    if found.draft is not None:
        reading = found.draft.readings.get(unit, {}).get(key)
        if reading is not None:
            told = {"name": reading.parameter.name, "value": reading.value, "document": reading.document}
            return {**told, "unit": reading.parameter.unit, "certainty": reading.certainty, "url": url}
    kept = next((run.parameters[key] for run in found.runs if key in run.parameters), {"name": parameters[key].name})
    return {**kept, "unit": parameters[key].unit, "url": url}
