"""Dated facts end; they are not overwritten."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

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
