"""A roster on paper and as a file."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from core.audit import log_read, register_export
from core.errors import NotFound, UserError
from core.exports.approval import approval_above, level_above
from core.exports.requests import ask
from core.ui.forms import ScreenForm
from lifecycle.roster import words
from lifecycle.roster.again import taken_before
from lifecycle.roster.context import reaching
from lifecycle.roster.declaration import Column
from lifecycle.roster.export import export as export_roster
from lifecycle.roster.export import may_reveal
from lifecycle.roster.exporter import counted, mark_of
from lifecycle.roster.forms import FORMS, OFFICIAL, POSTED, Form
from lifecycle.roster.select import read
from lifecycle.selectors.versions import frozen_rows, version_named
from lifecycle.views.asked import Asked, roster_page

_SEQ_WIDTH = 6  # millimetres
PURPOSES = ("报区教育局", "社区上门摸底", "公告栏张贴", "与学校核对")


class ExportForm(ScreenForm):
    """Which form, how much of the numbers, for what."""

    form = forms.ChoiceField(label="哪一种稿", choices=list(FORMS.items()), widget=forms.RadioSelect, initial=OFFICIAL)
    numbers = forms.ChoiceField(
        label="证号和电话",
        choices=[("masked", "遮住中间几位"), ("full", "全号")],
        widget=forms.RadioSelect,
        initial="masked",
        help_text="张贴稿没有证号、电话、门牌。",
    )
    format = forms.ChoiceField(
        label="文件",
        choices=[("xlsx", "Excel，可打印"), ("csv", "CSV，给程序用")],
        widget=forms.RadioSelect,
        initial="xlsx",
    )
    purpose = forms.CharField(
        label="用途",
        max_length=200,
        help_text="会和你的名字、时间、行数一起登记。",
        widget=forms.TextInput(attrs={"list": "purposes", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, reveal: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not reveal:
            del self.fields["numbers"]


@roster_page("roster.export")
@require_http_methods(["GET", "HEAD", "POST"])
def export(request: HttpRequest, asked: Asked) -> HttpResponse:
    """GET asks which file and what for; POST answers with it."""
    reveal = may_reveal(asked.by, asked.context.area)
    version = _version(request, asked)
    form = ExportForm(request.POST or None, reveal=reveal)
    if request.method == "POST" and form.is_valid():
        try:
            return _requested(request, asked, form.cleaned_data, version) or _download(
                asked, form.cleaned_data, version
            )
        except NotFound:
            raise
        except UserError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    look = {
        "asked": asked,
        "form": form,
        "version": version,
        "purposes": PURPOSES,
        "roster_url": asked.url("roster"),
        "action": asked.url("roster-export"),
        "edition": words.edition(version),
        "above": approval_above(asked.context.area),
        "unusual": words.unusual(asked.context),
        "taken": [] if version else taken_before(asked.roster, asked.context.area),
    }
    template = "lifecycle/rosters/export.html" if request.htmx else "lifecycle/rosters/export_page.html"
    return render(request, template, look, status=422 if form.errors else 200)


def _requested(request: HttpRequest, asked: Asked, wanted: dict[str, Any], version: Any) -> HttpResponse | None:
    """A pending request instead of the file, when there are more persons on the roster than one may take out alone."""
    area = asked.context.area
    persons = version.rows if version else counted(asked.roster, asked.context, by=asked.by)
    if persons <= approval_above(area):
        return None
    full = wanted.get("numbers") == "full" and wanted["form"] != POSTED
    made = ask(
        by=asked.by,
        kind="roster",
        what=f"{asked.title} {words.office(asked.context)} {FORMS[wanted['form']]}{'（全号）' if full else ''}，{persons} 人",
        params={
            "roster": asked.roster.key,
            "area": area,
            "as_of": asked.context.as_of.isoformat(),
            "known_at": asked.context.known_at.written() if asked.context.known_at else None,
            "boundary": asked.context.boundary,
            "version": str(version.uid) if version else "",
            "form": wanted["form"],
            "format": wanted["format"],
            "full": full,
        },
        purpose=wanted["purpose"],
        rows=persons,
        area=area,
        scope=asked.by.scope("roster.export"),
    )
    messages.info(
        request,
        f"名册有 {persons} 人，超过 {approval_above(area)} 人要{level_above(made.level_area)}同意。"
        "申请已送出，同意后 24 小时内来这里取。",
    )
    answer = redirect("export-requests")
    if request.htmx:
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = reverse("export-requests")
    return answer


def _download(asked: Asked, wanted: dict[str, Any], version: Any) -> FileResponse:
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        made = export_roster(
            asked.roster,
            asked.context,
            by=asked.by,
            path=Path(folder) / "roster",
            form=wanted["form"],
            file_format=wanted["format"],
            purpose=wanted["purpose"],
            full=wanted.get("numbers") == "full" and wanted["form"] != POSTED,
            version=version,
            mark=mark_of(asked.by),
        )
        content = io.BytesIO(made.path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=made.name)


@roster_page("roster.view")
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The A4 page, masked. POST with a reason shows full numbers and registers it like an export."""
    version = _version(request, asked)
    reason = request.POST.get("reason", "").strip()
    full = request.method == "POST" and bool(reason) and asked.may_export and may_reveal(asked.by, asked.context.area)
    with reaching(asked.by, asked.context):
        found: Sequence[Any] = frozen_rows(version) if version else read(asked.roster, asked.context)
    columns = [column for column in asked.roster.columns if column.printed]
    form = Form(OFFICIAL, full)
    rows = [_paper_row(form, columns, position, row) for position, row in enumerate(found, start=1)]
    too_many = full and len(found) > approval_above(asked.context.area)
    if too_many:
        full, form = False, Form(OFFICIAL)
        rows = [_paper_row(form, columns, position, row) for position, row in enumerate(found, start=1)]
    if full:
        _register_print(asked, rows, version, reason, found)
    look = {
        "asked": asked,
        "heading": words.title(asked.roster, asked.context),
        "summary": "，".join([asked.roster.summary(asked.context), *words.unusual(asked.context)]),
        "edition": words.edition(version),
        "today": clock.today(),
        "office": words.office(asked.context),
        "head": _head(columns),
        "rows": rows,
        "totals": _totals(asked, found),
        "full": full,
        "may_full": asked.may_export and may_reveal(asked.by, asked.context.area),
        "missing_reason": request.method == "POST" and not reason,
        "too_many": approval_above(asked.context.area) if too_many else 0,
        "version": version,
        "roster_url": asked.url("roster"),
        "action": asked.url("roster-print"),
    }
    return render(request, "lifecycle/rosters/print.html", look)


def _version(request: HttpRequest, asked: Asked) -> Any:
    uid = request.POST.get("version", "") or request.GET.get("version", "")
    return version_named(uid, asked.by.scope("roster.view")) if uid else None


def _paper_row(form: Form, columns: Sequence[Column], position: int, row: Any) -> dict[str, Any]:
    values = dict(row.values)
    if values.get("address") and values["address"] == values.get("hukou_address"):
        values["address"] = "同户籍"
    cells = [(form.shown(column, values.get(column.key, "")), column.left) for column in columns]
    return {"position": position, "cells": cells}


def _head(columns: Sequence[Column]) -> dict[str, Any]:
    """Two heading rows: columns without a group span both, groups stand above theirs."""
    above: list[dict[str, Any]] = []
    below: list[dict[str, Any]] = []
    for column in columns:
        cell = {"title": column.print_header or column.header, "key": column.key}
        if not column.group:
            above.append({**cell, "span": 1, "tall": True})
            continue
        if not above or above[-1]["title"] != column.group:
            above.append({"title": column.group, "span": 0, "tall": False})
        above[-1]["span"] += 1
        below.append(cell)
    widths = [_SEQ_WIDTH, *(column.printed for column in columns)]
    return {"above": above, "below": below, "widths": [f"{100 * width / sum(widths):.2f}%" for width in widths]}


def _totals(asked: Asked, found: Sequence[Any]) -> str:
    """`合计 62 人：人户一致 38，人户分离 13，随迁 11`."""
    by_category = Counter(row.category for row in found)
    parts = [f"{one.title} {by_category[one.title]}" for one in asked.roster.categories if by_category[one.title]]
    return f"合计 {len(found)} 人：{'，'.join(parts)}" if parts else "合计 0 人"


def _register_print(asked: Asked, rows: list[dict[str, Any]], version: Any, reason: str, found: Sequence[Any]) -> None:
    content = json.dumps([row["cells"] for row in rows], ensure_ascii=False).encode()
    context = asked.context
    record = register_export(
        by=asked.by,
        what=f"{asked.title}，打印全号稿",
        params={"roster": asked.roster.key, "area": context.area, "as_of": context.as_of.isoformat()}
        | {"version": str(version.uid) if version else "", "form": OFFICIAL, "full": True, "format": "print"},
        area=context.area,
        purpose=reason,
        file_format="print",
        rows=len(rows),
        sha256=hashlib.sha256(content).hexdigest(),
        persons=[row.person_id for row in found],
    )
    log_read(
        by=asked.by, action="export", kind="roster", uid=record.uid, label=asked.title, area=context.area, reason=reason
    )
