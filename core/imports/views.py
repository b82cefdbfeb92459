"""The list of batches, the upload, blank forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from core.errors import UserError
from core.imports.batches import State, receive, visible
from core.imports.feed import Feed, feeds
from core.models import ImportBatch
from core.permission import signed_in
from core.sheets import TemplateColumn, write_template
from core.tasks import check_import

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 50
View = Callable[..., HttpResponse]


def importer(view: View) -> View:
    """For users who may import at least one feed; what they may bring and see is asked feed by feed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not allowed_feeds(request.user):
            return render(request, "403.html", {"permission": "import"}, status=403)
        return view(request, *args, **kwargs)

    return signed_in(guarded)


def allowed_feeds(user: Any) -> list[Feed]:
    return sorted((feed for feed in feeds if user.has_permission(feed.permission)), key=lambda feed: feed.order)


@importer
@require_http_methods(["GET", "POST"])
def batch_list(request: HttpRequest) -> HttpResponse:
    """Every batch of the user's areas, newest first; a file may be dropped on the page."""
    problem = None
    if request.method == "POST":
        try:
            return _upload(request)
        except UserError as error:
            problem = error
    page = max(int(request.GET.get("p", "1")) if request.GET.get("p", "1").isdigit() else 1, 1)
    found = list(visible(request.user)[(page - 1) * PAGE : page * PAGE + 1])
    context = {
        "batches": [(batch, feeds.get(batch.feed), _numbers(batch)) for batch in found[:PAGE]],
        "feeds": allowed_feeds(request.user),
        "problem": problem,
        "chosen": request.POST.get("feed", ""),
        "newer_url": f"?p={page - 1}" if page > 1 else "",
        "older_url": f"?p={page + 1}" if len(found) > PAGE else "",
    }
    return render(request, "imports/list.html", context, status=422 if problem else 200)


def _numbers(batch: ImportBatch) -> list[tuple[int | None, str]]:
    """(number, tone) of rows, accepted, review, refused; None before the check is over."""
    tones = {"review": "amb", "refused": "red"}
    wanted = ("rows", "accepted", "review", "refused")
    return [(batch.counts.get(name), tones.get(name, "") if batch.counts.get(name) else "") for name in wanted]


def _upload(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    if file is None:
        raise UserError("没有收到文件。", remedy="请选一个 xlsx、xls 或 csv 文件。")
    received = receive(
        file.read(),
        file_name=file.name or "",
        by=request.user,
        feed_code=request.POST.get("feed", ""),
        sheet=request.POST.get("sheet", ""),
        mapping_allowed=True,
    )
    batch, user_id = received.batch, request.user.pk
    if not received.layout.missing:
        batch.state = State.CHECKING
        batch.save(update_fields=["state"])
        transaction.on_commit(lambda: check_import.delay(batch.pk, user_id))
    return redirect("import", uid=batch.uid)


@importer
@require_GET
def blank(request: HttpRequest, code: str) -> HttpResponse:
    """An empty form of a feed: required columns marked, text format, lists to choose from, an instruction sheet."""
    feed = feeds.get(code.upper())
    if feed is None or feed not in allowed_feeds(request.user):
        raise Http404
    columns = [TemplateColumn(c.header, c.value_required, c.help, c.example, c.choices) for c in feed.columns]
    out = io.BytesIO()
    write_template(out, title=feed.title, columns=columns)
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{feed.key}-blank.xlsx"'
    return response
