"""Publications: the bar below a roster, what changed, publish, versions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotFound, UserError
from core.sources import describe
from lifecycle.models import RosterVersion
from lifecycle.roster.between import difference_between
from lifecycle.roster.context import reaching
from lifecycle.roster.difference import ADDED, CHANGED, REMOVED, Difference, difference_to_now
from lifecycle.roster.forms import OFFICIAL, Form
from lifecycle.roster.publish import publish as publish_roster
from lifecycle.roster.select import read
from lifecycle.roster.words import edition
from lifecycle.selectors.versions import (
    changes_of,
    counted_changes,
    frozen_rows,
    latest_version,
    version_named,
    versions_of,
)
from lifecycle.views.asked import Asked, roster_page

TITLES = {ADDED: "增", REMOVED: "减", CHANGED: "改"}
SHOWN = 500


def _since_last(asked: Asked) -> tuple[Any, Difference | None, int]:
    """The last version, the difference to now, how many are on the roster now."""
    context = asked.context
    with reaching(asked.by, context):
        version = latest_version(asked.roster.key, context.period, context.area)
        now = read(asked.roster, context)
        return version, difference_to_now(asked.roster, context, version, now) if version else None, len(now)


@roster_page("roster.view")
@require_safe
def bar(request: HttpRequest, asked: Asked) -> HttpResponse:
    """What differs from the last publication, in one line, and the button to publish."""
    version, difference, now = _since_last(asked)
    look = {
        "asked": asked,
        "version": version,
        "difference": difference,
        "now": now,
        "number": version.number + 1 if version else 1,
        "changes_url": asked.url("roster-changes"),
        "versions_url": asked.url("roster-versions"),
        "publish_url": asked.url("roster-publish"),
    }
    return render(request, "lifecycle/rosters/bar.html", look)


@roster_page("roster.view")
@require_safe
def changes(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Everybody added, removed and changed since the last publication, each with the reason."""
    version, difference, now = _since_last(asked)
    found = difference.changes if difference else []
    sources = describe([reason.source for change in found for reason in change.reasons])
    lines = [
        change_line(
            asked, change.kind, change.uid, change.name, change.cells, change.reasons, change.explained, sources
        )
        for change in found[:SHOWN]
    ]
    look = {
        "asked": asked,
        "version": version,
        "difference": difference,
        "groups": grouped(lines),
        "now": now,
        "number": version.number + 1 if version else 1,
        "publish_url": asked.url("roster-publish"),
        "roster_url": asked.url("roster"),
        "heading": f"与第 {version.number} 次发布比" if version else "还没有发布过",
    }
    return render(request, "lifecycle/rosters/changes.html", look)


@roster_page("roster.view")
@require_safe
def versions(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Every publication of the period for the area."""
    found = versions_of(asked.roster.key, asked.context.period, asked.context.area).select_related("published_by")
    lines = [
        {
            "version": version,
            "edition": edition(version),
            "counts": counted_changes(version),
            "url": asked.url("roster-version", version.uid),
        }
        for version in found
    ]
    return render(
        request,
        "lifecycle/rosters/versions.html",
        {
            "asked": asked,
            "lines": lines,
            "roster_url": asked.url("roster"),
            "compare_url": reverse("roster-compare", args=[asked.roster.key]),
        },
    )


@roster_page("roster.view")
@require_safe
def compare(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Two publications of one period and area against each other, each change with its reasons on the way."""
    older, newer = sorted(
        (_kept(asked, request.GET.get(name, "")) for name in ("one", "other")), key=lambda kept: kept.number
    )
    if (older.period, older.area_code) != (newer.period, newer.area_code):
        raise NotFound("这两次发布不是同一份名册，比不了。")
    difference = difference_between(asked.roster, older, newer)
    sources = describe([reason.source for change in difference.changes for reason in change.reasons])
    lines = [
        change_line(asked, c.kind, c.uid, c.name, c.cells, c.reasons, c.explained, sources)
        for c in difference.changes[:SHOWN]
    ]
    look = {
        "asked": asked,
        "older": older,
        "newer": newer,
        "difference": difference,
        "groups": grouped(lines),
        "versions_url": asked.url("roster-versions"),
        "roster_url": asked.url("roster"),
    }
    return render(request, "lifecycle/rosters/compare.html", look)


def _kept(asked: Asked, uid: str) -> RosterVersion:
    """A version of this roster in the user's scope, by the uid that an address carries."""
    try:
        kept = version_named(UUID(uid), asked.by.scope("roster.view"))
    except ValueError:
        kept = None
    if kept is None or kept.roster != asked.roster.key:
        raise NotFound("没有这一次发布，或不在你的范围内。")
    return kept


@roster_page("roster.view")
@require_safe
def version(request: HttpRequest, asked: Asked, uid: UUID) -> HttpResponse:
    """One publication as it was frozen, masked, with what it changed."""
    kept = _kept(asked, str(uid))
    form = Form(OFFICIAL)
    columns = [column for column in asked.roster.columns if column.printed and column.collected]
    rows = [
        {"position": row.position, "cells": form.cells(columns, row), "category": row.category}
        for row in frozen_rows(kept)[:SHOWN]
    ]
    changed = changes_of(kept)
    sources = describe([reason["source"] for change in changed for reason in change.reasons])
    lines = [
        change_line(asked, c.kind, None, c.name, c.columns, c.reasons, c.explained, sources) for c in changed[:SHOWN]
    ]
    look = {
        "asked": asked,
        "version": kept,
        "edition": edition(kept),
        "fingerprint": " ".join(kept.sha256[at : at + 8] for at in range(0, len(kept.sha256), 8)),
        "columns": columns,
        "rows": rows,
        "groups": grouped(lines),
        "versions_url": asked.url("roster-versions"),
        "roster_url": asked.url("roster"),
        "print_url": asked.url("roster-print", version=kept.uid),
        "export_url": asked.url("roster-export", version=kept.uid),
    }
    return render(request, "lifecycle/rosters/version.html", look)


@roster_page("roster.publish")
@require_POST
def publish(request: HttpRequest, asked: Asked) -> HttpResponse:
    """Freeze the roster; refusals come back as a message above the table."""
    expected = request.POST.get("expected", "")
    try:
        made = publish_roster(
            asked.roster,
            asked.context,
            by=asked.by,
            note=request.POST.get("note", "").strip(),
            expected=int(expected) if expected.isdigit() else None,
        )
    except NotFound:
        raise
    except UserError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"发布了第 {made.number} 次：{made.rows} 人，{edition(made).partition(' · ')[2]}。")
    return redirect(asked.url("roster"))


def change_line(
    asked: Asked, kind: str, uid: Any, name: str, cells: Any, reasons: Any, explained: bool, sources: Any
) -> dict[str, Any]:
    return {
        "kind": kind,
        "name": name,
        "cells": cells,
        "explained": explained,
        "reasons": [_reason_line(reason, sources) for reason in reasons],
        "why": asked.url("roster-why", uid) if uid else "",
    }


def _reason_line(reason: Any, sources: Any) -> dict[str, str]:
    text, source = (reason["text"], reason["source"]) if isinstance(reason, dict) else (reason.text, reason.source)
    return {"text": text, "source": sources[source].text if source in sources else ""}


def grouped(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    groups = [
        {"kind": kind, "title": title, "lines": [line for line in lines if line["kind"] == kind]}
        for kind, title in TITLES.items()
    ]
    return [group for group in groups if group["lines"]]
