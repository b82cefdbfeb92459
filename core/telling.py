"""Events of what a query finds: written and taken back inside the database, without a row of theirs leaving it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from core import clock
from core.models import Event
from core.outbox import event_kinds

_EMIT = """
WITH found AS ({select}), told AS (
  INSERT INTO core_event (uid, kind, occurred_on, recorded_at, recorded_by, source, source_key, payload, evidence, reason,
    status, request_id)
  SELECT gen_random_uuid(), %s, day, %s, %s, %s, key, payload, '{{}}'::jsonb, '', '{registered}', '' FROM found
  ORDER BY day, key
  ON CONFLICT (kind, source_key) WHERE source_key <> '' DO NOTHING
  RETURNING id, source_key
)
INSERT INTO core_eventsubject (event_id, person_id, role, area_code)
SELECT told.id, found.person_id, 'subject', found.area FROM told JOIN found ON found.key = told.source_key
"""


def emit_selected(kind: str, select: str, params: Sequence[Any] | Mapping[str, Any], *, source: str, by: str) -> int:
    """One event for each row of a SELECT giving (person_id, area, day, key, payload); `key` is its source key, told once.

    Returns how many were told. In the caller's transaction, like `core.outbox.emit`.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("emit_selected() outside a transaction: half of the events could be told.")
    if kind not in event_kinds:
        raise LookupError(f"No event kind “{kind}” is declared.")
    with connection.cursor() as cursor:
        # Parameters by name or by place: the SELECT gets its own first.
        found = cursor.cursor.mogrify(select, params).decode().replace("%", "%%")
        statement = _EMIT.format(select=found, registered=Event.Status.REGISTERED.value)
        cursor.execute(statement, [kind, clock.now(), by, source])
        return cursor.rowcount


def void_selected(select: str, params: Sequence[Any], *, reason: str) -> int:
    """Void the standing events whose ids a SELECT gives; rules take their effects back. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE core_event SET status = '{Event.Status.VOIDED.value}', dispatched_at = NULL, reason = %s"
            f" WHERE status = '{Event.Status.REGISTERED.value}' AND id IN ({select})",
            [reason, *params],
        )
        return cursor.rowcount
