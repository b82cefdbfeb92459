"""Tasks are opened: many at once, each once, with the limit as it stands and whose they are."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from json import JSONEncoder
from typing import Any

from django.db import connection

from accounts.selectors.offices import holders_at
from core import clock
from core.bulk import insert_rows, insert_unless_there, reserve_ids
from core.scope import as_system
from lifecycle.domain.task_states import State
from lifecycle.models import Task, TaskPerson
from lifecycle.tasking.declaration import NewTask, task_kinds
from lifecycle.tasking.limits import Measure, Measured

_FIELDS = (
    "id", "uid", "kind", "key", "title", "why", "state", "area_code", "role", "assignee_id", "household_id",
    "event_id", "effect_id", "source", "about_id", "starts_on", "starts_at", "limit_number", "limit_unit",
    "limit_parameter", "limit_document", "limit_certainty", "due_fixed", "due_on", "due_at", "data", "checklist",
    "answers", "outcome", "tries", "opened_at", "opened_by", "closed_by", "escalated_to", "escalated_why",
)  # fmt: skip
_TITLE, _WHY = 120, 300
_as_json = JSONEncoder(ensure_ascii=False).encode  # json.dumps makes an encoder a call
_COMMUNITY = 12  # digits of a community's code; a grid's is longer


@dataclass(frozen=True, slots=True)
class Opened:
    """The task that stands open for what was asked; `uid` only of one that this call opened."""

    id: int
    uid: str = ""
    effect: int | None = None


def open_tasks(new: Iterable[NewTask], *, by: Any) -> list[int]:
    """Open tasks set-based; returns their ids in the order of `new`.

    Of one (kind, key) one task is open at a time: asked for again, the open one's id comes back. `by`: a user, or the name of
    the job or rule. Raises LookupError for a kind that nobody declared, ValueError for a task without a key.
    """
    return [one.id for one in open_or_find(new, by=by)]


def open_or_find(new: Iterable[NewTask], *, by: Any) -> list[Opened]:
    """`open_tasks` for whoever needs to know which of them are new."""
    wanted = list(new)
    if not wanted:
        return []
    for one in wanted:
        if one.kind not in task_kinds:
            raise LookupError(f"No task kind “{one.kind}” is declared.")
        if not one.key:
            raise ValueError(f"A task of kind “{one.kind}” has no key.")
    name = getattr(by, "username", by)
    with as_system("what happened here may fall to another community, which whoever tells it does not see"):
        return _open(wanted, name)


def _open(wanted: list[NewTask], by: str) -> list[Opened]:
    first = {(one.kind, one.key): one for one in reversed(wanted)}
    known = open_ids(list(first))
    fresh = [one for one in reversed(first.values()) if (one.kind, one.key) not in known]
    ids = reserve_ids(Task, len(fresh))
    uids = [str(uuid.uuid4()) for _ in fresh]
    written = insert_unless_there(Task, _FIELDS, _rows(fresh, ids, uids, by))
    opened = [(pk, uid, one) for pk, uid, one in zip(ids, uids, fresh, strict=True) if pk in written]
    insert_rows(
        TaskPerson,
        ("task_id", "person_id", "role", "place"),
        [
            (pk, person, role[:24], place)
            for pk, _, one in opened
            for place, (person, role) in enumerate(dict.fromkeys(one.persons))
        ],
    )
    found = {key: Opened(pk) for key, pk in known.items()}
    found |= {(one.kind, one.key): Opened(pk, uid, one.effect) for pk, uid, one in opened}
    if len(written) < len(fresh):  # somebody else opened the same at the same moment
        found |= {key: Opened(pk) for key, pk in open_ids([key for key in first if key not in found]).items()}
    return [found[one.kind, one.key] for one in wanted]


def open_ids(keys: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """{(kind, key): id} of the open tasks among these."""
    if not keys:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT task.kind, task.key, task.id FROM unnest(%s::text[], %s::text[]) AS asked(kind, key)
            JOIN lifecycle_task task ON task.kind = asked.kind COLLATE "C" AND task.key = asked.key COLLATE "C"
            WHERE task.state IN ('open', 'started', 'paused')
            """,
            [[kind for kind, _ in keys], [key for _, key in keys]],
        )
        return {(kind, key): pk for kind, key, pk in cursor.fetchall()}


def _rows(tasks: list[NewTask], ids: list[int], uids: list[str], by: str) -> list[tuple[Any, ...]]:
    now = clock.now()
    measure = Measure((one.kind for one in tasks), now=now)
    grids = holders_at({one.area for one in tasks if len(one.area) > _COMMUNITY})
    found = []
    at = now.isoformat()
    for pk, uid, one in zip(ids, uids, tasks, strict=True):
        kind = task_kinds[one.kind]
        limit = (
            Measured(due_on=one.due_on) if one.due_on else measure.of(one.kind, one.area, one.starts_on, one.starts_at)
        )
        found.append(
            (
                pk, uid, one.kind, one.key, _cut(one.title or kind.title, _TITLE), _cut(one.why, _WHY),
                State.OPEN.value, one.area, kind.role, one.assignee or grids.get((kind.role, one.area)), one.household,
                one.event, one.effect, one.source, one.about, one.starts_on, limit.starts_at, limit.number, limit.unit,
                limit.parameter, limit.document, limit.certainty, one.due_on is not None, limit.due_on, limit.due_at,
                _as_json(dict(one.data)) if one.data else "{}", "[]", b"", "", 0, at, by, "", "", "",
            )
        )  # fmt: skip
    return found


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
