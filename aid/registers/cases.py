"""The list 救助."""

from __future__ import annotations

from aid.domain.case_states import STATE_CHOICES, State
from aid.domain.law import AID_KINDS, KIND_CHOICES
from core.register import declare
from core.register.declaration import Filter, Register, area, code, day, text

declare(
    Register(
        key="aid-cases",
        title="救助",
        noun="救助",
        measure="件",
        model="aid.AidCase",
        permission="aid.view",
        page="aid-case",
        new_page="aid-case-new",
        edit_permission="aid.assist",
        columns=(
            text("applicant__name", "申请人", link=True),
            code("kind", "类型", lambda value: AID_KINDS[value].title),
            code("state", "状态", lambda value: State(value).title),
            area("area_code", "社区"),
            day("applied_on", "申请", sort="applied_on"),
            day("accepted_on", "受理"),
            day("due_on", "办结期限"),
            day("review_on", "下次复核"),
            text("number", "申请编号", sort="number"),
        ),
        filters=(
            Filter("state", "状态", "choice", "state", lambda: STATE_CHOICES),
            Filter("kind", "类型", "choice", "kind", lambda: KIND_CHOICES),
            Filter("number", "申请编号", "text", "number"),
            Filter("applied", "申请日期", "from-to", "applied_on"),
            Filter("area", "地区", "area", "area_code"),
        ),
        people=("applicant_id",),
        empty_words="可以替居民申请，也可以从困难线索开始。",
    )
)
