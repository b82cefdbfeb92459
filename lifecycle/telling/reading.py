"""An event as a program sends it: JSON of two shapes for its persons, the source in its own words."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from core import clock
from core.ui.dates import NotADay, parse_day
from lifecycle.telling.declaration import life_events
from lifecycle.telling.persons import Named
from lifecycle.telling.refusal import TellingRefused, place_of_role

LONGEST_SOURCE, LONGEST_KEY = 60, 120
PREFIX = "api"
_HOW = '按 {"subject": {"uid": "…"}} 或 [{"role": "subject", "number": "…"}] 写。'


def read_event(said: Mapping[str, Any]) -> dict[str, Any]:
    """kind, subjects, occurred_on, payload, evidence, source, source_key as tell() takes them. TellingRefused names each place."""
    errors: dict[str, list[str]] = {}
    kind = said.get("kind")
    if not isinstance(kind, str) or not kind:
        errors["kind"] = ["请写是哪类事。可以登记的见 /api/v1/event-kinds/。"]
    first = _first_role(str(kind))
    read: dict[str, Any] = {"kind": str(kind)}
    for name, value in (
        ("subjects", lambda: read_subjects(said.get("subjects"), first)),
        ("occurred_on", lambda: _day(said.get("occurred_on"))),
        ("payload", lambda: _object("payload", said.get("payload"))),
        ("evidence", lambda: _words("evidence", said.get("evidence"))),
        ("source", lambda: f"{PREFIX}:{_text('source', said.get('source'), LONGEST_SOURCE) or 'unnamed'}"),
        ("source_key", lambda: _text("source_key", said.get("source_key"), LONGEST_KEY)),
    ):
        try:
            read[name] = value()
        except TellingRefused as refused:
            errors |= refused.errors
    if errors:
        raise TellingRefused(errors)
    return read


def read_subjects(said: Any, first: str) -> dict[str, list[Named]]:
    """{role: persons}; a person without a role falls to the `first` one."""
    found: dict[str, list[Named]] = defaultdict(list)
    if isinstance(said, Mapping):
        for role, persons in said.items():
            for one in persons if isinstance(persons, list) else [persons]:
                found[str(role)].append(_named(one, str(role)))
    elif isinstance(said, list):
        for one in said:
            role = str(one.get("role") or first) if isinstance(one, Mapping) else first
            found[role].append(_named(one, role))
    elif said is not None:
        raise TellingRefused({"subjects": [f"读不懂人。{_HOW}"]})
    return dict(found)


def _named(said: Any, role: str) -> Named:
    uid, number = (said.get("uid"), said.get("number")) if isinstance(said, Mapping) else (said, said)
    try:
        return Named(uid=UUID(str(uid)))
    except ValueError:
        if isinstance(number, str) and number.strip():
            return Named(number=number.strip())
    raise TellingRefused({place_of_role(role): [f"要写 uid 或 number。{_HOW}"]})


def _first_role(kind: str) -> str:
    event = life_events.get(kind)
    return event.roles[0].key if event else "subject"


def _day(said: Any) -> dt.date:
    if not isinstance(said, str) or not said.strip():
        raise TellingRefused({"occurred_on": ["请写哪一天，例如 2026-11-02。"]})
    try:
        return parse_day(said, today=clock.today())
    except NotADay as problem:
        raise TellingRefused({"occurred_on": [str(problem)]}) from problem


def _object(place: str, said: Any) -> Mapping[str, Any]:
    if said is None:
        return {}
    if not isinstance(said, Mapping):
        raise TellingRefused({place: ['要写成一个对象：{"字段": "值"}。']})
    return said


def _words(place: str, said: Any) -> dict[str, str]:
    read = {}
    for key, value in _object(place, said).items():
        if key not in ("text", "number"):
            raise TellingRefused({f"{place}.{key}": ["依据只写 text（看了什么）和 number（证件号）。"]})
        read[key] = _text(f"{place}.{key}", value, 100)
    return read


def _text(place: str, said: Any, longest: int) -> str:
    if said is None:
        return ""
    if isinstance(said, int) and not isinstance(said, bool):
        said = str(said)
    if not isinstance(said, str):
        raise TellingRefused({place: ["要写成一段文字。"]})
    text = said.strip()
    if len(text) > longest:
        raise TellingRefused({place: [f"太长，最多 {longest} 个字符。"]})
    return text


def plain_source(source: str) -> str:
    """The source as the program called itself."""
    head, _, rest = source.partition(":")
    return rest if head == PREFIX else source


def described(sources: Iterable[str]) -> dict[str, str]:
    """`api:市卫健委` → 接口，市卫健委."""
    return {source: f"接口，{plain_source(source)}" for source in sources}
