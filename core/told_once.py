"""Events whose key is the fact's own: another file with the same fact tells nothing twice, and what was voided may be told again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from core.models import Event
from core.outbox import NewEvent, emit_bulk

Key = tuple[str, str]  # (kind, source key)


def emit_once(events: Iterable[NewEvent], *, by: Any) -> list[int]:
    """Write the events that do not stand already under their kind and key; returns the ids of those written.

    A key that only voided events hold is taken again with a number behind it (`…~2`).
    """
    fresh: list[NewEvent] = []
    trying = [(event, 1) for event in {(event.kind, event.source_key): event for event in events}.values()]
    while trying:
        held = _held({(event.kind, _numbered(event.source_key, turn)) for event, turn in trying})
        again = []
        for event, turn in trying:
            key = _numbered(event.source_key, turn)
            status = held.get((event.kind, key))
            if status is None:
                fresh.append(replace(event, source_key=key))
            elif status == Event.Status.VOIDED:
                again.append((event, turn + 1))
        trying = again
    return emit_bulk(fresh, by=by.username)


def told(keys: Iterable[Key]) -> set[Key]:
    """Those of these facts of which an event stands."""
    found: set[Key] = set()
    trying = dict.fromkeys(keys, 1)
    while trying:
        held = _held({(kind, _numbered(key, turn)) for (kind, key), turn in trying.items()})
        again = {}
        for (kind, key), turn in trying.items():
            status = held.get((kind, _numbered(key, turn)))
            if status == Event.Status.VOIDED:
                again[kind, key] = turn + 1
            elif status is not None:
                found.add((kind, key))
        trying = again
    return found


def _numbered(key: str, turn: int) -> str:
    return key if turn == 1 else f"{key}~{turn}"


def _held(keys: set[Key]) -> dict[Key, str]:
    """{key: status of the event that holds it}, one statement by the unique index."""
    rows = Event.objects.filter(kind__in={kind for kind, _ in keys}, source_key__in={key for _, key in keys})
    return {(kind, key): status for kind, key, status in rows.values_list("kind", "source_key", "status")}
