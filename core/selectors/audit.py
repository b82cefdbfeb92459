"""What auditors read: looks at personal data, files that left, sign-ins. Page 200 costs what page 1 costs (keyset)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Generic, TypeVar

from axes.models import AccessFailureLog, AccessLog
from django.db.models import Model, Q, QuerySet

from core.clock import SHANGHAI
from core.models import ExportRecord, ReadLog
from core.scope import Scope

PAGE = 50
# What the auditor may pick: acts on residents' data by kind; everything else is an act on accounts, rights or exports.
KINDS = {
    "view": "打开页面",
    "reveal": "显示全号、电话",
    "export": "导出",
    "refused": "被拒绝",
    "other": "账号、授权和审批",
}
_ACTS = {
    "view": ["view"],
    "reveal": ["reveal-number", "reveal-phone"],
    "export": ["export", "导出"],
    "refused": ["refused"],
}
M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class LogFilter:
    """What the auditor asks for; empty values ask nothing. `scope` is what the grant reaches, already cut to an area."""

    scope: Scope
    who: str = ""
    what: str = ""
    kind: str = ""  # a key of KINDS
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class LogPage(Generic[M]):
    """Newest first. `older` and `newer` are the ids to pass on, None at the ends."""

    rows: Sequence[M]
    older: int | None
    newer: int | None


def read_log(asked: LogFilter, *, before: int | None = None, after: int | None = None) -> LogPage[ReadLog]:
    """Looks at personal data and acts on accounts."""
    return _page(reads_in(asked), before, after)


def reads_in(asked: LogFilter) -> QuerySet[ReadLog]:
    """The looks and acts that fit, unordered."""
    rows = ReadLog.objects.select_related("by").filter(_common(asked))
    if asked.what:
        rows = rows.filter(Q(action__icontains=asked.what) | Q(subject_label__icontains=asked.what))
    if acts := _ACTS.get(asked.kind):
        return rows.filter(action__in=acts)
    if asked.kind == "other":
        return rows.exclude(action__in=[act for acts in _ACTS.values() for act in acts])
    return rows


def export_log(asked: LogFilter, *, before: int | None = None, after: int | None = None) -> LogPage[ExportRecord]:
    """Files that left the system."""
    return _page(exports_in(asked), before, after)


def exports_in(asked: LogFilter) -> QuerySet[ExportRecord]:
    """The files that fit, unordered."""
    rows = ExportRecord.objects.select_related("by").filter(_common(asked))
    if asked.what:
        rows = rows.filter(Q(what__icontains=asked.what) | Q(purpose__icontains=asked.what))
    return rows


def sign_ins(asked: LogFilter, *, limit: int = 200) -> tuple[list[Any], list[Any]]:
    """Sign-ins and failures of those days, newest first, at most `limit` of each."""
    days = _days(asked, "attempt_time")
    named = Q(username__icontains=asked.who) if asked.who else Q()
    good = AccessLog.objects.filter(days, named).order_by("-attempt_time")[:limit]
    bad = AccessFailureLog.objects.filter(days, named).order_by("-attempt_time")[:limit]
    return list(good), list(bad)


def _common(asked: LogFilter) -> Q:
    found = (asked.scope.q("area_code") | Q(area_code="")) & _days(asked, "at")
    if asked.who:
        found &= Q(by__username__icontains=asked.who) | Q(by__name__icontains=asked.who)
    return found


def _days(asked: LogFilter, column: str) -> Q:
    found = Q()
    if asked.since:
        found &= Q(**{f"{column}__gte": _midnight(asked.since)})
    if asked.until:
        found &= Q(**{f"{column}__lt": _midnight(asked.until + timedelta(days=1))})
    return found


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SHANGHAI)


def _page(rows: QuerySet[M], before: int | None, after: int | None) -> LogPage[M]:
    if after is not None:
        found = list(rows.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
        more, shown = len(found) > PAGE, found[:PAGE][::-1]
        return LogPage(shown, shown[-1].pk if shown else None, shown[0].pk if more else None)
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: PAGE + 1])
    shown = found[:PAGE]
    older = shown[-1].pk if len(found) > PAGE else None
    return LogPage(shown, older, shown[0].pk if shown and before is not None else None)
