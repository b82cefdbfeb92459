"""Who saw, changed and took out one person: every room says what it knows of it.

    traces.register(Trace("looks", "看过", looks))

The lines name users, moments, purposes; never a value of the person. So the auditor may read them, who sees no resident.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user_model

from core.exports.contents import exports_with
from core.models import ReadLog
from core.registry import Registry

MOST = 200  # of each kind


@dataclass(frozen=True)
class Traced:
    """The person asked about: `uid`s and ids of the record and of those merged into it, and the name that logs carry."""

    uids: tuple[UUID, ...]
    ids: tuple[int, ...]
    label: str


@dataclass(frozen=True)
class TraceLine:
    """One act. `by` is a sign-in name; `group` is 看过, 改过, 导出过 or 发布过; `what` is said without any value."""

    at: dt.datetime
    by: str
    group: str
    what: str
    why: str = ""
    area: str = ""


@dataclass(frozen=True)
class Trace:
    """A source of lines about one person, newest first, at most MOST."""

    key: str
    title: str
    lines: Callable[[Traced], list[TraceLine]]


@dataclass(frozen=True)
class Finder:
    """How a person is found from what an auditor types: a uid, a name or a document number (by its digest)."""

    key: str
    find: Callable[[str, Any], list[Traced]]


traces: Registry[Trace] = Registry("trace")
finders: Registry[Finder] = Registry("person finder")


def lines_about(traced: Traced, *, group: str = "") -> list[TraceLine]:
    """Everything that is known of who dealt with this person, newest first."""
    found = [line for trace in traces if group in ("", trace.title) for line in trace.lines(traced)]
    return sorted(found, key=lambda line: line.at, reverse=True)


def names_of(lines: list[TraceLine]) -> dict[str, str]:
    """Names of the users in the lines: one statement."""
    wanted = {line.by for line in lines if line.by}
    found = dict(get_user_model().objects.filter(username__in=wanted).values_list("username", "name"))
    return {"seed": "演示数据", "system": "系统", **found}


def _looks(traced: Traced) -> list[TraceLine]:
    rows = ReadLog.objects.filter(subject_uid__in=traced.uids).select_related("by").order_by("-pk")[:MOST]
    return [TraceLine(row.at, row.by.username, "看过", row.act, row.reason, row.area_code) for row in rows]


def _exports(traced: Traced) -> list[TraceLine]:
    return [
        TraceLine(
            row.at, row.by.username, "导出过", f"{row.what}（{row.rows} 行，{row.format}）", row.purpose, row.area_code
        )
        for row in exports_with(traced.ids, most=MOST)
    ]


traces.register(Trace("looks", "看过", _looks))
traces.register(Trace("exports", "导出过", _exports))
