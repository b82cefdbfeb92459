"""Policy parameters: what is in force where, its versions, and a new version."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core import clock
from core.errors import UserError
from core.parameters import parameters
from core.permission import permitted
from core.scope import Scope
from core.selectors.parameters import changes_of, parameter_lines, versions_of
from core.services.parameters import record_version
from core.ui import area_names
from core.ui.forms import DayField, ScreenForm

NATION = "000000"


class VersionForm(ScreenForm):
    """A new version of a parameter."""

    area = forms.ChoiceField(label="适用地区")
    since = DayField(label="从哪天起", help_text="这一天（含）起用新的值，原来的值到前一天为止。")
    value = forms.CharField(label="值", max_length=40)
    document = forms.CharField(label="依据文件", max_length=300, help_text="文件名和文号，例如 穗民〔2026〕1 号。")
    clause = forms.CharField(label="条款", max_length=200, required=False)
    why = forms.CharField(
        label="为什么改以前的", max_length=200, required=False, help_text="从过去某天起算，或更正已经录过的，才要写。"
    )

    def __init__(self, *args: object, scope: Scope, unit: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", "请选"), *area_names.choices(scope)]
        self.fields["value"].help_text = f"单位：{unit}。"


@permitted("parameter.view")
def parameter_list(request: HttpRequest) -> HttpResponse:
    """Every parameter with the value in force today where the user looks."""
    area, today = _area(request), clock.today()
    text, unconfirmed = request.GET.get("q", "").strip(), request.GET.get("unconfirmed") == "1"
    everything = parameter_lines(area=area, on=today)
    missing = sum(1 for line in everything if line.reading.value is None)
    cells = [
        {"number": len(everything), "label": "全部参数", "url": "?", "current": not unconfirmed},
        {"number": missing, "label": "待确认", "url": "?unconfirmed=1", "current": unconfirmed, "tone": "amb"},
    ]
    lines = parameter_lines(area=area, on=today, text=text, unconfirmed=unconfirmed)
    context = {"lines": lines, "cells": cells, "q": text, "unconfirmed": unconfirmed, "area_code": area}
    return render(request, "core/parameters.html", context)


@permitted("parameter.view")
def parameter_detail(request: HttpRequest, key: str) -> HttpResponse:
    """One parameter: versions by area, corrections, and the form for who may record one."""
    parameter = parameters.get(key)
    if parameter is None:
        raise Http404
    form = None
    if request.user.has_permission("parameter.edit"):
        scope = request.user.scope("parameter.edit")
        form = VersionForm(request.POST or None, scope=scope, unit=parameter.unit)
        if request.method == "POST" and form.is_valid() and _record(request, key, form):
            return redirect("parameter", key=key)
    today = clock.today()
    context = {
        "parameter": parameter,
        "line": parameter_lines_of(key, _area(request)),
        "areas": versions_of(key, on=today),
        "changes": changes_of(key),
        "form": form,
        "area_code": _area(request),
    }
    return render(request, "core/parameter.html", context, status=422 if form and form.errors else 200)


def parameter_lines_of(key: str, area: str) -> object:
    """The one line of this parameter in the list."""
    return next(line for line in parameter_lines(area=area, on=clock.today()) if line.parameter.key == key)


def _record(request: HttpRequest, key: str, form: VersionForm) -> bool:
    try:
        row = record_version(key, by=request.user, **form.cleaned_data)
    except UserError as error:
        form.refuse(error)
        return False
    messages.success(request, f"记下了，{row.during.lower} 起生效。")
    return True


def _area(request: HttpRequest) -> str:
    return (request.area.code if request.area else "") or NATION
