"""Visits of the demo's past weeks: rows alone, nothing follows from them."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from core.bulk import insert_rows, reserve_ids
from core.crypto import encrypt
from lifecycle.models import Visit
from lifecycle.models.visit import Standing

_FIELDS = (
    "id", "uid", "client_uid", "person_id", "area_code", "visited_at", "by", "met", "whom", "health", "mood", "fire", "needs",
    "note", "next_reason", "standing", "recorded_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PastVisit:
    """A visit that was made; `key` makes its ids the same each time."""

    key: str
    person: int
    area: str
    at: dt.datetime
    by: str
    met: str
    health: str = ""
    mood: str = ""
    fire: str = ""
    needs: str = ""
    note: str = ""


def lay_visits(visits: Sequence[PastVisit]) -> int:
    """Write them by COPY; returns how many."""
    sealed: dict[str, bytes] = {
        text: encrypt(text) for one in visits for text in (one.health, one.mood, one.needs, one.note)
    }
    sealed[""] = b""
    rows = [
        (
            pk, str(uuid.uuid5(uuid.NAMESPACE_OID, f"visit:{one.key}")), str(uuid.uuid5(uuid.NAMESPACE_OID, f"phone:{one.key}")),
            one.person, one.area, one.at.isoformat(), one.by, one.met, b"", sealed[one.health], sealed[one.mood], one.fire,
            sealed[one.needs], sealed[one.note], "", Standing.TOLD.value, one.at.isoformat(),
        )
        for pk, one in zip(reserve_ids(Visit, len(visits)), visits, strict=True)
    ]  # fmt: skip
    return insert_rows(Visit, _FIELDS, rows)
