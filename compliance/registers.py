"""The compliance registers: each a list of lines over compliance/ledger.py."""

from __future__ import annotations

from compliance.ledger import EDIT, VIEW, Ledger, Line
from compliance.services import rules
from core.register import declare
from core.register.declaration import Filter, Register, registers

NUMBER = Line("number", required=True, help="本单位内不重复", example="2026-001")


def _declare(
    key: str, title: str, noun: str, ledger: Ledger, shown: tuple[str, ...], *filters: Filter, empty: str
) -> None:
    declare(
        Register(
            key=key,
            title=title,
            noun=noun,
            model=ledger.model,
            permission=VIEW,
            edit_permission=EDIT,
            columns=ledger.columns(("number", *shown)),
            filters=filters,
            fields=ledger.fields(),
            plan=ledger.plan,
            save=ledger.save,
            prefill=ledger.texts,
            importable=False,
            people=(),
            empty_words=empty,
        )
    )


_declare(
    "processing-activities",
    "处理活动",
    "处理活动",
    Ledger(
        "compliance.ProcessingActivity",
        (
            NUMBER,
            Line("title", True, example="适龄儿童名册"),
            Line("purpose", True, example="保障适龄儿童入学"),
            Line("legal_basis", True, "个人信息保护法第十三条", "履行法定职责或法定义务所必需"),
            Line("law", False, "不靠本人同意的必填：法律名称和条款", "义务教育法第十三条"),
            Line("categories", True, "收集哪些项目", "姓名、证号、出生日期、监护人电话"),
            Line("sensitive", True, "证号、健康、不满十四周岁的人等（第二十八条）", "否"),
            Line("subjects", True, example="适龄儿童及其监护人"),
            Line("recipients", example="区教育局"),
            Line("kept_for", True, example="名册发布后三年"),
            Line("assessment", help="含敏感个人信息的必填：影响评估的编号"),
            Line("started_on", example="2026-01-01"),
            Line("ended_on", help="还在处理的不填"),
        ),
        check=rules.check_activity,
    ),
    ("title", "legal_basis", "law", "sensitive", "assessment", "kept_for"),
    Filter("sensitive", "敏感", "choice", "sensitive", lambda: [("True", "含敏感信息"), ("False", "不含")]),
    empty="每一件处理个人信息的事登记一条：目的、依据、种类、保存期。",
)
_declare(
    "impact-assessments",
    "影响评估",
    "影响评估",
    Ledger(
        "compliance.ImpactAssessment",
        (
            NUMBER,
            Line("title", True, example="适龄儿童名册的影响评估"),
            Line("trigger", True, "个人信息保护法第五十五条", "处理敏感个人信息"),
            Line("assessed_on", True, example="2026-01-05"),
            Line("assessor", True, example="区社区服务中心"),
            Line("necessity", True, example="入学摸底为法定职责，项目按布局，没有多收"),
            Line("risks", True, example="证号泄露可能被冒用"),
            Line("measures", True, example="加密保存、默认遮住、导出审批"),
            Line("conclusion", True, example="可以开展"),
        ),
        complete=rules.kept_three_years("assessed_on"),
    ),
    ("title", "trigger", "assessed_on", "conclusion", "kept_until"),
    empty="处理敏感个人信息、委托、提供、公开以前先评估，报告至少留三年。",
)
_declare(
    "processor-contracts",
    "委托合同",
    "委托合同",
    Ledger(
        "compliance.ProcessorContract",
        (
            NUMBER,
            Line("processor", True, example="某某信息技术有限公司"),
            Line("purpose", True, example="系统运行维护"),
            Line("method", True, example="驻场，不得带离"),
            Line("categories", True, example="数据库中的全部项目（加密）"),
            Line("measures", True, example="双因素登录、操作留痕、保密协议"),
            Line("duties", True, example="按合同处理，接受检查，到期返还或删除"),
            Line("starts_on", True, example="2026-01-01"),
            Line("ends_on", True, example="2099-12-31"),
            Line("may_pass_on", True, "没有同意不得转委托（第二十一条）", "否"),
            Line("returned", True, example="还在履行"),
            Line("supervised_on", example="2026-06-30"),
        ),
        check=rules.check_contract,
    ),
    ("processor", "purpose", "starts_on", "ends_on", "returned"),
    empty="运维、短信等受托处理个人信息的，每份合同登记一条。",
)
_declare(
    "security-incidents",
    "安全事件",
    "安全事件",
    Ledger(
        "compliance.SecurityIncident",
        (
            NUMBER,
            Line("found_at", True, "例如 2026-03-05 14:30", "2026-03-05 14:30"),
            Line("kind", True, example="名册误发到居民群"),
            Line("categories", True, example="姓名、出生日期"),
            Line("persons", example="12"),
            Line("cause", True, example="选错发送对象"),
            Line("harm", True, example="可能被骚扰"),
            Line("mended", True, example="两分钟内撤回，逐人确认删除"),
            Line("advice", True, "告诉个人可以怎样减轻危害", "留意陌生来电"),
            Line("contact", True, "居民问谁", "020-83330000"),
            Line("grave", True, "是的话要在 24 小时内报告", "否"),
            Line("reported_at", help="例如 2026-03-05 16:00"),
            Line("notified_at"),
            Line("closed_on"),
        ),
        complete=rules.complete_incident,
        check=rules.check_incident,
    ),
    ("found_at", "kind", "persons", "grave", "report_by", "reported_at", "notified_at", "closed_on"),
    empty="发生或可能发生泄露、篡改、丢失，立即补救，登记，通知。",
)
_declare(
    "rights-requests",
    "权利请求",
    "权利请求",
    Ledger(
        "compliance.RightsRequest",
        (
            NUMBER,
            Line("applicant", True, example="何丽容"),
            Line("relation", True, "死者近亲属可以为自身合法、正当利益（第四十九条）", "本人"),
            Line("contact", example="020-83330000"),
            Line("right", True, example="查阅、复制"),
            Line("detail", True, example="想看自己在系统里的资料"),
            Line("received_on", True, example="2026-03-02"),
            Line("answered_on"),
            Line("outcome"),
            Line("answer", help="不办的要写理由"),
        ),
        complete=rules.complete_request,
        check=rules.check_request,
    ),
    ("applicant", "right", "received_on", "due_on", "answered_on", "outcome"),
    Filter(
        "outcome",
        "结果",
        "choice",
        "outcome",
        lambda: [("done", "照办"), ("partly", "部分照办"), ("refused", "不予办理")],
    ),
    empty="居民要查、要改、要删，登记一条，按期答复。",
)
_declare(
    "compliance-audits",
    "合规审计",
    "合规审计",
    Ledger(
        "compliance.ComplianceAudit",
        (
            NUMBER,
            Line("title", True, example="2026 年度个人信息处理合规审计"),
            Line("auditor", True, example="区审计室"),
            Line("planned_on", True, example="2026-12-01"),
            Line("done_on"),
            Line("findings"),
            Line("mended"),
            Line("report"),
        ),
    ),
    ("title", "auditor", "planned_on", "done_on"),
    empty="定期审计处理个人信息是否守法（个人信息保护法第五十四条）。",
)
_declare(
    "provisions",
    "对外提供",
    "对外提供",
    Ledger(
        "compliance.Provision",
        (
            NUMBER,
            Line("recipient", True, example="越秀区教育局"),
            Line("contact", True, example="基教科 020-87650000"),
            Line("purpose", True, example="适龄儿童入学摸底"),
            Line("method", True, example="政务网盘"),
            Line("categories", True, example="名册 JY03 各列"),
            Line("persons", example="120"),
            Line("legal_basis", True, example="履行法定职责或法定义务所必需"),
            Line("law", True, "法律条款，或单独同意书的编号", "义务教育法第十三条"),
            Line("provided_on", True, example="2026-09-01"),
            Line("export", help="导出登记的校验码前 12 位"),
        ),
        complete=rules.kept_three_years("provided_on"),
        check=rules.check_provision,
    ),
    ("recipient", "purpose", "persons", "law", "provided_on", "kept_until"),
    empty="把个人信息给了别的单位，每次登记一条，至少留三年。",
)
_declare(
    "privacy-notices",
    "告知版本",
    "告知版本",
    Ledger(
        "compliance.PrivacyNotice",
        (
            NUMBER,
            Line("title", True, example="社区人口信息采集告知书"),
            Line("audience", True, example="接受采集的居民"),
            Line("processor", True, example="越秀区社区服务中心 020-87650000"),
            Line("purpose", True, example="建立居民底册，用于户籍、教育、养老、救助等法定职责"),
            Line("kept_for", True, example="居住期间和迁出、死亡后的法定保存期"),
            Line("rights", True, example="到社区或在门户查阅、更正；不服可以投诉"),
            Line("effective_on", True, example="2026-01-01"),
            Line("ended_on"),
            Line("shown_at", True, example="采集表首页、社区公告栏"),
        ),
    ),
    ("title", "audience", "effective_on", "ended_on"),
    empty="收集以前告诉居民：谁、为什么、收什么、留多久、怎样行使权利。",
)


def registers_of_compliance() -> list[Register]:
    """The registers of this room, in the order of the overview."""
    return [register for register in registers if register.model.startswith("compliance.")]
