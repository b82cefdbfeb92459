"""The logs, for auditors: who looked at whom, what left the system, who signed in."""

from __future__ import annotations

from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from core.permission import permitted
from core.selectors.audit import LogFilter, LogPage, export_log, read_log, sign_ins
from core.ui.forms import DayField, ScreenForm


class LogForm(ScreenForm):
    """What to look for."""

    who = forms.CharField(label="谁", required=False, max_length=40)
    what = forms.CharField(label="做了什么、对谁", required=False, max_length=40)
    since = DayField(label="从", required=False)
    until = DayField(label="到", required=False)


@permitted("audit.view")
def audit_reads(request: HttpRequest) -> HttpResponse:
    """Looks at personal data, and acts on accounts and rights."""
    form, asked = _asked(request)
    page = read_log(asked, **_place(request))
    return render(request, "core/audit_reads.html", _context(request, form, page) | {"tab": "reads"})


@permitted("audit.view")
def audit_exports(request: HttpRequest) -> HttpResponse:
    """Files that left the system: who took them, for what."""
    form, asked = _asked(request)
    page = export_log(asked, **_place(request))
    return render(request, "core/audit_exports.html", _context(request, form, page) | {"tab": "exports"})


@permitted("audit.view")
def audit_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign-ins and failures."""
    form, asked = _asked(request)
    good, bad = sign_ins(asked)
    return render(request, "core/audit_sign_ins.html", {"form": form, "good": good, "bad": bad, "tab": "sign-ins"})


def _asked(request: HttpRequest) -> tuple[LogForm, LogFilter]:
    form = LogForm(request.GET or None)
    said = (
        {key: value for key, value in form.cleaned_data.items() if value} if form.is_bound and form.is_valid() else {}
    )
    scope = request.user.scope("audit.view")
    return form, LogFilter(scope.within(request.area.code) if request.area else scope, **said)


def _place(request: HttpRequest) -> dict[str, int | None]:
    """The keyset place in the address; anything but a number is the first page."""
    values = {name: request.GET.get(name, "") for name in ("before", "after")}
    return {name: int(value) if value.isdecimal() else None for name, value in values.items()}


def _context(request: HttpRequest, form: LogForm, page: LogPage) -> dict[str, object]:
    kept = {key: value for key, value in request.GET.items() if key not in ("before", "after")}

    def url(name: str, place: int | None) -> str:
        return f"?{urlencode({**kept, name: place})}" if place is not None else ""

    return {
        "form": form,
        "rows": page.rows,
        "older_url": url("before", page.older),
        "newer_url": url("after", page.newer),
    }
