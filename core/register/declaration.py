"""What a register says about itself; everything else is derived from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from core import clock
from core.registry import Registry
from core.rollups import Total
from core.scope import Scope
from core.ui import area_names, formats

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """A column of the list, the export and the API.

    `needs`: model paths read by one `values()` query. `show(row)` gives the text of a cell. `sort`: a model field with
    an index that the list may be ordered by. `link`: the cell leads to the row's page. `api` is the field's name and
    raw value in the API (the first of `needs` unless said otherwise).
    """

    key: str
    title: str
    needs: tuple[str, ...]
    show: Callable[[Row], str]
    sort: str = ""
    link: bool = False
    shown: bool = True
    align: str = ""
    api: str | None = None


def text(path: str, title: str, **more: Any) -> Column:
    """The value as it stands."""
    return Column(path.replace("__", "_"), title, (path,), lambda row: str(row[path] or ""), **more)


def code(path: str, title: str, names: Callable[[str], str], **more: Any) -> Column:
    """A code shown by its name."""
    return Column(path, title, (path,), lambda row: names(row[path]) if row[path] else "", **more)


def day(path: str, title: str, **more: Any) -> Column:
    """A date in full: a list is read across years."""
    return Column(path, title, (path,), lambda row: row[path].isoformat() if row[path] else "", **more)


def age(path: str, title: str = "年龄", *, until: str = "", **more: Any) -> Column:
    """Age from a birth date, today or on the day in `until`."""

    def show(row: Row) -> str:
        return formats.age_text(row[path], (until and row[until]) or clock.today()) if row[path] else ""

    return Column("age", title, (path, until) if until else (path,), show, api="", **more)


def area(path: str, title: str, **more: Any) -> Column:
    """An area by its name, not its code."""
    return Column(path, title, (path,), lambda row: area_names.area_name(row[path] or ""), **more)


def masked_number(head: str, tail: str, title: str = "证号", **more: Any) -> Column:
    """A document number with its middle hidden; the whole number is a call of its own, and logged."""

    def show(row: Row) -> str:
        return f"{row[head]}********{row[tail]}" if row[tail] else "还没有"

    return Column("number", title, (head, tail), show, api="", **more)


@dataclass(frozen=True)
class Filter:
    """A way to narrow the list: `kind` is choice (with `choices`), area, text, from-to (dates), flag or row.

    A row filter names a row of another register by its identity: the lists of a detail page lead to it (`Related`).
    """

    key: str
    title: str
    kind: str
    path: str = ""
    choices: Callable[[], Sequence[tuple[str, str]]] | None = None
    narrow: Callable[[QuerySet[Any], Any], QuerySet[Any]] | None = None  # where a path cannot say it


@dataclass(frozen=True)
class Field:
    """A column of the import template and of the form of a new row; `read` turns text into a value or raises ValueError
    with a Chinese sentence that says how to mend it. `is_community`: the form begins with the community looked at."""

    key: str
    title: str
    required: bool = False
    help: str = ""
    example: str = ""
    choices: Callable[[], Sequence[str]] | None = None
    read: Callable[[str], Any] = str
    is_community: bool = False


@dataclass(frozen=True)
class Section:
    """A card of the detail page: title and columns."""

    title: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class MapLayer:
    """The rows as points: `point` is the model's point field (metric SRID, under a spatial index).

    `note` says above the map what a point is and where its place comes from.
    """

    point: str
    note: str = ""


@dataclass(frozen=True)
class Related:
    """Rows of another register that belong to a row: shown on its page, and all of them behind one link.

    `filter` is that register's filter of kind "row".
    """

    title: str
    register: str
    filter: str


@dataclass(frozen=True)
class Register:
    """A table of the product as its users meet it.

    `model` is "app.Model"; `area_fields` are the columns that the scope cuts by. `identify` is the unique field in URLs.
    `page` is the URL name of the row's own page (None: derived detail page), `new_page` that of the form of a new row.
    `plan(values, by=…)` says what writing would do: ("created" | "changed" | "unchanged", words), or raises UserError;
    `save(values, by=…, source=…)` does it and returns (object, outcome). Without them the register is read-only.
    `prefill(row)` gives the texts of the fields of a row that stands (read by the paths in `prefill_needs`): the row can
    then be changed on a form of its own, and `plan` and `save` are told which (`of=` its primary key).
    """

    key: str
    title: str
    noun: str
    model: str
    permission: str
    columns: tuple[Column, ...]
    area_fields: tuple[str, ...] = ("area_code",)
    filters: tuple[Filter, ...] = ()
    search: Callable[[QuerySet[Any], str], QuerySet[Any]] | None = None
    search_hint: str = ""
    identify: str = "uid"
    page: str | None = None
    follow: Callable[[Any], Any] | None = (
        None  # the id that a former id stands for now, or None: the API answers with it
    )
    new_page: str = ""
    sections: tuple[Section, ...] = ()
    edit_permission: str = ""
    fields: tuple[Field, ...] = ()
    plan: Callable[..., tuple[str, str]] | None = None
    save: Callable[..., tuple[Any, str]] | None = None
    empty_words: str = ""
    base: Callable[[QuerySet[Any]], QuerySet[Any]] = field(default=lambda rows: rows)
    measure: str = "条"
    # How many rows the scope and the filters leave, known without counting (core/rollups.py); None: not known.
    total: Callable[[Scope, Mapping[str, str]], Total | None] | None = None
    api_fields: tuple[str, ...] = ()  # model fields that the API gives beside the columns
    guard: Callable[[Any, Row], Row] | None = None  # (user, row) → the row as this user's programs may read it
    map: MapLayer | None = None
    related: tuple[Related, ...] = ()
    prefill: Callable[[Row], Mapping[str, str]] | None = None
    prefill_needs: tuple[str, ...] = ()
    # What the lines of a source (`REG-X:17`) wrote in other tables than the register's own: undone with the file.
    forget: Callable[[str], None] | None = None
    importable: bool = True  # a template and a feed of its own; False where entries are written one by one
    people: tuple[str, ...] | None = (
        None  # paths of the persons that a row names; None: `person_id`, if the table has one
    )

    @property
    def people_paths(self) -> tuple[str, ...]:
        """Where a row says whom it names: exports write these persons down, and count them for approval."""
        if self.people is not None:
            return self.people
        fields = apps.get_model(self.model)._meta.get_fields()
        return ("person_id",) if any(field.name in ("person", "person_id") for field in fields) else ()

    @property
    def manager(self) -> QuerySet[Any]:
        model: type[Model] = apps.get_model(self.model)
        return self.base(model._default_manager.all())

    @property
    def needs(self) -> list[str]:
        paths = ["pk", self.identify, *(path for column in self.columns for path in column.needs), *self.api_fields]
        return list(dict.fromkeys(paths))

    def column(self, key: str) -> Column | None:
        return next((column for column in self.columns if column.key == key), None)


def _broken(register: Register) -> str | None:
    if not register.columns:
        return "it has no columns."
    if not any(column.link for column in register.columns):
        return "no column links to the row's page."
    if not bool(register.save) == bool(register.plan) == bool(register.fields):
        return "`fields`, `plan` and `save` go together."
    if register.prefill and not register.save:
        return "`prefill` without `save`: what would the form write?"
    keys = [column.key for column in register.columns]
    if len(set(keys)) != len(keys):
        return "two columns have the same key."
    return None


registers: Registry[Register] = Registry("register", check=_broken)


def cell_values(register: Register, row: Row, columns: Sequence[Column] | None = None) -> list[str]:
    """The texts of one row, in the order of its columns."""
    return [column.show(row) for column in columns or register.columns]


def api_values(register: Register, row: Row) -> dict[str, Any]:
    """The raw values of one row by API field name: codes, ISO dates; composed columns as they are shown."""
    values: dict[str, Any] = {register.identify: str(row[register.identify])}
    for column in register.columns:
        if column.api == "":
            values[column.key] = column.show(row)
            continue
        value = row[column.needs[0]]
        values[column.api or column.key] = value.isoformat() if isinstance(value, date) else value
    return values | {name: row[name] for name in register.api_fields}
