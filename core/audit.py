"""Who acts, why, on which source: told once per transaction, written beside every change by the history triggers."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from core import clock
from core.exports.contents import keep_contents
from core.models import ExportRecord, ReadLog


@dataclass(frozen=True)
class Request:
    """The request an act belongs to; empty in commands and jobs."""

    id: str = ""
    ip: str | None = None


_NO_REQUEST = Request()
current_request: ContextVar[Request] = ContextVar("current_request", default=_NO_REQUEST)


@contextmanager
def acting(*, by: str, why: str, source: str = "") -> Iterator[None]:
    """A transaction whose changes carry who (`by`), why, source and request in their history rows.

    One statement per transaction, instead of a prefix to every statement: COPY and raw SQL are covered too.
    """
    context = {"by": by, "why": why, "source": source, "request": current_request.get().id}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true), set_config('pghistory.context_metadata', %s, true)",
            [str(uuid.uuid4()), json.dumps(context, ensure_ascii=False)],
        )
        yield


def log_read(
    *, by: Any, action: str, kind: str, uid: UUID | None = None, label: str = "", area: str = "", reason: str = ""
) -> ReadLog:
    """Write down one look at personal data."""
    request = current_request.get()
    return ReadLog.objects.create(
        at=clock.now(),
        by=by,
        action=action,
        subject_kind=kind,
        subject_uid=uid,
        subject_label=label,
        area_code=area,
        reason=reason,
        request_id=request.id,
        ip=request.ip,
    )


def register_export(
    *,
    by: Any,
    what: str,
    params: dict[str, Any],
    area: str,
    purpose: str,
    file_format: str,
    rows: int,
    sha256: str,
    persons: Iterable[int],
) -> ExportRecord:
    """Register a file that leaves the system: what is needed to produce it again, and whom it contained (their ids)."""
    record = ExportRecord.objects.create(
        at=clock.now(),
        by=by,
        what=what,
        params=params,
        area_code=area,
        purpose=purpose,
        format=file_format,
        rows=rows,
        sha256=sha256,
        request_id=current_request.get().id,
    )
    keep_contents(record, persons)
    return record
