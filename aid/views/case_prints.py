"""Papers of a case: application, survey form, notice, letters of decision."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from aid.domain import posting
from aid.domain.law import AID_KINDS
from aid.selectors.case_page import CaseView, case_view
from aid.services.case_postings import supervision_phone
from aid.services.figures import figure
from aid.views.case_forms import CAUSES
from core import clock
from core.audit import log_read
from core.errors import NotFound
from core.permission import permitted

LETTERS = {
    "confirmed": "确认通知书",
    "refused": "不予确认决定书",
    "rejected": "不予受理决定书",
    "changed": "调整决定书",
    "stopped": "停止决定书",
}


def _seen(request: HttpRequest, uid: UUID, paper: str) -> CaseView:
    try:
        seen = case_view(uid, request.user)
    except NotFound as error:
        raise Http404(str(error)) from error
    row = seen.case
    log_read(
        by=request.user, action="print", kind="aid-case", uid=row.uid, label=f"{row.number} {paper}", area=row.area_code
    )
    return seen


def _paper(request: HttpRequest, template: str, seen: CaseView, **more: Any) -> HttpResponse:
    return render(request, template, {"seen": seen, "case": seen.case, "today": clock.today(), **more})


@permitted("aid.view")
@never_cache
@require_safe
def application(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The application as the family checks and signs it."""
    seen = _seen(request, uid, "申请表")
    causes = [title for key, title in CAUSES if key in seen.case.causes]
    figures = figure(seen.case) if AID_KINDS[seen.case.kind].pays != "once" else None
    return _paper(request, "aid/print_application.html", seen, causes=causes, figures=figures)


@permitted("aid.view")
@never_cache
@require_safe
def survey(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The form of the visit at home: filled in where it was made, else empty lines."""
    seen = _seen(request, uid, "入户调查表")
    done = [row for row, _ in seen.findings if row.kind == "survey"]
    return _paper(request, "aid/print_survey.html", seen, done=done[-1] if done else None)


@permitted("aid.view")
@never_cache
@require_safe
def notice(request: HttpRequest, uid: UUID, of: UUID) -> HttpResponse:
    """The notice, while its days run: afterwards it is not printed again."""
    seen = _seen(request, uid, "公示稿")
    row = next((one for one in seen.postings if one.uid == of), None)
    if row is None or row.taken_down_on is not None or clock.today() > row.until:
        raise Http404("这份公示已经期满取下，不再打印。")
    return _paper(
        request,
        "aid/print_notice.html",
        seen,
        notice=row,
        lines=posting.lines(row.content),
        organ=row.content.get("organ", ""),
    )


@permitted("aid.view")
@never_cache
@require_safe
def letter(request: HttpRequest, uid: UUID, of: UUID) -> HttpResponse:
    """A decision as the family gets it: reasons, arithmetic, where to turn."""
    seen = _seen(request, uid, "决定书")
    decision = next((one for one in seen.decisions if one.uid == of and one.verdict in LETTERS), None)
    if decision is None:
        raise Http404("没有这份决定。")
    return _paper(
        request,
        "aid/print_letter.html",
        seen,
        decision=decision,
        title=f"{seen.kind.title}{LETTERS[decision.verdict]}",
        phone=supervision_phone(seen.case, decision.on),
        district=decision.organ.endswith("民政局"),
    )
