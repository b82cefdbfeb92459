"""完整性: how far the chains reach, the anchors to print or carry away, what was archived."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from core.chain.anchors import as_file
from core.chain.linking import in_step
from core.chain.streams import streams
from core.models import Anchor, ChainLink, LogArchive
from core.permission import permitted

SHOWN = 31


@permitted("audit.view")
def audit_chain(request: HttpRequest) -> HttpResponse:
    """The heads of the chains, the anchors of the last month, the archives."""
    last = {link.stream: link for link in ChainLink.objects.order_by("stream", "-number").distinct("stream")}
    behind = in_step()
    lines = [
        {"stream": stream, "link": last.get(stream.table), "behind": behind.get(stream.table, 0)}
        for stream in streams()
        if stream.table in last or behind.get(stream.table)
    ]
    context = {
        "tab": "chain",
        "lines": lines,
        "anchors": Anchor.objects.order_by("-day")[:SHOWN],
        "archives": LogArchive.objects.order_by("-pk")[:SHOWN],
        "titles": {stream.table: stream.title for stream in streams()},
    }
    return render(request, "core/audit_chain.html", context)


@permitted("audit.view")
def audit_anchor(request: HttpRequest, day: str) -> HttpResponse:
    """An anchor as a file, to be kept elsewhere."""
    try:
        anchor = Anchor.objects.filter(day=date.fromisoformat(day)).first()
    except ValueError:
        anchor = None
    if anchor is None:
        raise Http404
    answer = HttpResponse(as_file(anchor), content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="anchor-{anchor.day}.json"'
    return answer
