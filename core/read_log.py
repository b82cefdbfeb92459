"""The read log: who looked at whom. Words for the log's codes, counts for rate limits and for the person's own page."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from core import clock
from core.audit import current_request
from core.models import ReadLog

COUNTED_DAYS = 30


def log_view(*, by: Any, kind: str, uid: UUID, label: str, area: str) -> int:
    """Write down that a user opened a page, once per user, subject and day: a reload is not another look.

    Returns how often the subject was looked at in the last 30 days, this look included: its page says so. One statement.
    Reveals are written every time (core.audit.log_read).
    """
    now, request = clock.now(), current_request.get()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH looked AS (
              INSERT INTO core_readlog
                (at, by_id, action, subject_kind, subject_uid, subject_label, area_code, reason, request_id, ip)
              SELECT %s, %s, 'view', %s, %s, %s, %s, '', %s, %s
              WHERE NOT EXISTS (
                SELECT FROM core_readlog WHERE subject_uid = %s AND by_id = %s AND action = 'view' AND at >= %s
              )
              RETURNING 1
            )
            SELECT (SELECT count(*) FROM looked)
              + (SELECT count(*) FROM core_readlog WHERE subject_uid = %s AND at >= %s AND action <> 'refused')
            """,
            [
                *(now, by.pk, kind, uid, label[:80], area, request.id, request.ip),
                *(uid, by.pk, midnight),
                *(uid, now - dt.timedelta(days=COUNTED_DAYS)),
            ],
        )
        return int(cursor.fetchone()[0])


@dataclass(frozen=True)
class Seen:
    """A subject of several that are looked at together."""

    uid: UUID
    label: str
    area: str


def log_views(seen: list[Seen], *, by: Any, kind: str, action: str) -> None:
    """`log_view` for many at once, in one statement: each once per user, subject, action and day."""
    if not seen:
        return
    now, request = clock.now(), current_request.get()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO core_readlog
              (at, by_id, action, subject_kind, subject_uid, subject_label, area_code, reason, request_id, ip)
            SELECT %s, %s, %s, %s, one.uid, one.label, one.area, '', %s, %s
            FROM unnest(%s::uuid[], %s::text[], %s::text[]) AS one(uid, label, area)
            WHERE NOT EXISTS (
              SELECT FROM core_readlog WHERE subject_uid = one.uid AND by_id = %s AND action = %s AND at >= %s
            )
            """,
            [
                *(now, by.pk, action, kind, request.id, request.ip),
                *([one.uid for one in seen], [one.label[:80] for one in seen], [one.area for one in seen]),
                *(by.pk, action, midnight),
            ],
        )


def acts_since(*, by: Any, actions: list[str], since: dt.datetime) -> list[dt.datetime]:
    """Moments of a user's latest acts, newest first, for rate limits."""
    rows = ReadLog.objects.filter(by=by, action__in=actions, at__gte=since).order_by("-at")
    return list(rows.values_list("at", flat=True)[:200])


@dataclass(frozen=True)
class Look:
    """One look, in words: when, who (the user), what was done, why."""

    at: dt.datetime
    by: Any
    words: str
    reason: str


def looks_at(uid: UUID, *, days: int = COUNTED_DAYS, most: int = 200) -> list[Look]:
    """The looks at a subject in the last days, newest first."""
    since = clock.now() - dt.timedelta(days=days)
    rows = ReadLog.objects.filter(subject_uid=uid, at__gte=since).select_related("by").order_by("-at")[:most]
    return [Look(row.at, row.by, row.act, row.reason) for row in rows]
