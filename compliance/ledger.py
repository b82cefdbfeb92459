"""A compliance register from a list of lines: the form, what writing does, the list, the edit form.

Each line names a field of the model; the field's type says how its text is read. An entry is found again by its number inside the
office, so that entering it twice changes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from core import clock
from core.audit import acting
from core.clock import SHANGHAI
from core.crypto import EncryptedTextField
from core.errors import Conflict, NotAllowed, UserError
from core.exports.approval import level_of
from core.register.declaration import Column, Field, Row
from core.register.reading import one_of
from core.ui.formats import masked_phone

VIEW, EDIT = "compliance.view", "compliance.edit"
Values = dict[str, Any]
YES, NO = "是", "否"


@dataclass(frozen=True)
class Line:
    """A field of the form: `key` is the model's field; its type, words and choices come from there."""

    key: str
    required: bool = False
    help: str = ""
    example: str = ""


@dataclass(frozen=True)
class Ledger:
    """The lines of a register, and what the law computes or forbids: `complete` adds values, `check` raises UserError."""

    model: str
    lines: tuple[Line, ...]
    complete: Callable[[Values], Values] = lambda values: {}
    check: Callable[[Values, str], None] = lambda values, area: None

    def fields(self) -> tuple[Field, ...]:
        """The form, in the order of the lines, the number first."""
        return tuple(self._field(line) for line in self.lines)

    def plan(self, values: Values, *, by: Any, of: int | None = None) -> tuple[str, str]:
        """What `save` would do, in words; raises UserError where the entry cannot stand."""
        row, said = self._meant(values, by, of)
        if row.pk is None:
            return "created", f"新登记 {said['number']}"
        changed = [name for name, value in said.items() if getattr(row, name) != value]
        words = "、".join(str(row._meta.get_field(name).verbose_name) for name in changed)
        return ("changed", f"更新{words}") if changed else ("unchanged", "已有，内容相同")

    def save(self, values: Values, *, by: Any, source: str, of: int | None = None) -> tuple[Any, str]:
        """Enter or change an entry; its history keeps what stood before."""
        title = self._model._meta.verbose_name
        with acting(by=by.username, why=f"{title}登记", source=source):
            outcome, _ = self.plan(values, by=by, of=of)
            row, said = self._meant(values, by, of)
            if outcome != "unchanged":
                for name, value in said.items():
                    setattr(row, name, value)
                if row.pk is None:
                    row.source, row.recorded_at, row.recorded_by = source, clock.now(), by.username
                row.save()
        return row, outcome

    def texts(self, row: Row) -> dict[str, str]:
        """The form of an entry that stands."""
        return {line.key: _text(self._column(line.key), row[line.key]) for line in self.lines}

    def columns(self, shown: Sequence[str]) -> tuple[Column, ...]:
        """Columns of the list: `shown` first, every other line behind the column chooser; the number leads to the entry."""
        keys = [*shown, *(line.key for line in self.lines if line.key not in shown)]
        return tuple(self._list_column(key, key in shown) for key in keys)

    @property
    def _model(self) -> type[models.Model]:
        return apps.get_model(self.model)

    def _column(self, key: str) -> Any:
        return self._model._meta.get_field(key)

    def _list_column(self, key: str, shown: bool) -> Column:
        column = self._column(key)

        sealed = isinstance(column, EncryptedTextField)

        def show(row: Row) -> str:
            return masked_phone(row[key]) if sealed and row[key] else _text(column, row[key])

        api = "" if isinstance(column, EncryptedTextField | models.BooleanField | models.DateTimeField) else None
        return Column(key, str(column.verbose_name), (key,), show, link=key == "number", shown=shown, api=api)

    def _field(self, line: Line) -> Field:
        column = self._column(line.key)
        words = _choices(column)
        return Field(
            line.key,
            str(column.verbose_name),
            required=line.required,
            help=line.help,
            example=line.example,
            choices=(lambda: words) if words else None,
            read=_reader(column, words),
        )

    def _meant(self, values: Values, by: Any, of: int | None) -> tuple[Any, Values]:
        if not by.has_permission(EDIT):
            raise NotAllowed("合规登记册归个人信息保护负责人登记。")
        area = level_of(by.scope(EDIT), "")
        said = {line.key: _value(self._column(line.key), values.get(line.key, "")) for line in self.lines}
        said |= self.complete(said)
        self.check(said, area)
        rows: Any = self._model._default_manager
        same = rows.filter(area_code=area, number=said["number"]).first()
        if of is None:
            return same or self._model(area_code=area), said
        row = rows.get(pk=of)
        if same is not None and same.pk != row.pk:
            raise Conflict(f"编号 {said['number']} 已经有了。", field="number", remedy="请换一个编号。")
        return row, said


def _choices(column: Any) -> list[str]:
    if isinstance(column, models.BooleanField):
        return [YES, NO]
    return [str(label) for _, label in column.flatchoices]


def _reader(column: Any, words: list[str]) -> Callable[[str], Any]:
    if words:
        return one_of(words)
    if isinstance(column, models.DateTimeField):
        return _moment_text
    if isinstance(column, models.DateField):
        return _day_text
    return _number_text if isinstance(column, models.PositiveIntegerField) else str.strip


def _day_text(written: str) -> str:
    """An ISO day: the ledgers hold days to come as well."""
    try:
        return dt.date.fromisoformat(written.strip()).isoformat()
    except ValueError:
        raise ValueError("看不懂这个日期。请按 2026-03-05 写。") from None


def _moment_text(written: str) -> str:
    try:
        return f"{dt.datetime.fromisoformat(written.strip()):%Y-%m-%d %H:%M}"
    except ValueError:
        raise ValueError("看不懂这个时刻。请按 2026-03-05 14:30 写。") from None


def _number_text(written: str) -> str:
    if not written.strip().isdecimal():
        raise ValueError("要填整数。")
    return written.strip()


def _value(column: Any, text: Any) -> Any:
    """What the form's text means for the column; an empty one is no day, no number, an empty text."""
    text = str(text or "").strip()
    if isinstance(column, models.BooleanField):
        return text == YES
    if isinstance(column, models.DateTimeField):
        return dt.datetime.fromisoformat(text).replace(tzinfo=SHANGHAI) if text else None
    if isinstance(column, models.DateField):
        return dt.date.fromisoformat(text) if text else None
    if isinstance(column, models.PositiveIntegerField):
        return int(text) if text else None
    labels = {str(label): value for value, label in column.flatchoices}
    return labels.get(text, text)


def _text(column: Any, value: Any) -> str:
    if isinstance(column, models.BooleanField):
        return YES if value else NO
    if value in (None, ""):
        return ""
    if isinstance(value, dt.datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    return str(dict(column.flatchoices).get(value, value)) if column.flatchoices else str(value)


def must(values: Values, key: str, words: str) -> None:
    """Refuse an entry that lacks what the law asks for in this case."""
    if not values.get(key):
        raise UserError(words, field=key)
