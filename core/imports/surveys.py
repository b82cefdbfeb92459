"""What a feed kept with its batches, for work that waits for a day: a file of today is compared on a day to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Func, JSONField, Value

from core.imports.batches import State
from core.imports.committing import batch_source
from core.models import ImportBatch

LATER = "later"  # in a survey: something is still to be done with it


@dataclass(frozen=True)
class KeptSurvey:
    """What `Feed.survey` said of a batch that is in the base."""

    batch: int
    source: str
    said: Mapping[str, Any]

    @property
    def waits(self) -> bool:
        return bool(self.said.get(LATER))


def kept_surveys(feed: str, *, since: dt.datetime) -> list[KeptSurvey]:
    """Of the batches committed since then, the last one first; locked until the transaction ends, so that none is undone meanwhile.

    Past the second wall, like the import itself: the caller filters.
    """
    rows = ImportBatch.objects.select_for_update(of=("self",)).filter(
        feed=feed, state=State.COMMITTED, committed_at__gte=since, counts__has_key="survey"
    )
    return [
        KeptSurvey(row.pk, batch_source(row), row.counts["survey"]) for row in rows.order_by("-committed_at", "-pk")
    ]


def waits_no_longer(batches: Collection[int]) -> None:
    """What was to be done with these batches is done."""
    without = Func(F("counts"), Value(["survey", LATER]), function="", arg_joiner=" #- ", output_field=JSONField())
    ImportBatch.objects.filter(pk__in=batches).update(counts=without)
