"""发生过的事: told events of my area."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.selectors.choice import chosen_scope
from core.event_views import Wanted
from core.outbox import event_kinds
from core.permission import permitted
from core.sources import describe
from core.ui.forms import DayField, ScreenForm
from lifecycle.selectors.told import PERMISSION, list_told, private_kinds

SOURCES = [("", "来源：全部"), ("desk", "柜台"), ("api", "接口")]
STATES = [("", "状态：全部"), ("registered", "已登记"), ("voided", "已作废"), ("corrected", "已更正")]


class EventFilter(ScreenForm):
    """Which events."""

    kind = forms.CharField(required=False, max_length=60)
    source = forms.CharField(required=False, max_length=40)
    status = forms.ChoiceField(required=False, choices=STATES)
    since = DayField(required=False, label="从")
    until = DayField(required=False, label="到")
    before = forms.IntegerField(required=False, min_value=1)


@permitted("event.view")
@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Last told first."""
    form = EventFilter(request.GET)
    form.is_valid()
    asked = form.cleaned_data
    hidden = private_kinds(request.user)
    wanted = Wanted(
        kind=asked.get("kind", ""),
        since=asked.get("since"),
        until=asked.get("until"),
        source=asked.get("source", ""),
        status=asked.get("status", ""),
        without=hidden,
    )
    found, after = list_told(request.user, chosen_scope(request, PERMISSION), wanted, before=asked.get("before"))
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "form": form,
        "asked": asked,
        "found": found,
        "kinds": _kinds(hidden),
        "sources": _sources(asked.get("source", "")),
        "states": STATES,
        "words": describe(one.event.source for one in found),
        "filtered": any(value for key, value in asked.items() if key != "before"),
        "first_url": f"?{query.urlencode()}" if asked.get("before") else "",
        "older_url": f"?{_with(query.urlencode(), after)}" if after else "",
        "may_tell": request.user.has_permission("event.tell"),
    }
    return render(request, "lifecycle/events/list.html", context)


def _with(query: str, after: int) -> str:
    return "&".join(filter(None, [query, f"before={after}"]))


def _kinds(hidden: tuple[str, ...]) -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds by category, for the filter."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in event_kinds:
        if kind.key not in hidden:
            found.setdefault(kind.category, []).append((kind.key, kind.title))
    return sorted(found.items())


def _sources(asked: str) -> list[tuple[str, str]]:
    known = [*SOURCES, *((code, code) for code in ("GA03", "GA04", "GA05", "GA06", "MZ01", "JY01", "CL01", "WJ02"))]
    return known if asked in dict(known) else [*known, (asked, asked)]
