"""Export of a register's rows: purpose asked, registered with whom it contains, approved by the level above when it is large."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from core import clock, sheets
from core.audit import log_read, register_export
from core.errors import NotFound, UserError
from core.exports.approval import approval_above, level_above, level_of, most_rows
from core.exports.exporters import Exporter, Made, exporters
from core.exports.requests import ask
from core.register.declaration import Register, cell_values, registers
from core.register.listing import Ask, rows_in
from core.register.views import RegisterView
from core.scope import Scope
from core.ui.forms import ScreenForm

FORMATS = [("xlsx", "Excel"), ("csv", "CSV")]


class PurposeForm(ScreenForm):
    """What a file is taken for; without it nothing leaves."""

    purpose = forms.CharField(label="用途", max_length=200, help_text="写明给谁、做什么用；会登记在册。")
    format = forms.ChoiceField(label="格式", choices=FORMATS, initial="xlsx")


class Export(RegisterView):
    """The rows that the list's filters leave, as a file, or as a request when there are too many persons in it."""

    def __call__(self, request: HttpRequest) -> HttpResponse | FileResponse:
        form = PurposeForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.is_valid():
            try:
                return self._answer(request, form.cleaned_data)
            except UserError as refused:
                form.refuse(refused)
        area = _area(request)
        context = {
            "register": self.register,
            "form": form,
            "list_url": self.url("list"),
            "query": request.GET.urlencode(),
            "above": approval_above(area) if self.register.people_paths else 0,
        }
        return render(request, "core/registers/export.html", context, status=422 if form.is_bound else 200)

    def _answer(self, request: HttpRequest, wanted: dict[str, Any]) -> HttpResponse | FileResponse:
        register, scope, area = self.register, self.scope(request), _area(request)
        params = {"register": register.key, "query": request.GET.urlencode(), "area": area, "format": wanted["format"]}
        if rows := _too_many(register, scope, self.ask(request), area):
            granted = request.user.scope("register.export")  # type: ignore[union-attr]
            asked = ask(
                by=request.user,
                kind="register",
                what=f"{register.title}，{rows} {register.measure}",
                params=params,
                purpose=wanted["purpose"],
                rows=rows,
                area=area,
                scope=granted,
            )
            above = level_above(asked.level_area)
            messages.info(
                request, f"超过 {approval_above(area)} 人，要{above}同意。申请已送出，同意后 24 小时内来这里取。"
            )
            return redirect("export-requests")
        return _file(params, by=request.user, purpose=wanted["purpose"])


def _area(request: HttpRequest) -> str:
    chosen = getattr(request, "area", None)
    return chosen.code if chosen else ""


def _too_many(register: Register, scope: Scope, asked: Ask, area: str) -> int:
    """The number of rows when it needs approval, else 0. UserError above what any file may hold."""
    most, above = most_rows(area), approval_above(area)
    rows = rows_in(register, scope, asked)
    counted = rows.order_by()[: most + 1].count()
    if counted > most:
        raise UserError(f"一份导出最多 {most:,} 行。", remedy="请先筛选，分几次导出。")
    return counted if register.people_paths and counted > above else 0


def _file(params: dict[str, Any], *, by: Any, purpose: str) -> FileResponse:
    folder = Path(tempfile.mkdtemp(prefix="yisheng-"))
    path = folder / "file"
    try:
        made = make(params, by=by, purpose=purpose, path=path)
        return FileResponse(path.open("rb"), as_attachment=True, filename=made.name)
    finally:
        path.unlink(missing_ok=True)  # the open file serves the answer; nothing is left on disk (SEC35)
        folder.rmdir()


def make(params: dict[str, Any], *, by: Any, purpose: str, path: Path) -> Made:
    """Write and register the file of these parameters, within what the user may see now."""
    register = registers.get(params["register"])
    if register is None or not by.has_permission("register.export"):
        raise NotFound("没有这个登记册，或者不归你导出。")
    scope = by.scope(register.permission)
    scope = scope.within(params["area"]) if params["area"] else scope
    asked = QueryDict(params["query"])
    ids: list[int] = []
    rows = _write(register, path, params["format"], _rows(register, scope, _ask(asked), ids), by, purpose)
    area = params["area"] or level_of(scope, "")
    record = register_export(
        by=by,
        what=register.title,
        params=params,
        area=area,
        purpose=purpose,
        file_format=params["format"],
        rows=rows,
        sha256=sheets.sha256_of(path),
        persons=ids,
    )
    log_read(
        by=by,
        action="export",
        kind=register.key,
        uid=record.uid,
        label=f"{register.title} {rows} 行",
        area=area,
        reason=purpose,
    )
    return Made(f"{register.title}.{params['format']}", rows, record)


def _ask(query: QueryDict) -> Ask:
    return Ask(query, query.get("q", "").strip(), query.get("sort", ""))


def _rows(register: Register, scope: Scope, asked: Ask, ids: list[int]) -> Iterator[list[str]]:
    """The texts of the rows; the persons named in them are noted in `ids`."""
    people = register.people_paths
    found = rows_in(register, scope, asked).order_by("pk")
    for row in found.values(*dict.fromkeys([*register.needs, *people])).iterator(chunk_size=5000):
        ids.extend(row[path] for path in people if row[path])
        yield cell_values(register, row)


def _write(register: Register, path: Path, file_format: str, rows: Iterator[list[str]], by: Any, purpose: str) -> int:
    """Write the file with who took it, when and for what: a second sheet in a workbook, a last line in a csv."""
    headers = [column.title for column in register.columns]
    mark = [
        ("导出人", f"{by.display_name}（{by.username}）"),
        ("导出时刻", f"{clock.now():%Y-%m-%d %H:%M}"),
        ("用途", purpose),
    ]
    if file_format == "csv":
        return sheets.write_csv(path, headers=headers, rows=rows, foot="　".join("：".join(pair) for pair in mark))
    return sheets.write_xlsx(path, sheet=register.title, headers=headers, rows=rows, note=mark)


exporters.register(Exporter("register", "登记册", make))
