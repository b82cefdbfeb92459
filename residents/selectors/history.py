"""What was corrected in a person's own data: each change as before → after, with who, why and source."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from core import clock
from core.known_at import Moment
from core.ui import formats
from residents.domain.codes import codebook
from residents.models import Person

# Field → word on screen; a code book where the value is a code. Projections and search columns are no corrections.
FIELDS = {
    "name": ("姓名", ""),
    "sex": ("性别", "sex"),
    "birth_date": ("出生日期", ""),
    "died_on": ("死亡日期", ""),
    "ethnicity": ("民族", "ethnicity"),
    "nationality": ("国籍", ""),
    "marital_status": ("婚姻状况", "marital"),
    "education": ("文化程度", "education"),
    "political_status": ("政治面貌", "political"),
    "phone": ("电话", ""),
    "number_last4": ("证号", ""),
    "note": ("备注", ""),
}


@dataclass(frozen=True)
class Correction:
    """One change: `said` lists `姓名：何丽蓉 → 何丽容`."""

    at: dt.datetime
    by: str
    why: str
    source: str
    request_id: str
    said: tuple[str, ...]

    @property
    def on(self) -> dt.date:
        return self.at.astimezone(clock.SHANGHAI).date()


def corrections_of(person: Person, *, known: Moment | None = None) -> list[Correction]:
    """From the history rows (each the state before a change) and the row as it is now; newest first. `known`: those made
    by that moment, where `person` is the row of then."""
    history = Person.pgh_event_model.objects.filter(pgh_obj_id=person.pk).order_by("pgh_id")  # type: ignore[attr-defined]
    if known is not None:
        history = history.filter(pgh_created_at__lte=known.at)
    rows = list(history.values(*FIELDS, "pgh_created_at", "pgh_context__metadata"))
    now = {name: getattr(person, name) for name in FIELDS}
    found = []
    for before, after in pairwise([*rows, now]):
        context = before["pgh_context__metadata"] or {}
        said = _differences(before, after, without=_told_otherwise(context.get("source", "")))
        if said:
            found.append(
                Correction(
                    at=before["pgh_created_at"],
                    by=context.get("by", ""),
                    why=context.get("why", ""),
                    source=context.get("source", ""),
                    request_id=context.get("request", ""),
                    said=said,
                )
            )
    return found[::-1]


def _told_otherwise(source: str) -> tuple[str, ...]:
    """What a marriage, divorce or death has changed is told by its own entry: it corrects nothing."""
    return ("marital_status", "died_on") if source.startswith(("MZ01", "GA06")) else ()


def _differences(before: dict[str, Any], after: dict[str, Any], *, without: tuple[str, ...] = ()) -> tuple[str, ...]:
    changed = [name for name in FIELDS if before[name] != after[name] and name not in without]
    # That somebody died, or did not after all, is told by its event; another day of death is a correction.
    if before["died_on"] is None or after["died_on"] is None:
        changed = [name for name in changed if name != "died_on"]
    return tuple(f"{FIELDS[name][0]}：{_word(name, before[name])} → {_word(name, after[name])}" for name in changed)


def _word(name: str, value: Any) -> str:
    if value in ("", None):
        return "（空）"
    if name == "phone":
        return formats.masked_phone(value)
    if name == "number_last4":
        return f"尾号 {value}"
    book = FIELDS[name][1]
    return codebook(book).name(value) or str(value) if book else str(value)
