"""The history of a record, field by field: derived from the history tables, for any kind of record that declares itself.

    # residents/histories.py
    histories.register(HistoryKind("person", "居民", find_person, (Told(Person, "id", "资料"), Told(Residence, "person_id", "居住"))))

An entry says when, who, why, from which source, and each field before → after in words. What a history row holds is the state before
a change; the state after it is the next row, or the row of today. Titles come from the fields' `verbose_name`: a field without a
Chinese one is a projection or a key, and not told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from core.crypto import EncryptedTextField
from core.registry import Registry
from core.ui import area_names

State = Mapping[str, Any]
MOST = 2000
HIDDEN = frozenset({"recorded_at", "recorded_by", "source", "why", "updated_at", "known_from"})
_HAN = re.compile("[\u4e00-\u9fff]")
_EMPTY = "（空）"


@dataclass(frozen=True)
class Told:
    """A table whose rows belong to the record: `by` is the column that holds the record's key.

    `titles`: words for fields whose own name is not meant for the screen; `words`: how a value is said; `names`: columns
    that point to another table, with what to call its rows; `label`: what to call one row.
    """

    model: type[models.Model]
    by: str
    title: str
    titles: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    names: Mapping[str, tuple[type[models.Model], str]] = field(default_factory=dict)
    label: Callable[[State], str] = lambda _state: ""
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Subject:
    """The record asked for: its key in the tables, what to call it, its page and area."""

    key: Any
    label: str
    url: str = ""
    area: str = ""


# A row's state as somebody may read it.
Guard = Callable[[Told, State], State]


@dataclass(frozen=True)
class HistoryKind:
    """A kind of record with a history page at /history/<key>/<uid>/. `find(user, uid)` gives the record if the user may see it;
    `guard(user, subject)` says how its states are read by a user who may not read everything of it."""

    key: str
    title: str
    find: Callable[[Any, str], Subject | None]
    tables: tuple[Told, ...]
    guard: Callable[[Any, Subject], Guard] | None = None


histories: Registry[HistoryKind] = Registry("history")


@dataclass(frozen=True)
class Change:
    """One field: before → after, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class Entry:
    """One act on one row. `act` is 登记, 改 or 删去."""

    at: dt.datetime | None
    by: str
    why: str
    source: str
    act: str
    table: str
    label: str
    changes: tuple[Change, ...]


def entries(kind: HistoryKind, subject: Subject, *, reader: Any = None, most: int = MOST) -> list[Entry]:
    """Every act on the record and on what belongs to it, newest first; row-level security decides what of it is seen, and the
    kind's guard what the `reader` is told of that (None: nobody reads the values)."""
    guard = kind.guard(reader, subject) if kind.guard and reader is not None else _as_it_is
    found = [entry for told in kind.tables for entry in _entries_of(told, subject.key, most, guard)]
    return sorted(found, key=lambda entry: (entry.at is not None, entry.at), reverse=True)


def _as_it_is(_told: Told, state: State) -> State:
    return state


def _entries_of(told: Told, key: Any, most: int, guard: Guard) -> Iterable[Entry]:
    shown = _fields(told)
    columns = [field.attname for field in shown]
    now = {
        row["pk"]: guard(told, row)
        for row in told.model._default_manager.filter(**{told.by: key}).values("pk", *_said(told), *columns)
    }
    past: dict[Any, list[State]] = {}
    events: Any = told.model.pgh_event_model  # type: ignore[attr-defined]
    by = "pgh_obj_id" if told.by in ("id", "pk", told.model._meta.pk.attname) else told.by
    rows = (
        events.objects.filter(**{by: key})
        .order_by("pgh_id")
        .values("pgh_obj_id", "pgh_created_at", "pgh_label", "pgh_context__metadata", *_said(told), *columns)
    )
    for row in rows[:most]:
        past.setdefault(row["pgh_obj_id"], []).append(guard(told, row))
    names = _names(told, [*now.values(), *(state for states in past.values() for state in states)])
    for pk in {*now, *past}:
        yield from _entries_of_row(told, shown, past.get(pk, []), now.get(pk), names)


def _said(told: Told) -> list[str]:
    """The columns in which a row says of itself who wrote it, when, why and from where."""
    have = {field.attname for field in told.model._meta.concrete_fields}
    return [name for name in ("recorded_at", "recorded_by", "source", "why") if name in have]


def _fields(told: Told) -> list[models.Field[Any, Any]]:
    tracked = {field.name for field in told.model.pgh_event_model._meta.get_fields()}  # type: ignore[attr-defined]
    return [
        one
        for one in told.model._meta.concrete_fields
        if one.name in tracked
        and one.name not in HIDDEN | told.hidden
        and one.attname != told.by
        and (one.attname in told.titles or _HAN.search(str(one.verbose_name)))
    ]


def _entries_of_row(
    told: Told, shown: Sequence[models.Field[Any, Any]], past: list[State], now: State | None, names: Mapping[Any, str]
) -> Iterable[Entry]:
    states = [*past, *([now] if now else [])]
    first = states[0]
    label = told.label(states[-1])
    if first.get("recorded_at"):
        begun = tuple(
            Change(_title(told, one), "", word)
            for one in shown
            if first[one.attname] is not False and (word := _word(told, one, first, names))
        )
        said = (first["recorded_at"], first.get("recorded_by", ""), first.get("why", ""), first.get("source", ""))
        yield Entry(*said, "登记", told.title, label, begun)
    for place, before in enumerate(past):
        gone = before["pgh_label"] == "deleted"
        after = states[place + 1] if place + 1 < len(states) and not gone else None
        changes = tuple(_changes(told, shown, before, after, names))
        if not gone and (after is None or not changes):
            continue  # it moved out of sight, or only what no screen shows was changed
        context = before["pgh_context__metadata"] or {}
        said = (before["pgh_created_at"], context.get("by", ""), context.get("why", ""), context.get("source", ""))
        yield Entry(*said, "删去" if gone else "改", told.title, label, changes)


def _changes(
    told: Told, shown: Sequence[models.Field[Any, Any]], before: State, after: State | None, names: Mapping[Any, str]
) -> Iterable[Change]:
    for one in shown:
        old, new = before[one.attname], after[one.attname] if after else None
        if after is not None and _plain(old) == _plain(new):
            continue
        was = _word(told, one, before, names)
        if after is None:
            if was:
                yield Change(_title(told, one), was, "")
        else:
            yield Change(_title(told, one), was or _EMPTY, _word(told, one, after, names) or _EMPTY)


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def _title(told: Told, one: models.Field[Any, Any]) -> str:
    return told.titles.get(one.attname) or str(one.verbose_name)


def _word(told: Told, one: models.Field[Any, Any], state: State, names: Mapping[Any, str]) -> str:
    """A value as the screen says it; a sealed one never in full."""
    value = state[one.attname]
    if value in (None, "") or value == b"":
        return ""
    if say := told.words.get(one.attname):
        return say(value)
    if one.attname in told.names:
        return names.get((one.attname, value), "（不在你的范围里）")
    return _say(one, value)


def _say(one: models.Field[Any, Any], value: Any) -> str:
    if isinstance(one, EncryptedTextField):
        return "（保密）"
    if isinstance(one, models.BooleanField):
        return "是" if value else "否"
    if isinstance(one, DateRangeField):
        return f"{value.lower or '…'} 至 {value.upper or '今'}"
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M}"
    if one.name.endswith(("_area", "area_code")):
        return area_names.area_name(value) or str(value)
    if one.choices:
        return str(dict(one.flatchoices).get(value, value))
    return str(value)


def _names(told: Told, states: Sequence[State]) -> dict[Any, str]:
    """What the rows that this table points to are called: one statement a column."""
    found: dict[Any, str] = {}
    for column, (model, name) in told.names.items():
        wanted = {state[column] for state in states if state.get(column) is not None}
        if wanted:
            rows = model._default_manager.filter(pk__in=wanted).values_list("pk", name)
            found |= {(column, pk): str(value) for pk, value in rows}
    return found
