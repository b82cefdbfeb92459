"""Rows of a tracked table get back the state that a source's lines replaced (core/history.py keeps it)."""

from __future__ import annotations

from django.db import connection, models

from core.history import restorable

# The first state that the lines replaced, and whether somebody else changed the row after them.
_REPLACED = """
WITH own AS (
  SELECT DISTINCT ON (e.pgh_obj_id) e.pgh_obj_id, e.pgh_id, c.metadata ->> 'source' AS source
  FROM {events} e JOIN pghistory_context c ON c.id = e.pgh_context_id
  WHERE e.pgh_label = 'changed' AND c.metadata ->> 'source' LIKE %(lines)s
  ORDER BY e.pgh_obj_id, e.pgh_id)
SELECT own.pgh_obj_id, own.pgh_id, own.source, EXISTS (
  SELECT FROM {events} later LEFT JOIN pghistory_context l ON l.id = later.pgh_context_id
  WHERE later.pgh_obj_id = own.pgh_obj_id AND later.pgh_id > own.pgh_id
    AND coalesce(l.metadata ->> 'source', '') NOT LIKE %(lines)s)
FROM own
"""


def put_back(model: type[models.Model], source: str) -> list[str]:
    """Take back what the lines of a source (`REG-X:17:3`, `REG-X:17:4` … of `REG-X:17`) changed in a tracked table.

    A row that somebody changed since stays as it is; returns the sources, line included, of those.
    """
    table = model._meta.db_table
    kept = {field.column for field in model.pgh_event_model._meta.concrete_fields}  # type: ignore[attr-defined]
    sets = ", ".join(f'"{column}" = old."{column}"' for column in restorable(model) if column in kept)
    with connection.cursor() as cursor:
        cursor.execute(_REPLACED.format(events=f"{table}event"), {"lines": f"{source}:%"})
        found = cursor.fetchall()
        replaced = [event for _, event, _, later in found if not later]
        cursor.execute(
            f"UPDATE {table} t SET {sets} FROM {table}event old WHERE old.pgh_id = ANY(%s) AND t.{model._meta.pk.column} = old.pgh_obj_id",
            [replaced],
        )
    return [source for _, _, source, later in found if later]
