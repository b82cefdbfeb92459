"""What the privacy officer has to look at: requests and reports with their days, activities without an assessment."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.urls import reverse

from compliance.models import ComplianceAudit, ProcessingActivity, ProcessorContract, RightsRequest, SecurityIncident
from compliance.models.outside import Returned
from core import clock
from core.scope import Scope

SOON = 30  # days
_ORDER = {"r": 0, "a": 1, "": 2}


@dataclass(frozen=True)
class Open:
    """Something that waits: `tone` r when its time is over, a when it is near."""

    title: str
    text: str
    url: str
    tone: str
    by: dt.date | dt.datetime | None


def open_matters(scope: Scope) -> list[Open]:
    """Unanswered requests, incidents to report and to close, contracts and audits that are due; the most urgent first."""
    mine, now = scope.q("area_code"), clock.now()
    found = [_request(row, now.date()) for row in RightsRequest.objects.filter(mine, answered_on=None)]
    found += [_incident(row, now) for row in SecurityIncident.objects.filter(mine, closed_on=None)]
    running = ProcessorContract.objects.filter(mine, returned=Returned.RUNNING)
    found += [_contract(row, now.date()) for row in running.filter(ends_on__lte=now.date() + dt.timedelta(days=SOON))]
    audits = ComplianceAudit.objects.filter(mine, done_on=None)
    found += [_audit(row, now.date()) for row in audits.filter(planned_on__lte=now.date() + dt.timedelta(days=SOON))]
    bare = ProcessingActivity.objects.filter(mine, sensitive=True, assessment="", ended_on=None)
    found += [_unassessed(row) for row in bare.order_by("number")]
    return sorted(found, key=lambda one: (_ORDER[one.tone], str(one.by or "~")))


def waiting_count(scope: Scope) -> int:
    """The number beside 合规 in the side bar."""
    mine = scope.q("area_code")
    requests = RightsRequest.objects.filter(mine, answered_on=None).count()
    return requests + SecurityIncident.objects.filter(mine, closed_on=None).count()


def _tone(day: dt.date, today: dt.date) -> str:
    return "r" if day < today else "a" if day <= today + dt.timedelta(days=5) else ""


def _request(row: RightsRequest, today: dt.date) -> Open:
    said = f"{row.applicant}，{row.get_relation_display()}，{row.received_on} 收到，{row.due_on} 前答复"
    url = reverse("rights-requests-detail", args=[row.uid])
    return Open(f"{row.get_right_display()}的请求 {row.number}", said, url, _tone(row.due_on, today), row.due_on)


def _incident(row: SecurityIncident, now: dt.datetime) -> Open:
    """The timer of SEC31: hours left until the authority has to know."""
    url = reverse("security-incidents-detail", args=[row.uid])
    title = f"安全事件 {row.number}：{row.kind}"
    if row.report_by and row.reported_at is None:
        hours = (row.report_by - now).total_seconds() / 3600
        left = f"还有 {hours:.0f} 小时" if hours > 0 else f"已过 {-hours:.0f} 小时"
        return Open(title, f"要向主管部门报告，{left}。", url, "r", row.report_by)
    todo = [words for words, done in (("报告主管部门", row.reported_at), ("通知个人", row.notified_at)) if not done]
    return Open(title, f"还要{'、'.join(todo) or '结案'}。", url, "a", row.found_at)


def _contract(row: ProcessorContract, today: dt.date) -> Open:
    url = reverse("processor-contracts-detail", args=[row.uid])
    said = f"{row.ends_on} 到期：收回或删除个人信息，登记下来。"
    return Open(f"委托合同 {row.number}：{row.processor}", said, url, _tone(row.ends_on, today), row.ends_on)


def _unassessed(row: ProcessingActivity) -> Open:
    url = reverse("processing-activities-edit", args=[row.uid])
    said = f"{row.title}含敏感个人信息，还没有影响评估（个人信息保护法第五十五条）。"
    return Open(f"处理活动 {row.number}", said, url, "a", None)


def _audit(row: ComplianceAudit, today: dt.date) -> Open:
    url = reverse("compliance-audits-detail", args=[row.uid])
    return Open(
        f"合规审计 {row.number}",
        f"{row.title}，计划 {row.planned_on}。",
        url,
        _tone(row.planned_on, today),
        row.planned_on,
    )
