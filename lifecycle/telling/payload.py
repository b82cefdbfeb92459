"""What is said about an event, field by field: one set of form fields checks the desk's page and a program's JSON alike."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from core import clock
from core.ui.forms import DayField
from lifecycle.telling.declaration import Field, LifeEvent
from lifecycle.telling.refusal import TellingRefused, place_of_field
from residents.forms.desk import PersonField, PlaceField
from residents.selectors.someone import Someone, people_by_uid

_PICKED = 6  # more choices than these are a list to open
_MONTH = re.compile(r"(\d{4})\s*[-./年]?\s*(\d{1,2})\s*月?\Z")


class MonthField(forms.CharField):
    """A month, typed as 2026-11 or 2026年11月; cleans to its first day."""

    def __init__(self, *, past: bool, **kwargs: Any) -> None:
        self.past = past
        super().__init__(**kwargs)
        self.widget.attrs.update({"inputmode": "numeric", "placeholder": "年-月", "autocomplete": "off"})

    def clean(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.date):
            return value.replace(day=1)
        text = super().clean(value)
        if not text:
            return None
        found = _MONTH.match(text)
        if found is None or not (1900 <= int(found[1]) <= 2200 and 1 <= int(found[2]) <= 12):
            raise ValidationError(f"「{text}」不是年月。请写成 2026-11。")
        month = dt.date(int(found[1]), int(found[2]), 1)
        if self.past and month > clock.today():
            raise ValidationError(f"{text} 还没有到。请核对年份和月份。")
        return month

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, dt.date) else value


class CodeOrWordField(forms.ChoiceField):
    """A choice: programs may send its code or its words."""

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).strip()
        words = {str(word): str(code) for code, word in self.choices if code}
        return words.get(text, text)


class SomebodyField(PersonField):
    """A person in the payload; programs may send the uid. Cleans to Someone."""

    def clean(self, value: Any) -> Any:
        if isinstance(value, Someone):
            return value
        uid = _uid(value)
        if uid is None:
            uid = super().clean(value)
        if uid is None:
            return None
        found = people_by_uid([uid], scope=self.user.scope("person.view"))
        if uid not in found:
            raise ValidationError("没有这个人，或者不在你的范围里。请核对证号；不在底册的人要先登记。")
        return found[uid]

    def prepare_value(self, value: Any) -> Any:
        return str(value.uid) if isinstance(value, Someone) else value


def _uid(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def field_for(field: Field, *, user: Any) -> forms.Field:
    """The form field that checks (and at the desk asks) what a declaration calls for."""
    common: dict[str, Any] = {"label": field.label, "required": field.required, "help_text": field.help}
    made = _made(field, common)
    if isinstance(made, PersonField):
        made.user = user
        made.help_text = field.help or "证号最准；写姓名也行，同名时再加证号后四位。"
    say = "请选" if field.kind in ("choice", "yes-no") else "请填"
    made.error_messages["required"] = f"{say}{field.label}。"
    return made


def _made(field: Field, common: dict[str, Any]) -> forms.Field:
    match field.kind:
        case "day":
            return DayField(past=not field.future, **common)
        case "month":
            return MonthField(past=not field.future, **common)
        case "area":
            return PlaceField(**(common if field.help else {k: v for k, v in common.items() if k != "help_text"}))
        case "person":
            return SomebodyField(**common)
        case "number":
            return _number(field, common)
        case "yes-no":
            return forms.TypedChoiceField(
                choices=[("yes", "是"), ("no", "否")],
                coerce=lambda value: value == "yes",
                empty_value=None,
                widget=forms.RadioSelect,
                **common,
            )
        case "choice":
            return _choice(field, common)
        case "long-text":
            return forms.CharField(max_length=field.longest, widget=forms.Textarea(attrs={"rows": 3}), **common)
        case "address":
            return forms.CharField(max_length=max(field.longest, 200), **common)
        case _:
            made = forms.CharField(max_length=field.longest, **common)
            made.widget.attrs["autocomplete"] = "off"
            return made


def _choice(field: Field, common: dict[str, Any]) -> forms.Field:
    options = field.options()
    picked = len(options) <= _PICKED
    choices = options if picked else [("", "请选"), *options]
    made = CodeOrWordField(choices=choices, widget=forms.RadioSelect if picked else forms.Select, **common)
    made.error_messages["invalid_choice"] = f"{field.label}没有「%(value)s」这一项。请从列表里选。"
    return made


def _number(field: Field, common: dict[str, Any]) -> forms.Field:
    bounds = {"min_value": field.least, "max_value": field.most}
    made: forms.Field
    if field.places:
        made = forms.DecimalField(
            decimal_places=field.places, max_digits=12, widget=forms.TextInput, **bounds, **common
        )
    else:
        made = forms.IntegerField(widget=forms.TextInput, **bounds, **common)
    made.widget.attrs["inputmode"] = "decimal" if field.places else "numeric"
    made.error_messages["invalid"] = "请填数字。"
    return made


def clean_payload(event: LifeEvent, said: Mapping[str, Any], *, user: Any) -> dict[str, Any]:
    """The payload as `apply` takes it, every declared field in it (None: not said). TellingRefused names each field at fault."""
    errors: dict[str, list[str]] = {}
    known = {field.key for field in event.fields}
    for key in said.keys() - known:
        words = "、".join(f"{field.key}（{field.label}）" for field in event.fields) or "没有"
        errors[place_of_field(key)] = [f"「{event.title}」不问这一项。可以写的：{words}。"]
    cleaned: dict[str, Any] = {}
    for field in event.fields:
        try:
            value = field_for(field, user=user).clean(_plain(field, said.get(field.key)))
        except ValidationError as problem:
            errors[place_of_field(field.key)] = list(problem.messages)
        else:
            cleaned[field.key] = None if value in ("", [], ()) else value
    if errors:
        raise TellingRefused(errors)
    return cleaned


def _plain(field: Field, value: Any) -> Any:
    """JSON as a form would have sent it."""
    if value is None or isinstance(value, str | dt.date | Someone):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float | Decimal):
        return str(value)
    if field.kind == "person" and isinstance(value, Mapping):
        return str(value.get("uid") or value.get("number") or "")
    raise ValidationError(f"{field.label}要写成一段文字。")


def as_said(cleaned: Mapping[str, Any]) -> dict[str, Any]:
    """A cleaned payload as JSON that can be said again (to correct it)."""
    return {key: _said(value) for key, value in cleaned.items() if value is not None}


def _said(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Someone):
        return str(value.uid)
    return str(value)
