"""What the base said before: the earlier versions of the demo facts that have changed since the system was set up.

A home that ended last month stood open until that was recorded, and somebody who has died was alive in it. So the demo base,
too, can be looked at as known then; set-based, from the rows themselves.
"""

from __future__ import annotations

import datetime as dt

from django.db import connection, models

from core.history import restorable
from residents.models import HouseholdMembership, Kinship, Person, Residence

_RECORDED = dt.timedelta(days=2)  # after which rows.Rows.said has a fact recorded, at ten in the morning
_EARLIER = """
INSERT INTO {events} (pgh_created_at, pgh_label, pgh_obj_id, id, known_from, {columns})
SELECT known_from, 'changed', id, id, before, {values} FROM (
  SELECT row.*, greatest(%(set_up)s, {began} + time '10:00' + %(recorded)s) AS before FROM {table} row WHERE {changed}
) changed WHERE before < known_from
"""


def write_past(set_up: dt.datetime) -> None:
    """History rows for what changed after `set_up`: open ends of homes, households and marriages, the living who died."""
    for model in (Residence, HouseholdMembership, Kinship):
        open_end = {"during": "daterange(lower(during), NULL)", "recorded_at": "before"}
        _write(model, set_up, began="lower(during)", changed="NOT upper_inf(during)", other=open_end)
    alive = {"died_on": "NULL", "status": f"'{Person.Status.LIVING}'", "recorded_at": "before", "updated_at": "before"}
    _write(Person, set_up, began="birth_date", changed="died_on IS NOT NULL", other=alive)


def _write(model: type[models.Model], set_up: dt.datetime, *, began: str, changed: str, other: dict[str, str]) -> None:
    columns = restorable(model)
    statement = _EARLIER.format(
        events=model.pgh_event_model._meta.db_table,  # type: ignore[attr-defined]
        table=model._meta.db_table,
        columns=", ".join(f'"{name}"' for name in columns),
        values=", ".join(other.get(name, f'"{name}"') for name in columns),
        began=began,
        changed=changed,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, {"set_up": set_up, "recorded": _RECORDED})
