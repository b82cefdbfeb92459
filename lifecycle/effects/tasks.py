"""Effect kind "task": something that an office must do because of what happened.

data: {"kind", "title", "why", "starts_on": ISO day, "persons": [[id, role], …], and if they matter "household": id, "due_on",
"starts_at": ISO, "key": shared with another rule that asks for the same, "data": {…} for the task itself}.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from uuid import UUID

from lifecycle.engine.declaration import Applying, EffectKind, TakenBack, effect_kinds
from lifecycle.selectors.tasks_landed import landed
from lifecycle.services.tasks_of_effects import Asked, open_for_effects, withdraw
from lifecycle.tasking.declaration import NewTask

_BY = "rules"
_TARGET = "task:"


def open_for(effects: list[Applying]) -> Mapping[int, str]:
    """Open a task for each effect; one that stands open already for the same reason gets a second cause."""
    uids = open_for_effects({effect.id: _new(effect) for effect in effects}, by=_BY)
    return {effect: f"{_TARGET}{uid}" for effect, uid in uids.items()}


def take_back(effects: list[Applying], reason: str) -> Mapping[int, TakenBack]:
    """Cancel what is still open. What was done already is looked at by a person, who gets a task for it."""
    asked = [
        Asked(effect.id, UUID(effect.target.removeprefix(_TARGET)))
        for effect in effects
        if effect.target.startswith(_TARGET)
    ]
    return withdraw(asked, reason=reason, by=_BY)


def _new(effect: Applying) -> NewTask:
    data = effect.data
    due, starts_at = data.get("due_on"), data.get("starts_at")
    return NewTask(
        kind=data["kind"],
        area=effect.area,
        title=data.get("title", ""),
        why=data.get("why") or effect.words,
        key=data.get("key") or f"{effect.rule}:{effect.key}",
        starts_on=dt.date.fromisoformat(data["starts_on"]) if data.get("starts_on") else effect.occurred_on,
        starts_at=dt.datetime.fromisoformat(starts_at) if starts_at else None,
        persons=_persons(effect),
        household=data.get("household"),
        event=effect.event,
        effect=effect.id,
        source=effect.source,
        due_on=dt.date.fromisoformat(due) if due else None,
        data=data.get("data") or {},
    )


def _persons(effect: Applying) -> tuple[tuple[int, str], ...]:
    named = tuple((int(person), str(role)) for person, role in effect.data.get("persons", ()))
    return named or (((effect.person, "subject"),) if effect.person else ())


effect_kinds.register(EffectKind("task", "开待办", open_for, take_back, landed, together=True))
