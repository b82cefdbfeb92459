"""A register's filters as a django-filter FilterSet, with widgets that our list page draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from core.register.declaration import Filter, Register, registers
from core.scope import area_range
from core.ui.forms import DayField, DayInput

_drawn: dict[tuple[Any, ...], SafeString] = {}
_MANY = 200


class LooseDateFilter(django_filters.Filter):
    """A day typed in any of the usual ways."""

    field_class = DayField


def filterset(register: Register) -> type[django_filters.FilterSet]:
    """The FilterSet class of a register (made once)."""
    return _filterset(register.key) if registers.get(register.key) is register else _build(register)


def filter_controls(register: Register, query: Mapping[str, Any]) -> SafeString:
    """The controls of the filters as HTML. While nothing is narrowed they are drawn once for each state of their choices:
    Django's widgets, a template each, cost more than the list's statement."""
    kind, rows = filterset(register), register.manager.none()
    if any(query.get(name) for name in kind.base_filters):
        return _draw(kind(query, queryset=rows))
    state = (kind, *(tuple(declared.choices()) for declared in register.filters if declared.choices))
    if state not in _drawn:
        if len(_drawn) > _MANY:
            _drawn.clear()
        _drawn[state] = _draw(kind({}, queryset=rows))
    return _drawn[state]


def _draw(filters: django_filters.FilterSet) -> SafeString:
    return render_to_string("core/registers/filters.html", {"filters": filters.form})


@cache
def _filterset(key: str) -> type[django_filters.FilterSet]:
    return _build(registers[key])


def _build(register: Register) -> type[django_filters.FilterSet]:
    attributes: dict[str, Any] = {}
    for declared in register.filters:
        attributes.update(_filters(declared))
    return type(f"{register.key}_filters", (django_filters.FilterSet,), attributes)


def _filters(declared: Filter) -> dict[str, django_filters.Filter]:
    title, path = declared.title, declared.path
    if declared.kind == "from-to":
        return {
            f"{declared.key}_from": _bound(path, "gte", f"{title}从"),
            f"{declared.key}_to": _bound(path, "lte", f"{title}到"),
        }
    if declared.kind == "choice":
        empty = f"{title}：全部"
        method = _by_row(declared.narrow) if declared.narrow else None
        made: django_filters.Filter = django_filters.ChoiceFilter(
            field_name=path, label=title, method=method, choices=declared.choices or (list), empty_label=empty
        )
    elif declared.kind == "area":
        made = django_filters.CharFilter(method=_in_area(path), label=title, widget=forms.HiddenInput)
    elif declared.kind == "row":
        method = _by_row(declared.narrow) if declared.narrow else None
        made = django_filters.UUIDFilter(field_name=path, label=title, method=method, widget=forms.HiddenInput)
    elif declared.kind == "flag":
        made = django_filters.BooleanFilter(field_name=path, label=title, widget=forms.CheckboxInput)
    else:
        made = django_filters.CharFilter(method=_prefix(path), label=title)
    return {declared.key: made}


def _bound(path: str, lookup: str, label: str) -> LooseDateFilter:
    widget = DayInput({"placeholder": f"{label} 年-月-日"})
    return LooseDateFilter(field_name=path, lookup_expr=lookup, label=label, widget=widget)


def _in_area(path: str) -> Any:
    def narrow(rows: QuerySet[Any], _: str, code: str) -> QuerySet[Any]:
        low, high = area_range(code)
        return rows.filter(**{f"{path}__gte": low, f"{path}__lt": high})

    return narrow


def _by_row(narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]]) -> Any:
    return lambda rows, _, value: narrow(rows, value)


def _prefix(path: str) -> Any:
    """Starts with, as a half-open range: an index serves it under row-level security, where LIKE would not."""

    def narrow(rows: QuerySet[Any], _: str, start: str) -> QuerySet[Any]:
        end = start[:-1] + chr(ord(start[-1]) + 1)
        return rows.filter(**{f"{path}__gte": start, f"{path}__lt": end})

    return narrow
