"""Dated facts end; they are not overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db import connection

from residents.models.fact import DatedFact


def end_facts(model: type[DatedFact], ids: Iterable[int], *, on: dt.date) -> None:
    """End facts on a day (the first on which they no longer hold). One that began that day or later never held: removed."""
    pks = list(ids)
    if not pks:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE id = ANY(%s) AND lower(during) >= %s", [pks, on])
        cursor.execute(
            f"UPDATE {table} SET during = daterange(lower(during), %s) WHERE id = ANY(%s) AND"
            " (upper_inf(during) OR upper(during) > %s)",
            [on, pks, on],
        )


_ENDING = "unnest(%s::bigint[], %s::date[]) AS ending(id, day)"
_CROWDED = """
DELETE FROM {table} f USING {ending} WHERE f.id = ending.id AND lower(f.during) >= ending.day AND EXISTS (
  SELECT FROM {table} o WHERE o.person_id = f.person_id AND o.{slot} = f.{slot} AND o.id <> f.id
    AND o.during && daterange(ending.day - 1, ending.day))
"""
_TAKEN_BACK = """
UPDATE {table} f SET during = daterange(
  CASE WHEN lower(f.during) >= ending.day THEN ending.day - 1 ELSE lower(f.during) END, ending.day)
FROM {ending} WHERE f.id = ending.id AND (%s OR upper_inf(f.during) OR upper(f.during) > ending.day)
"""


def end_or_take_back(
    model: type[DatedFact], ends: Iterable[tuple[int, dt.date]], *, slot: str, again: bool = False
) -> None:
    """End facts ((id, day)) that are known to have held before: one that a list without dates began that day or later is taken
    back to the last day before it, so that what was so stays told; where another fact fills that day, it goes.

    `slot`: the column that, with the person, excludes a second fact on a day. `again`: an end that was said before moves to the day.
    """
    pairs = list(ends)
    if not pairs:
        return
    said: list[Any] = [[pk for pk, _ in pairs], [day for _, day in pairs]]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(_CROWDED.format(table=table, ending=_ENDING, slot=slot), said)
        cursor.execute(_TAKEN_BACK.format(table=table, ending=_ENDING), [*said, again])
