"""The working-day calendar: a year at a glance, and a later year's arrangement brought in."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO
from zipfile import BadZipFile

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from python_calamine import CalamineError, CalamineWorkbook

from core import clock
from core.domain.notice import Notice, read_notice, split_lines
from core.errors import UserError
from core.permission import permitted, signed_in
from core.selectors.calendar import missing_years, year_of
from core.services.calendar import record_notice
from core.ui.forms import ScreenForm
from core.working_calendar import working_calendar

_LARGEST = 1_000_000  # bytes; a year's arrangement is some forty lines
_FIRST, _LAST = 2004, 2099


class NoticeForm(ScreenForm):
    """A year's arrangement, pasted or as a small file."""

    text = forms.CharField(
        label="粘贴安排",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text="一天一行：日期、休或班、名称。例如 2027-01-01 休 元旦。",
    )
    file = forms.FileField(label="或选一个文件", required=False, help_text="xlsx、xls 或 csv，列的次序相同。")
    source = forms.CharField(label="文号", max_length=120, help_text="例如 国办发明电〔2026〕11 号。")


@signed_in
def calendar_page(request: HttpRequest) -> HttpResponse:
    """One year: days off, make-up days, and whether its notice is known."""
    today, known = clock.today(), working_calendar()
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and _FIRST <= int(asked) <= _LAST else today.year
    context = {
        "year": year_of(known, year),
        "years": sorted(known.official_years | {today.year, today.year + 1, year}, reverse=True),
        "missing": missing_years(known, today),
        "today": today,
        "may_edit": request.user.has_permission("calendar.edit"),
    }
    return render(request, "core/calendar.html", context)


@permitted("calendar.edit")
def calendar_import(request: HttpRequest) -> HttpResponse:
    """Read the arrangement, show what was understood, store it on confirmation."""
    form = NoticeForm(request.POST or None, request.FILES or None)
    notice: Notice | None = None
    if request.method == "POST" and form.is_valid():
        try:
            notice = read_notice(_lines(form.cleaned_data), today=clock.today())
            if "store" in request.POST:
                days = record_notice(notice, source=form.cleaned_data["source"], by=request.user)
                messages.success(request, f"记下了 {days} 天。用到这一年的期限从现在起按它算。")
                return redirect(f"{request.path.removesuffix('import/')}?year={notice.years[0]}")
        except UserError as error:
            form.refuse(error)
    context = {"form": form, "notice": notice, "as_text": _as_text(notice)}
    return render(request, "core/calendar_import.html", context, status=422 if form.errors else 200)


def _lines(said: dict[str, object]) -> Sequence[Sequence[object]]:
    file = said.get("file")
    return _file_lines(file) if isinstance(file, UploadedFile) else split_lines(str(said["text"]))


def _file_lines(file: UploadedFile) -> Sequence[Sequence[object]]:
    if file.size is None or file.size > _LARGEST:
        raise UserError("文件太大。", field="file", remedy="一年的安排只有几十行，请核对是不是选错了文件。")
    content = file.read()
    if str(file.name).lower().endswith(".csv"):
        return list(csv.reader(StringIO(_decoded(content))))
    try:
        return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    except (CalamineError, BadZipFile) as error:
        raise UserError("打不开这个文件。", field="file", remedy="请另存为 xlsx，或直接粘贴。") from error


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def _as_text(notice: Notice | None) -> str:
    """What was understood, written plainly, so that confirming stores exactly what was shown."""
    if notice is None:
        return ""
    return "\n".join(f"{day.day} {'班' if day.works else '休'} {day.name}".rstrip() for day in notice.days)
