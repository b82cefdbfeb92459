"""看看那时: what was learned of a roster since a moment; a file taken then, once more."""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from core.errors import NotFound
from core.permission import permitted
from core.sources import describe
from lifecycle.roster.again import export_again
from lifecycle.roster.learned import learned_since
from lifecycle.views.asked import Asked, roster_page
from lifecycle.views.editions import SHOWN, change_line, grouped


@roster_page("roster.view")
@require_safe
def learned(request: HttpRequest, asked: Asked) -> HttpResponse:
    """The roster as known then against the same day's as known now, with the reasons; with htmx only the line of numbers."""
    if asked.context.known_at is None:
        return redirect(asked.url("roster"))
    difference, then, now = learned_since(asked.roster, asked.context, by=asked.by)
    look = {
        "asked": asked,
        "difference": difference,
        "then": then,
        "now": now,
        "roster_url": asked.url("roster"),
        "learned_url": asked.url("roster-learned"),
    }
    if request.htmx:
        return render(request, "lifecycle/rosters/learned_bar.html", look)
    shown = difference.changes[:SHOWN]
    sources = describe([reason.source for change in shown for reason in change.reasons])
    present = replace(asked, context=replace(asked.context, known_at=None))
    lines = [change_line(present, c.kind, c.uid, c.name, c.cells, c.reasons, c.explained, sources) for c in shown]
    look |= {"groups": grouped(lines), "more": len(difference.changes) - len(shown)}
    return render(request, "lifecycle/rosters/learned.html", look)


@permitted("roster.export")
@never_cache
@require_POST
def again(request: HttpRequest, uid: UUID) -> HttpResponse | FileResponse:
    """The same bytes as a registered export; a refusal is a page that says why."""
    with tempfile.TemporaryDirectory(prefix="roster-") as folder:
        try:
            made = export_again(
                uid, by=request.user, path=Path(folder) / "roster", purpose=request.POST.get("purpose", "")
            )
        except NotFound as missing:
            raise Http404(missing.message) from missing
        content = io.BytesIO(made.path.read_bytes())
    return FileResponse(content, as_attachment=True, filename=made.name)
