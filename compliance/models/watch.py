"""When something went wrong, when a resident asks, when the office looks at itself."""

from django.db import models

from compliance.models.entry import Entry
from core.crypto import EncryptedTextField
from core.history import tracked


class Right(models.TextChoices):
    """个人信息保护法 第四十四条至第五十条."""

    KNOW = "know", "知情、决定、限制或拒绝"
    CONSULT = "consult", "查阅、复制"
    TRANSFER = "transfer", "转移"
    CORRECT = "correct", "更正、补充"
    DELETE = "delete", "删除、注销"
    EXPLAIN = "explain", "解释说明处理规则"


class Relation(models.TextChoices):
    SELF = "self", "本人"
    GUARDIAN = "guardian", "监护人"
    KIN = "kin", "死者近亲属"


class Outcome(models.TextChoices):
    DONE = "done", "照办"
    PARTLY = "partly", "部分照办"
    REFUSED = "refused", "不予办理"


@tracked()
class SecurityIncident(Entry):
    """A leak, alteration or loss that happened or may have: mended at once, told to the authority and to people (PIPL 57)."""

    found_at = models.DateTimeField("发现时刻")
    kind = models.CharField("发生了什么", max_length=200)
    categories = models.CharField("涉及的个人信息种类", max_length=300)
    persons = models.PositiveIntegerField("涉及多少人", null=True)
    cause = models.CharField("原因", max_length=300)
    harm = models.CharField("可能造成的危害", max_length=300)
    mended = models.CharField("已采取的补救措施", max_length=500)
    advice = models.CharField("个人可以采取的减轻措施", max_length=500)
    contact = models.CharField("联系方式", max_length=120)
    grave = models.BooleanField("危害国家安全、公共利益", default=False)
    report_by = models.DateTimeField("最晚报告", null=True)
    reported_at = models.DateTimeField("已报主管部门", null=True)
    notified_at = models.DateTimeField("已通知个人", null=True)
    closed_on = models.DateField("结案", null=True)

    class Meta:
        verbose_name = "安全事件"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="incident_number_once")]


@tracked()
class RightsRequest(Entry):
    """A resident (or who stands for one) asks for what the law gives: answered within the time, with reasons (PIPL 44-50)."""

    applicant = models.CharField("申请人", max_length=60)
    relation = models.CharField("是谁", max_length=8, choices=Relation.choices)
    contact = EncryptedTextField("联系方式", default=b"")
    right = models.CharField("要求什么", max_length=8, choices=Right.choices)
    detail = models.CharField("具体要求", max_length=500)
    received_on = models.DateField("收到日")
    due_on = models.DateField("最晚答复")
    answered_on = models.DateField("答复日", null=True)
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices, blank=True)
    answer = models.CharField("怎样答复，不办的理由", max_length=500, blank=True)

    class Meta:
        verbose_name = "权利请求"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="rights_number_once")]


@tracked()
class ComplianceAudit(Entry):
    """A regular look at whether processing keeps to the law (PIPL 54)."""

    title = models.CharField("审计什么", max_length=120)
    auditor = models.CharField("由谁审计", max_length=120)
    planned_on = models.DateField("计划日")
    done_on = models.DateField("完成日", null=True)
    findings = models.CharField("发现", max_length=500, blank=True)
    mended = models.CharField("整改", max_length=500, blank=True)
    report = models.CharField("报告在哪里", max_length=200, blank=True)

    class Meta:
        verbose_name = "合规审计"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="compliance_audit_number_once")]
