"""A payment list on paper and as a file."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import NotFound, UserError
from core.exports.approval import approval_above, level_above
from core.exports.requests import ask
from core.permission import permitted
from core.ui.forms import ScreenForm
from lifecycle.models import PaymentRun
from lifecycle.paying import listed
from lifecycle.paying.declaration import PaymentScheme
from lifecycle.paying.export import KIND, Order, export, may_account, may_full, params_of, what_of
from lifecycle.paying.frozen import lines_in, run_named, runs_of
from lifecycle.paying.month import month_in
from lifecycle.paying.opening import EXPORT, VIEW, reaching
from lifecycle.views.payments import Asked, asked_for

PURPOSES = ("送银行代发", "报区民政局", "街道财务做账", "存档")


class ExportForm(ScreenForm):
    """Which run, how much of it, for what."""

    run = forms.ChoiceField(label="哪一份", widget=forms.RadioSelect)
    full = forms.BooleanField(label="证号写全号", required=False)
    accounts = forms.BooleanField(label="带收款账号", required=False)
    purpose = forms.CharField(
        label="用途",
        max_length=200,
        help_text="会和你的名字、时间、笔数一起登记。",
        widget=forms.TextInput(attrs={"list": "purposes", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, runs: list[PaymentRun], reveal: bool, accounts: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["run"]
        field.choices = [(str(run.uid), _run_words(run)) for run in runs]
        field.initial = str(runs[0].uid) if runs else None
        if not reveal:
            del self.fields["full"]
        if not accounts:
            del self.fields["accounts"]


def _run_words(run: PaymentRun) -> str:
    kind = "补发" if run.supplement else "名单"
    return f"第 {run.number} 份{kind}：{run.lines} 笔，{run.amount} 元，{run.frozen_by.name}冻结"


@permitted(EXPORT)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def export_list(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """GET asks which file and what for; POST answers with it, or with a request where the file is large."""
    asked = asked_for(request, scheme, month)
    runs = list(runs_of(asked.scheme.key, asked.area, asked.month).select_related("frozen_by"))
    if not runs or not request.user.scope(EXPORT).covers(asked.area):  # type: ignore[union-attr]
        raise NotFound("这个地区这个月还没有冻结的名单可以导出。")
    form = ExportForm(request.POST or None, runs=runs, **_rights(request, asked.scheme, asked.area))
    if request.method == "POST" and form.is_valid():
        try:
            return _answer(request, asked, form.cleaned_data)
        except NotFound:
            raise
        except UserError as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
    look = {
        "asked": asked,
        "form": form,
        "purposes": PURPOSES,
        "list_url": asked.url("payment-list"),
        "above": approval_above(asked.area),
    }
    return render(request, "lifecycle/payments/export.html", look, status=422 if form.errors else 200)


def _rights(request: HttpRequest, scheme: PaymentScheme, area: str) -> dict[str, bool]:
    return {"reveal": may_full(request.user, area), "accounts": may_account(scheme, request.user, area)}


def _answer(request: HttpRequest, asked: Asked, wanted: dict[str, Any]) -> Any:
    by: Any = request.user
    run = run_named(UUID(wanted["run"]), by=by)
    order = Order(run, asked.area, bool(wanted.get("full")), bool(wanted.get("accounts")))
    with reaching(by, asked.scheme, asked.area, EXPORT):
        lines = lines_in([run], asked.area).count()
    if lines > approval_above(asked.area):
        made = ask(
            by=by,
            kind=KIND,
            what=what_of(order, lines),
            params=params_of(order),
            purpose=wanted["purpose"],
            rows=lines,
            area=asked.area,
            scope=by.scope(EXPORT),
        )
        messages.info(
            request,
            f"名单有 {lines} 笔，超过 {approval_above(asked.area)} 人要{level_above(made.level_area)}同意。"
            "申请已送出，同意后 24 小时内来这里取。",
        )
        return redirect("export-requests")
    with tempfile.TemporaryDirectory(prefix="payment-") as folder:
        path = Path(folder) / "list"
        made_file = export(order, by=by, purpose=wanted["purpose"], path=path)
        content = io.BytesIO(path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=made_file.name)


@permitted(VIEW)
@never_cache
@require_safe
def paper(request: HttpRequest, scheme: str, month: str) -> HttpResponse:
    """The list on A4, numbers masked: frozen, or the draft, which says so."""
    asked = asked_for(request, scheme, month)
    with reaching(request.user, asked.scheme, asked.area):
        found = month_in(asked.scheme, asked.area, asked.month)
        rows = listed.frozen(lines_in(found.runs, asked.area).prefetch_related("members"))
        if found.draft is not None:
            rows += listed.drafted(found.draft.lines)
    look = {
        "asked": asked,
        "found": found,
        "run": found.one.run if found.one else None,
        "rows": rows,
        "total": sum(row.amount or 0 for row in rows),
        "unsure": sum(row.amount is None for row in rows),
        "today": clock.today(),
        "list_url": asked.url("payment-list"),
    }
    return render(request, "lifecycle/payments/print.html", look)
