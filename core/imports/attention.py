"""Files that wait for a person: to be committed, or with rows to be judged."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q

from core.imports.feed import Actor, feeds
from core.models import ImportBatch, ImportRow

State = ImportBatch.State


@dataclass(frozen=True)
class Waiting:
    """A batch that waits: `review` rows are held for a person, `to_commit` says whether the whole file is."""

    uid: UUID
    feed: str
    title: str
    file_name: str
    uploaded_by: str
    uploaded_at: dt.datetime
    rows: int
    counts: dict[str, int]
    to_commit: bool
    review: int


def waiting(by: Actor) -> list[Waiting]:
    """The batches of the user's import areas that wait, oldest first. Two statements."""
    allowed = [
        Q(by.scope(feed.permission).q("area_code"), feed=feed.key)
        for feed in feeds
        if by.has_permission(feed.permission)
    ]
    if not allowed:
        return []
    mine = ImportBatch.objects.filter(reduce(or_, allowed))
    to_commit = mine.filter(state__in=[State.UPLOADED, State.CHECKING, State.PREVIEW, State.COMMITTING])
    held = dict(
        ImportRow.objects.filter(
            verdict=ImportRow.Verdict.REVIEW, resolved_at=None, batch__in=mine.filter(state=State.COMMITTED)
        )
        .order_by()
        .values_list("batch")
        .annotate(Count("pk"))
    )
    rows = (to_commit | mine.filter(pk__in=held)).select_related("uploaded_by").order_by("uploaded_at", "pk")
    return [
        Waiting(
            uid=row.uid,
            feed=row.feed,
            title=feeds[row.feed].title,
            file_name=row.file_name,
            uploaded_by=row.uploaded_by.display_name,
            uploaded_at=row.uploaded_at,
            rows=row.total,
            counts=row.counts,
            to_commit=row.state != State.COMMITTED,
            review=held.get(row.pk, 0),
        )
        for row in rows
    ]
