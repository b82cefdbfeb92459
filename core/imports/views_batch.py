"""One batch: its progress, its columns, its preview, its end."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from core import clock
from core.audit import log_read
from core.errors import NotFound, UserError
from core.imports import progress
from core.imports.batches import State, abandon, find, match_headers, reopen
from core.imports.committing import row_of
from core.imports.feed import Actor, Feed, feeds
from core.imports.passing import passed_on
from core.imports.preview import PAGE, ShownRow, rows_in_order, shown_columns, shown_rows
from core.imports.resolving import DECISIONS, foresee, questioned, resolve_row
from core.imports.returning import returned_workbook
from core.imports.views import XLSX, importer
from core.models import ImportBatch, ImportRow
from core.tasks import check_import, commit_import, undo_import

RUNNING = (State.CHECKING, State.COMMITTING, State.UNDOING)
STEPS = {
    State.UPLOADED: 2, State.CHECKING: 2, State.PREVIEW: 3, State.COMMITTING: 4, State.COMMITTED: 6, State.UNDOING: 6,
    State.UNDONE: 6, State.REFUSED: 2, State.ABANDONED: 2,
}  # fmt: skip


def _batch(request: HttpRequest, uid: UUID) -> tuple[ImportBatch, Feed]:
    try:
        batch = find(uid, by=request.user)
    except NotFound as error:
        raise Http404 from error
    return batch, feeds[batch.feed]


def _base(batch: ImportBatch, feed: Feed) -> dict[str, Any]:
    return {"batch": batch, "feed": feed, "step": STEPS[State(batch.state)], "counts": batch.counts}


@importer
@require_GET
def batch_page(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The page that fits the batch's state: columns to match, progress, preview, or what was done."""
    batch, feed = _batch(request, uid)
    if batch.state == State.UPLOADED:
        return _columns_page(request, batch, feed)
    if batch.state in RUNNING:
        return render(request, "imports/progress.html", _base(batch, feed) | _progress(batch))
    if batch.state in (State.REFUSED, State.ABANDONED):
        return render(request, "imports/ended.html", _base(batch, feed))
    return _rows_page(request, batch, feed)


@importer
@require_GET
def progress_part(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The part that polls; when the step is over the page is asked for anew."""
    batch, feed = _batch(request, uid)
    if batch.state not in RUNNING:
        response = HttpResponse(status=200)
        response["HX-Refresh"] = "true"
        return response
    return render(request, "imports/progress_part.html", _base(batch, feed) | _progress(batch))


def _progress(batch: ImportBatch) -> dict[str, Any]:
    told = progress.of(batch.uid)
    running = told.get("phase") in ("checking", "committing")
    done, total = (told.get("done", 0), told.get("total") or batch.total) if running else (0, batch.total)
    seconds = clock.now().timestamp() - told.get("since", 0) if told.get("since") and done else 0
    counts = told.get("counts", {}) if running else {}
    return {
        "done": done,
        "total": total,
        "percent": min(done * 100 // total, 100) if total else 0,
        "left": round(seconds / done * (total - done)) if seconds and done < total else None,
        "found": told.get("kinds", []) if running else [],
        "cells": _cells(counts) if counts else [],
    }


def _cells(counts: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"number": counts.get("accepted", 0), "label": "可入库"},
        {"number": counts.get("corrected", 0), "label": "其中已改正"},
        {"number": counts.get("review", 0), "label": "要核对", "tone": "amb" if counts.get("review") else ""},
        {"number": counts.get("refused", 0), "label": "退回", "tone": "red" if counts.get("refused") else ""},
        {"number": counts.get("unchanged", 0), "label": "与底册相同"},
    ]


def _columns_page(
    request: HttpRequest, batch: ImportBatch, feed: Feed, problem: UserError | None = None
) -> HttpResponse:
    _, layout = reopen(batch)
    used = set(layout.columns.values())
    free = [header for index, header in enumerate(layout.headers) if header and index not in used]
    wanted = [column for column in feed.columns if column.field not in layout.columns]
    wanted.sort(key=lambda column: not column.column_required)
    matched = [(feed.column(name).header, layout.headers[index]) for name, index in layout.columns.items()]
    context = {"wanted": wanted, "free": free, "matched": matched, "problem": problem, "chosen": request.POST}
    return render(request, "imports/columns.html", _base(batch, feed) | context, status=422 if problem else 200)


@importer
@require_POST
def columns(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Which column is which, said by a person; remembered; then the rows are checked."""
    batch, feed = _batch(request, uid)
    chosen = {
        request.POST[f"col_{column.field}"]: column.field
        for column in feed.columns
        if request.POST.get(f"col_{column.field}")
    }
    try:
        match_headers(batch, chosen, by=request.user)
    except UserError as error:
        return _columns_page(request, batch, feed, error)
    return _start_check(request, batch)


@importer
@require_POST
def check_again(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Check once more: the base may have changed, or the last attempt failed."""
    batch, _ = _batch(request, uid)
    return _start_check(request, batch)


def _start_check(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    ImportBatch.objects.filter(pk=batch.pk, state__in=[State.UPLOADED, State.PREVIEW]).update(state=State.CHECKING)
    user_id = request.user.pk
    transaction.on_commit(lambda: check_import.delay(batch.pk, user_id))
    return redirect("import", uid=batch.uid)


def _rows_page(request: HttpRequest, batch: ImportBatch, feed: Feed) -> HttpResponse:
    wanted = request.GET.get("v", "")
    page = max(int(request.GET.get("p", "1")) if request.GET.get("p", "1").isdigit() else 1, 1)
    rows = list(rows_in_order(batch, wanted)[(page - 1) * PAGE : page * PAGE + 1])
    places = batch.counts.get("reading", {}).get("columns", {})
    shown = shown_rows(rows[:PAGE], feed, places)
    link = f"?v={wanted}&p=" if wanted else "?p="
    accepted = ImportRow.objects.filter(batch=batch, verdict="accepted")
    context = {
        "columns": shown_columns(feed),
        "rows": shown,
        "people": _people(request, feed, shown) if batch.state == State.COMMITTED else {},
        "wanted": wanted,
        "cells": _filter_cells(batch, wanted),
        "to_return": batch.counts["refused"] + batch.counts["review"],
        "fresh": accepted.filter(person_id=None).count() if batch.state == State.PREVIEW else 0,
        "known": accepted.exclude(person_id=None).count() if batch.state == State.PREVIEW else 0,
        "newer_url": f"{link}{page - 1}" if page > 1 else "",
        "older_url": f"{link}{page + 1}" if len(rows) > PAGE else "",
        "undo": batch.counts.get("undo"),
        "passed_on": passed_on(batch),
    }
    return render(request, "imports/rows.html", _base(batch, feed) | context)


def _people(request: HttpRequest, feed: Feed, rows: list[ShownRow]) -> dict[int, str]:
    """Pages of the persons that rows became, as far as the user may see them."""
    found = [row.person_id for row in rows if row.person_id]
    return feed.people(found, cast(Actor, request.user)) if feed.people else {}


def _filter_cells(batch: ImportBatch, wanted: str) -> list[dict[str, Any]]:
    c = batch.counts
    went = {State.PREVIEW: "入库", State.COMMITTED: "已入库"}.get(State(batch.state), "入过库，后来撤销")
    corrected = f"，其中 {c['corrected']} 行已改正" if c["corrected"] else ""
    said = [
        ("", c["rows"], "全部行", ""),
        ("ok", c["accepted"], f"{went}{corrected}", ""),
        ("same", c["unchanged"], "与底册相同", ""),
        ("chk", c["review"], "要人核对", "amb" if c["review"] else ""),
        ("bad", c["refused"], "退回", "red" if c["refused"] else ""),
        ("skip", c["skipped"], "跳过（合计、填表人），不算行", "mut"),
    ]
    return [
        {"number": number, "label": label, "url": f"?v={key}" if key else "?", "current": key == wanted, "tone": tone}
        for key, number, label, tone in said
    ]


@importer
@require_POST
def commit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Let the good rows in; the worker does it, this page shows how far it is."""
    batch, _ = _batch(request, uid)
    changed = ImportBatch.objects.filter(pk=batch.pk, state=State.PREVIEW).update(state=State.COMMITTING)
    if changed:
        user_id = request.user.pk
        transaction.on_commit(lambda: commit_import.delay(batch.pk, user_id))
    return redirect("import", uid=batch.uid)


@importer
@require_POST
def abandon_batch(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Give the batch up, or stop a check that is running."""
    batch, _ = _batch(request, uid)
    try:
        abandon(batch, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    return redirect("import", uid=batch.uid)


@importer
@require_POST
def undo(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take a committed batch back; what later facts rest on stays, and the page says why."""
    batch, _ = _batch(request, uid)
    changed = ImportBatch.objects.filter(pk=batch.pk, state=State.COMMITTED).update(state=State.UNDOING)
    if changed:
        user_id = request.user.pk
        transaction.on_commit(lambda: undo_import.delay(batch.pk, user_id))
    return redirect("import", uid=batch.uid)


@importer
@require_GET
def returned(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The returned workbook; the download is registered with the exports."""
    batch, _ = _batch(request, uid)
    response = HttpResponse(returned_workbook(batch, by=request.user), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{batch.feed}-returned-{str(batch.uid)[:8]}.xlsx"'
    return response


@importer
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, uid: UUID, line: int) -> HttpResponse:
    """A questioned row beside the persons it may mean or collides with; the reviewer decides."""
    batch, feed = _batch(request, uid)
    try:
        row = questioned(batch, line)
    except NotFound as error:
        messages.warning(request, str(error))
        return redirect("import", uid=batch.uid)
    problem = None
    if request.method == "POST":
        fills = {
            name.removeprefix("fill_"): request.POST.get(name, "") for name in request.POST if name.startswith("fill_")
        }
        try:
            chosen = request.POST.get("with", "")
            resolve_row(batch, line, request.POST.get("decision", ""), by=request.user, fills=fills, chosen=chosen)
        except UserError as error:
            problem = error
        else:
            messages.success(request, f"第 {line} 行：{DECISIONS[request.POST['decision']]}。")
            return redirect(
                f"{reverse('import', args=[batch.uid])}?v=chk" if _more(batch) else reverse("import", args=[batch.uid])
            )
    places = batch.counts.get("reading", {}).get("columns", {})
    faulty = {p["column"] for p in row.problems}
    shown = shown_rows([row], feed, places)[0]
    context = {
        "row": row,
        "shown": shown,
        "pairs": list(zip(shown_columns(feed), shown.cells, strict=True)),
        "fillable": [column for column in feed.columns if column.header in faulty and column.field in places],
        "problem": problem,
        **_beside(request, batch, feed, row),
    }
    return render(request, "imports/review.html", _base(batch, feed) | context, status=422 if problem else 200)


def _beside(request: HttpRequest, batch: ImportBatch, feed: Feed, row: ImportRow) -> dict[str, Any]:
    """The persons the row may mean, the one looked at (`?with=`, else the likeliest), and what either decision would do."""
    actor = cast(Actor, request.user)
    found = feed.conflict(row_of(row), actor) if feed.conflict else []
    if not found:
        return {"candidates": [], "against": None}
    wanted = request.POST.get("with") or request.GET.get("with", "")
    against = next((person for person in found if person.uid == wanted), found[0])
    log_read(
        by=request.user,
        action="核对导入行",
        kind="person",
        uid=UUID(against.uid),
        label=against.name,
        area=batch.area_code,
    )
    return {
        "candidates": found,
        "against": against,
        "if_same": foresee(batch, row.line, "same", by=actor, chosen=against.uid),
        "if_other": foresee(batch, row.line, "accept", by=actor) if against.open else None,
    }


def _more(batch: ImportBatch) -> bool:
    return ImportRow.objects.filter(batch=batch, verdict="review").exists()
