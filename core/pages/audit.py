"""The logs, for auditors: who looked at whom, what left the system, who signed in."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.chain.archiving import archived_until
from core.exports.approval import approval_above
from core.exports.log_exporter import TITLES, filter_of, make
from core.exports.requests import ask
from core.permission import permitted
from core.selectors.audit import KINDS, LogFilter, LogPage, export_log, exports_in, read_log, reads_in, sign_ins
from core.ui.forms import DayField, ScreenForm


class LogForm(ScreenForm):
    """What to look for."""

    kind = forms.ChoiceField(label="哪一类", required=False, choices=[("", "哪一类：全部"), *KINDS.items()])
    who = forms.CharField(label="谁", required=False, max_length=40)
    what = forms.CharField(label="做了什么、对谁", required=False, max_length=40)
    since = DayField(label="从", required=False)
    until = DayField(label="到", required=False)


class LogExportForm(ScreenForm):
    """What a file of the log is taken for."""

    purpose = forms.CharField(label="用途", max_length=200, help_text="写明给谁、做什么用；会登记在册。")


@permitted("audit.view")
def audit_reads(request: HttpRequest) -> HttpResponse:
    """Looks at personal data, and acts on accounts and rights."""
    form, asked = _asked(request)
    page = read_log(asked, **_place(request))
    context = {"tab": "reads", "archived": archived_until("core_readlog"), "may_export": True}
    return render(request, "core/audit_reads.html", _context(request, form, page) | context)


@permitted("audit.view")
def audit_exports(request: HttpRequest) -> HttpResponse:
    """Files that left the system: who took them, for what."""
    form, asked = _asked(request)
    page = export_log(asked, **_place(request))
    context = {"tab": "exports", "archived": archived_until("core_exportrecord"), "may_export": True}
    return render(request, "core/audit_exports.html", _context(request, form, page) | context)


@permitted("audit.view")
def audit_sign_ins(request: HttpRequest) -> HttpResponse:
    """Sign-ins and failures."""
    form, asked = _asked(request)
    good, bad = sign_ins(asked)
    context = {"form": form, "good": good, "bad": bad, "tab": "sign-ins", "archived": archived_until("axes_accesslog")}
    return render(request, "core/audit_sign_ins.html", context)


@permitted("audit.view")
def audit_export(request: HttpRequest, tab: str) -> HttpResponse | FileResponse:
    """A log as a file: purpose asked, registered; long ones are requests that the security administrator decides."""
    if tab not in TITLES:
        return redirect("audit")
    form = LogExportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        params, purpose = _params(request, tab), form.cleaned_data["purpose"]
        asked = filter_of(params, request.user)
        rows = (reads_in(asked) if tab == "reads" else exports_in(asked)).count()
        if rows <= approval_above(params["area"]):
            return _file(params, request.user, purpose)
        scope = request.user.scope("audit.view")
        what = f"{TITLES[tab]}，{rows} 行"
        area = params["area"]
        ask(by=request.user, kind="log", what=what, params=params, purpose=purpose, rows=rows, area=area, scope=scope)
        messages.info(request, f"日志有 {rows} 行，要安全管理员同意。申请已送出，同意后 24 小时内来这里取。")
        return redirect("export-requests")
    context = {"form": form, "title": TITLES[tab], "back": request.GET.urlencode(), "tab": tab}
    return render(request, "core/audit_export.html", context, status=422 if form.is_bound else 200)


def _params(request: HttpRequest, tab: str) -> dict[str, Any]:
    """The page's filters as the request keeps them."""
    said = _said(LogForm(request.GET or None))
    area = getattr(request, "area", None)
    params: dict[str, Any] = {"tab": tab, "area": area.code if area else ""}
    params |= {str(key): said[key].isoformat() for key in ("since", "until") if key in said}
    return params | {str(key): said[key] for key in ("who", "what", "kind") if key in said}


def _file(params: dict[str, Any], by: Any, purpose: str) -> FileResponse:
    with tempfile.TemporaryDirectory(prefix="yisheng-log-") as folder:
        path = Path(folder) / "file"
        made = make(params, by=by, purpose=purpose, path=path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=made.name)


def _said(form: LogForm) -> dict[str, Any]:
    """What the form asks; nothing while it is not filled in right."""
    return (
        {key: value for key, value in form.cleaned_data.items() if value} if form.is_bound and form.is_valid() else {}
    )


def _asked(request: HttpRequest) -> tuple[LogForm, LogFilter]:
    form = LogForm(request.GET or None)
    scope = request.user.scope("audit.view")
    return form, LogFilter(scope.within(request.area.code) if request.area else scope, **_said(form))


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
        "query": urlencode(kept),
        "older_url": url("before", page.older),
        "newer_url": url("after", page.newer),
    }
