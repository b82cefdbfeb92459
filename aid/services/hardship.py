"""Misfortunes that the base itself keeps nothing of: an illness, a disaster, somebody out of touch. They are told, and duties react."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core.audit import acting
from core.outbox import NewEvent, Subject, emit
from residents.services.access import locked_person, must_live

ILL, STRUCK, OUT_OF_TOUCH = "person.fell_ill", "person.struck_by_disaster", "person.out_of_touch"


def tell_misfortune(
    kind: str, *, person_uid: UUID, on: dt.date, by: Any, source: str, why: str = "", payload: Mapping[str, Any] | None = None
) -> int:  # fmt: skip
    """Tell what befell a living person; returns the event's id. `payload`: codes only, never the name of an illness."""
    with acting(by=by.username, why=why or "登记急难", source=source):
        person = locked_person(person_uid, by=by, permission="event.tell")
        must_live([person], "急难")
        subject = Subject(person.pk, "subject", person.living_area or person.hukou_area)
        return int(emit(NewEvent(kind, on, (subject,), source, payload=dict(payload or {})), by=by.username).pk)
