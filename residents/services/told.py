"""What a row said before an act, right after it, and says now: read from its history, so that the act can be taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import models

from core.history import restorable

State = dict[str, Any]


class Act(Protocol):
    """What wrote under one context of the history: a merge, a death."""

    @property
    def context(self) -> UUID | None: ...


@dataclass(slots=True)
class Told:
    """A row that an act touched. `after` None: it gave way; `now` None: it is gone."""

    model: type[models.Model]
    pk: int
    before: State
    after: State | None
    now: State | None

    def restored(self) -> State:
        """Column by column: what nobody changed since says again what it said before; what was changed stays."""
        if self.now is None or self.after is None:
            return dict(self.before)
        return {
            name: value if self.now[name] == self.after[name] else self.now[name] for name, value in self.before.items()
        }

    def changed_since(self, name: str) -> bool:
        return self.now is not None and self.after is not None and self.now[name] != self.after[name]


def told(model: type[models.Model], ids: Iterable[int], act: Act) -> list[Told]:
    """The three states of each row; a row that the act did not change after all is left out."""
    wanted = list(ids)
    columns = set(restorable(model))
    names = [field.attname for field in model._meta.concrete_fields if field.column in columns]
    history = model.pgh_event_model.objects.filter(pgh_obj_id__in=wanted).order_by("pgh_id")  # type: ignore[attr-defined]
    past: dict[int, list[State]] = defaultdict(list)
    for row in history.values("pgh_obj_id", "pgh_context_id", "pgh_label", *names):
        past[row["pgh_obj_id"]].append(row)
    present = {row["pk"]: row for row in model._default_manager.filter(pk__in=wanted).values("pk", *names)}
    found = [_told(model, pk, past[pk], present.get(pk), names, act) for pk in wanted]
    return [one for one in found if one is not None]


def _told(
    model: type[models.Model], pk: int, past: list[State], now: State | None, names: list[str], act: Act
) -> Told | None:
    own = [place for place, row in enumerate(past) if str(row["pgh_context_id"]) == str(act.context)]
    if not own:
        return None
    last = own[-1]
    gave_way = past[last]["pgh_label"] == "deleted"
    after = None if gave_way else past[last + 1] if last + 1 < len(past) else now
    before, *states = ({name: row[name] for name in names} if row else None for row in (past[own[0]], after, now))
    return Told(model, pk, before or {}, *states)
