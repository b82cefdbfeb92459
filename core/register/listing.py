"""One page of a register: scope, filters, order, keyset.

Page 200 costs what page 1 costs: the next page starts after the last row shown, `(sort value, id)`, which the index on the
sort column serves. No OFFSET, no COUNT.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, Field, Q, QuerySet
from django.db.models.expressions import OrderBy

from core.errors import UserError
from core.register.declaration import Register, Row
from core.register.filters import filterset
from core.scope import Scope

PAGE_SIZE = 50


@dataclass(frozen=True)
class Ask:
    """What the URL asks of a list: filters, words, order ("name" or "-name"), and where to go on."""

    query: Mapping[str, Any]
    words: str = ""
    sort: str = ""
    after: str = ""
    before: str = ""


@dataclass(frozen=True)
class Page:
    """Rows of one page; tokens lead to the pages before and after ("" = there is none)."""

    rows: Sequence[Row]
    next: str
    previous: str


def rows_in(register: Register, scope: Scope, ask: Ask) -> QuerySet[Any]:
    """All rows of the register inside the scope that the filters and words leave (unordered)."""
    rows = register.manager.filter(scope.q(*register.area_fields))
    narrows = filterset(register)
    if any(ask.query.get(name) for name in narrows.base_filters):  # its form costs more than a page's statement
        rows = narrows(ask.query, queryset=rows).qs
    if ask.words and register.search:
        rows = register.search(rows, ask.words)
    return rows


def read_page(register: Register, scope: Scope, ask: Ask, *, size: int = PAGE_SIZE) -> Page:
    """The page that `ask` names: one query for size + 1 rows."""
    path, descending = _order(register, ask.sort)
    backwards = bool(ask.before)
    rows = rows_in(register, scope, ask)
    if token := ask.before or ask.after:
        rows = rows.filter(_beyond(_field(register, path), _read_token(token), descending, backwards))
    found = list(
        rows.order_by(*_ordering(_field(register, path), descending, backwards)).values(*_paths(register, path))[
            : size + 1
        ]
    )
    more, found = len(found) > size, found[:size]
    if backwards:
        found.reverse()
    first, last = (_token(found[0], path), _token(found[-1], path)) if found else ("", "")
    has_next = bool(ask.before) or more
    has_previous = more if backwards else bool(ask.after)
    return Page(found, last if has_next else "", first if has_previous else "")


def _paths(register: Register, path: str) -> list[str]:
    return list(dict.fromkeys([*register.needs, path]))


def _order(register: Register, sort: str) -> tuple[str, bool]:
    key, descending = sort.lstrip("-"), sort.startswith("-")
    column = register.column(key) if key else None
    return (column.sort, descending) if column and column.sort else ("pk", False)


def _ordering(field: Field[Any, Any], descending: bool, backwards: bool) -> list[OrderBy | str]:
    """Rows without a value come last, whichever way the others go; read backwards, they come first."""
    falling = descending != backwards
    row_id = "-pk" if falling else "pk"
    if field.primary_key:
        return [row_id]
    if not field.null:
        return [f"-{field.name}" if falling else field.name, row_id]
    nulls = {"nulls_first": True} if backwards else {"nulls_last": True}
    return [F(field.name).desc(**nulls) if falling else F(field.name).asc(**nulls), row_id]


def _beyond(field: Field[Any, Any], token: tuple[Any, Any], descending: bool, backwards: bool) -> Q:
    """Rows after the token's row. `path >= v AND (path > v OR pk > i)`: the first part is the index condition."""
    value, row_id = token
    path, step = field.name, "lt" if descending != backwards else "gt"
    after_id = Q(**{f"pk__{step}": row_id})
    if field.primary_key:
        return after_id
    empty = Q(**{f"{path}__isnull": True})
    if value is None:
        return (empty & after_id) | ~empty if backwards else empty & after_id
    value = field.to_python(value)
    here = Q(**{f"{path}__{step}e": value}) & (Q(**{f"{path}__{step}": value}) | after_id)
    return here | empty if field.null and not backwards else here


def _field(register: Register, path: str) -> Field[Any, Any]:
    meta = register.manager.model._meta
    return meta.pk if path == "pk" else meta.get_field(path)


def _token(row: Row, path: str) -> str:
    value = row[path]
    text = json.dumps([value.isoformat() if isinstance(value, date) else value, row["pk"]], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read_token(token: str) -> tuple[Any, Any]:
    try:
        value, row_id = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
        return value, row_id
    except (ValueError, TypeError, binascii.Error) as error:
        raise UserError("这个翻页地址已失效。", remedy="请回到第一页再翻。") from error


def starting_with(path: str) -> Callable[[QuerySet[Any], str], QuerySet[Any]]:
    """A register's search: rows whose text in the "C" collation begins with the words. A half-open range, so the plain index
    serves it at any size, under row-level security too."""

    def narrow(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        start = "".join(words.split())
        return rows.filter(**{f"{path}__gte": start, f"{path}__lt": f"{start}\U0010ffff"}) if start else rows

    return narrow
