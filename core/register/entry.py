"""The forms that a declaration brings with it: of a new row, and of a row that stands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from core.errors import UserError
from core.register.declaration import Field, Register
from core.register.rows import row_url
from core.register.views import RegisterView
from core.ui.forms import ScreenForm

COMMUNITY_DIGITS = 12


class NewRow(RegisterView):
    """The form of a new row, made from the declared fields."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        form = form_of(self.register)(request.POST if request.method == "POST" else None, initial=self._begin(request))
        if answer := _written(self.register, form, request, {}):
            return answer
        context = {"register": self.register, "form": form, "back_url": self.url("list"), "list_url": self.url("list")}
        return render(request, "core/registers/new.html", context, status=422 if form.is_bound else 200)

    def _begin(self, request: HttpRequest) -> dict[str, str]:
        """Nothing is typed twice: who looks at a community enters things of that community."""
        area = getattr(request, "area", None)
        if area is None or len(area.code) != COMMUNITY_DIGITS:
            return {}
        return {declared.key: area.name for declared in self.register.fields if declared.is_community}


class EditRow(RegisterView):
    """The same form for a row that stands: prefilled, and `save` is told which row is meant."""

    def __call__(self, request: HttpRequest, identity: str) -> HttpResponse:
        register = self.register
        rows = register.manager.filter(self.scope(request).q(*register.area_fields), **{register.identify: identity})
        row = rows.values(*dict.fromkeys([*register.needs, *register.prefill_needs])).first()
        if row is None:
            raise Http404
        assert register.prefill is not None  # the URL exists for such registers only
        form = form_of(register)(
            request.POST if request.method == "POST" else None, initial=dict(register.prefill(row))
        )
        if answer := _written(register, form, request, {"of": row["pk"]}):
            return answer
        heading = next(column for column in register.columns if column.link).show(row)
        context = {
            "register": register,
            "form": form,
            "heading": heading,
            "back_url": row_url(register, row),
            "list_url": self.url("list"),
        }
        return render(request, "core/registers/new.html", context, status=422 if form.is_bound else 200)


def _written(
    register: Register, form: forms.Form, request: HttpRequest, which: Mapping[str, Any]
) -> HttpResponse | None:
    """Save what was posted and lead to the row; None when the form has to be shown (again)."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        with transaction.atomic():
            row, _ = register.save(  # type: ignore[misc]
                form.cleaned_data, by=request.user, source=f"desk:{request.user.get_username()}", **which
            )
    except (UserError, IntegrityError) as error:
        words = str(error) if isinstance(error, UserError) else "已经有这一条了，没有重复写入。"
        place = getattr(error, "field", None)
        form.add_error(place if place in form.fields else None, words)
        return None
    return redirect(row_url(register, {register.identify: getattr(row, register.identify)}))


def form_of(register: Register) -> type[forms.Form]:
    """The form class of a register's declared fields."""
    made = {declared.key: _form_field(declared) for declared in register.fields}
    return type(f"{register.key}_form", (ScreenForm,), made)


def _form_field(declared: Field) -> forms.Field:
    class Read(forms.CharField):
        def clean(self, value: Any) -> Any:
            text = super().clean(value)
            try:
                return declared.read(text) if text else text
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error

    widget = None
    if declared.choices:
        first = ("", "请选" if declared.required else "不填")
        widget = forms.Select(choices=[first, *((choice, choice) for choice in declared.choices())])
    return Read(label=declared.title, required=declared.required, help_text=declared.help, widget=widget)
