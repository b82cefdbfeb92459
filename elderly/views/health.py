"""One person's check-ups over the years, entered and corrected by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.errors import UserError
from core.panels import allowed
from core.parameters import read
from core.permission import permitted
from core.read_log import log_view
from core.sources import describe
from elderly.domain.health_words import DBP_HIGH, FBG_HIGH, SBP_HIGH
from elderly.domain.rights import HEALTH
from elderly.models import Checkup
from elderly.parameters.checkup import CHECKUP_AGE
from elderly.selectors.checkups import Health, checkup_rows, health_of
from elderly.services.checkups import correct_checkup, enter_checkup, remove_checkup
from elderly.views.health_forms import CheckupForm, RemoveForm, initial_of
from residents.selectors.person import PersonView
from residents.views.guard import person_or_404


def health_for(seen: PersonView) -> Health:
    """A person's check-ups, with the years that are missing since the yearly one was due."""
    today = clock.today()
    age = read(CHECKUP_AGE.key, on=today, area=seen.living_area or "000000").value
    born = seen.birth_date
    return health_of(seen.pk, born=born, today=seen.died_on or today, age=int(age) if age is not None else 200)


@permitted(HEALTH)
@never_cache
@require_safe
def health(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The history as table and charts, with what stands out in words."""
    seen = person_or_404(request, uid, HEALTH)
    found = health_for(seen)
    log_view(by=request.user, kind="checkup", uid=seen.uid, label=f"{seen.name}的体检", area=seen.living_area)
    context = {
        "person": seen,
        "health": found,
        "series": found.series(),
        "lines": {"sbp": float(SBP_HIGH.value), "dbp": float(DBP_HIGH.value), "fbg": float(FBG_HIGH.value)},
        "sources": describe([line.source for line in found.lines]),
        "references": (SBP_HIGH, DBP_HIGH, FBG_HIGH),
        "may_edit": allowed(request.user, "elder.edit", seen),
    }
    return render(request, "elderly/health/person.html", context)


@permitted("elder.edit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkup_new(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Type in a check-up that no file brought."""
    seen = _editable(request, uid)
    form = CheckupForm(request.POST or None, born=seen.birth_date, died=seen.died_on)
    if request.method == "POST" and form.is_valid():
        try:
            enter_checkup(person_id=seen.pk, exam_on=form.cleaned_data["exam_on"], said=form.said, by=request.user)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{seen.name}的体检已登记。")
            return redirect("health", uid=seen.uid)
    return _form(request, seen, form, {"title": "登记体检", "button": "登记"})


@permitted("elder.edit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkup_edit(request: HttpRequest, uid: UUID, checkup: UUID) -> HttpResponse:
    """Correct a check-up; what stood there stays in the history."""
    seen, row = _one(request, uid, checkup)
    form = CheckupForm(request.POST or None, initial=initial_of(row), born=seen.birth_date, died=seen.died_on)
    if request.method == "POST" and form.is_valid():
        try:
            correct_checkup(
                checkup, person_id=seen.pk, exam_on=form.cleaned_data["exam_on"], said=form.said, by=request.user
            )
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, "改好了，原来的内容在历史里。")
            return redirect("health", uid=seen.uid)
    return _form(request, seen, form, {"title": "更正体检", "button": "保存", "row": row})


@permitted("elder.edit")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def checkup_remove(request: HttpRequest, uid: UUID, checkup: UUID) -> HttpResponse:
    """Take away a check-up that is not this person's, with the reason."""
    seen, row = _one(request, uid, checkup)
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            remove_checkup(checkup, person_id=seen.pk, why=form.cleaned_data["why"], by=request.user)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"{row.exam_on} 的体检已删除，历史里还查得到。")
            return redirect("health", uid=seen.uid)
    return _form(request, seen, form, {"title": f"删除 {row.exam_on} 的体检", "button": "删除"})


def _editable(request: HttpRequest, uid: UUID) -> PersonView:
    """The person, for somebody who may both read and write check-ups there."""
    seen = person_or_404(request, uid, HEALTH)
    if not allowed(request.user, "elder.edit", seen):
        raise Http404("没有这个人，或者不在你的范围里。")
    return seen


def _one(request: HttpRequest, uid: UUID, checkup: UUID) -> tuple[PersonView, Checkup]:
    seen = _editable(request, uid)
    row = checkup_rows(seen.pk).filter(uid=checkup).first()
    if row is None:
        raise Http404("没有这份体检。")
    return seen, row


def _form(request: HttpRequest, seen: PersonView, form: Any, context: dict[str, Any]) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "elderly/health/form.html", {"person": seen, "form": form, **context}, status=status)
