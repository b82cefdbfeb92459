"""What the law computes for an entry, and what it does not let stand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from compliance.ledger import Values, must
from compliance.models import ImpactAssessment
from compliance.models.outside import Returned
from compliance.models.processing import Conclusion, LegalBasis
from compliance.parameters import ANSWER_DAYS, REPORT_HOURS
from core import clock
from core.errors import UserError
from core.parameters import Parameter, read
from core.retention import PROVISIONS, days_kept
from core.working_calendar import working_calendar


def number_in_force(parameter: Parameter, on: dt.date) -> int:
    """The value in force, else the one that ships with the product."""
    value = read(parameter.key, on=on, area="000000").value
    return int(value if value is not None else parameter.seeds[0].value)


def kept_three_years(key: str) -> Any:
    """个人信息保护法 第五十六条, 网络数据安全管理条例 第十二条: from that day on, three years at least."""

    def complete(values: Values) -> Values:
        return {"kept_until": values[key] + dt.timedelta(days=days_kept(PROVISIONS))} if values[key] else {}

    return complete


def check_activity(values: Values, area: str) -> None:
    """SEC12, PIPL 55: sensitive information is not processed before an assessment that lets it begin."""
    if values["legal_basis"] != LegalBasis.CONSENT:
        must(values, "law", "不靠本人同意的处理，要写明依据的法律条款（个人信息保护法第十三条）。")
    if not values["sensitive"] or values["ended_on"]:
        return
    must(values, "assessment", "处理敏感个人信息，先做影响评估，把评估编号写在这里（个人信息保护法第五十五条）。")
    found = ImpactAssessment.objects.filter(area_code=area, number=values["assessment"]).first()
    if found is None:
        raise UserError(
            f"没有编号为 {values['assessment']} 的影响评估。", field="assessment", remedy="请先登记影响评估。"
        )
    if found.conclusion == Conclusion.STOP:
        raise UserError(f"评估 {found.number} 的结论是不得开展。", field="assessment")


def check_contract(values: Values, area: str) -> None:
    """PIPL 21: at the end the information is returned or deleted, and not passed on without consent."""
    if values["ends_on"] < values["starts_on"]:
        raise UserError("期限到不能早于期限从。", field="ends_on")
    if values["ends_on"] < clock.today() and values["returned"] == Returned.RUNNING:
        raise UserError("合同已到期，要写明个人信息是返还了还是删除了。", field="returned")


def complete_incident(values: Values) -> Values:
    """网络数据安全管理条例 第十条: a grave one is reported within 24 hours of being found."""
    if not values["grave"] or not values["found_at"]:
        return {"report_by": None}
    hours = number_in_force(REPORT_HOURS, values["found_at"].date())
    return {"report_by": values["found_at"] + dt.timedelta(hours=hours)}


def check_incident(values: Values, area: str) -> None:
    """PIPL 57: an incident is not closed before authority and people were told (or the harm was averted, which is a reason)."""
    if values["closed_on"]:
        must(values, "reported_at", "结案以前要报告主管部门（个人信息保护法第五十七条）。")
    if values["found_at"] and values["found_at"] > clock.now():
        raise UserError("发现时刻在现在以后。", field="found_at")


def complete_request(values: Values) -> Values:
    if not values["received_on"]:
        return {}
    days = number_in_force(ANSWER_DAYS, values["received_on"])
    return {"due_on": working_calendar().add(values["received_on"], days)}


def check_request(values: Values, area: str) -> None:
    """PIPL 50: an answer has its day; a refusal says why."""
    if bool(values["answered_on"]) != bool(values["outcome"]):
        raise UserError("答复日和结果要一起填。", field="outcome")
    if values["outcome"] in ("refused", "partly"):
        must(values, "answer", "不办或只办一部分，要说明理由（个人信息保护法第五十条）。")
    if values["answered_on"] and values["answered_on"] < values["received_on"]:
        raise UserError("答复日不能早于收到日。", field="answered_on")


def check_provision(values: Values, area: str) -> None:
    """PIPL 23: with the person's separate consent, or on a ground in law."""
    must(values, "law", "要写法律条款，或单独同意书的编号（个人信息保护法第二十三条）。")
