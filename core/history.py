"""Change history by database trigger: bulk statements and raw SQL are caught too.

One history row per changed row holds the state *before* the change, with who, why, source and request (core.audit.acting).
An insert leaves no row: the new row itself says who, when and why, so that COPY keeps its speed.

A `Versioned` table can also be read as it was known at a moment (core/known_at.py): a row and its history rows are the
versions of one thing, each known from `known_from` until the next one's (`pgh_created_at` of a history row), and never two
at once (docs/adr/0012-as-known-then.md).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TypeVar

import pghistory
import pgtrigger
from django.contrib.postgres.functions import TransactionNow
from django.db import models
from django.db.migrations.operations import RunSQL

M = TypeVar("M", bound=type[models.Model])

KNOWN_FROM = "known_from"
# Known before anybody kept a base: what ships with the product, what stood there before the tables said since when.
ALWAYS = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

_VERSION_BEGINS = pgtrigger.Trigger(
    name="version_begins",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.AnyChange(),
    func=f"NEW.{KNOWN_FROM} = now(); RETURN NEW;",
)


class Versioned(models.Model):
    """A tracked table that can be read as known at a moment. The database writes `known_from`: no code does.

    It is the start of the transaction that wrote this version of the row, so that one act appears as one.
    """

    # Not Now(): that is the time of the statement, and an act has many.
    known_from = models.DateTimeField("何时起底册里这样记", db_default=TransactionNow(), editable=False)

    class Meta:
        abstract = True


def tracked(*, exclude: Sequence[str] = (), past_by: Sequence[str] = ()) -> Callable[[M], M]:
    """Class decorator: keep the history of a table's updates and deletes.

    `past_by`: columns besides foreign keys by which the history of a `Versioned` table is searched.
    """

    def decorate(model: M) -> M:
        versioned = issubclass(model, Versioned)
        searched = ["pgh_created_at", *past_by] if versioned else list(past_by)
        # Made afresh for each model: pghistory's defaults from settings are deep copies, which statement triggers reject.
        history = pghistory.track(
            pghistory.UpdateEvent("changed", row=pghistory.Old),
            pghistory.DeleteEvent("deleted", row=pghistory.Old),
            exclude=list(exclude) or None,
            meta={"indexes": [models.Index(fields=[name]) for name in searched]} if searched else None,
        )
        return history(pgtrigger.register(_VERSION_BEGINS)(model) if versioned else model)

    return decorate


def restorable(model: type[models.Model]) -> list[str]:
    """The columns that whoever puts a former state back may write: all but the key and what the database says itself."""
    return [
        str(field.column)
        for field in model._meta.concrete_fields
        if not field.primary_key and field.column != KNOWN_FROM
    ]


class FillKnownFrom(RunSQL):
    """Migration operation, after AddField and before the triggers: since when the rows are known that were there before.

    Each version since the change before it, the first since its recording. The table is written anew once (ALTER … USING),
    which fires no trigger and leaves no dead rows. `recorded` False: the table says nothing of its recording; such rows
    count as always known.
    """

    def __init__(self, table: str, *, recorded: bool = True) -> None:
        first = "recorded_at" if recorded else f"timestamptz '{ALWAYS}'"
        super().__init__(
            f"""
            ALTER TABLE {table} ALTER COLUMN known_from TYPE timestamptz USING {first};
            UPDATE {table} row SET known_from = past.last FROM (
              SELECT pgh_obj_id, max(pgh_created_at) AS last FROM {table}event GROUP BY pgh_obj_id
            ) past WHERE row.id = past.pgh_obj_id;
            UPDATE {table}event was SET known_from = least(coalesce(versions.before, {first}), was.pgh_created_at) FROM (
              SELECT pgh_id, lag(pgh_created_at) OVER (PARTITION BY pgh_obj_id ORDER BY pgh_id) AS before FROM {table}event
            ) versions WHERE was.pgh_id = versions.pgh_id;
            """,
            RunSQL.noop,
        )
