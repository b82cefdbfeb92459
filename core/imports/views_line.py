"""One line of a file: what stood there, how it was read, what became of it. Where a value's source leads to."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core.audit import log_read
from core.errors import NotFound
from core.imports.batches import find
from core.imports.feed import Actor, feeds
from core.imports.preview import shown_columns, shown_rows
from core.imports.views import importer
from core.models import ImportRow


@importer
@require_safe
def line_page(request: HttpRequest, uid: UUID, line: int) -> HttpResponse:
    """The line of a batch that the user may see; logged, for it is personal data."""
    try:
        batch = find(uid, by=request.user)
    except NotFound as error:
        raise Http404 from error
    row = ImportRow.objects.filter(batch=batch, line=line).first()
    if row is None:
        raise Http404
    feed = feeds[batch.feed]
    shown = shown_rows([row], feed, batch.counts.get("reading", {}).get("columns", {}))[0]
    log_read(
        by=request.user, action="看来件的一行", kind="import", uid=batch.uid, label=row.label, area=batch.area_code
    )
    pages = feed.people([row.person_id], cast(Actor, request.user)) if feed.people and row.person_id else {}
    context: dict[str, Any] = {
        "batch": batch,
        "feed": feed,
        "row": row,
        "shown": shown,
        "pairs": list(zip(shown_columns(feed), shown.cells, strict=False)),
        "person_url": pages.get(row.person_id or 0, ""),
    }
    return render(request, "imports/line.html", context)
