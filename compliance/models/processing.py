"""What is processed on which ground, what was weighed before, what people were told."""

from django.db import models

from compliance.models.entry import Entry
from core.history import tracked
from core.models.fields import CodeField


class LegalBasis(models.TextChoices):
    """个人信息保护法 第十三条: the grounds on which personal information may be processed."""

    CONSENT = "consent", "取得个人同意"
    CONTRACT = "contract", "订立、履行合同所必需"
    DUTY = "duty", "履行法定职责或法定义务所必需"
    HEALTH = "health", "应对突发公共卫生事件或紧急情况所必需"
    NEWS = "news", "为公共利益实施新闻报道、舆论监督"
    PUBLIC = "public", "合理处理已公开的个人信息"
    OTHER = "other", "法律、行政法规规定的其他情形"


class Trigger(models.TextChoices):
    """个人信息保护法 第五十五条: when an assessment must come before."""

    SENSITIVE = "sensitive", "处理敏感个人信息"
    AUTOMATED = "automated", "利用个人信息进行自动化决策"
    PROVIDED = "provided", "委托处理、向他人提供、公开"
    ABROAD = "abroad", "向境外提供"
    OTHER = "other", "其他对个人权益有重大影响"


class Conclusion(models.TextChoices):
    GO = "go", "可以开展"
    MEND = "mend", "整改后开展"
    STOP = "stop", "不得开展"


@tracked()
class ProcessingActivity(Entry):
    """Something the office does with personal information, with its purpose and its ground in law (PIPL 13, 34)."""

    title = models.CharField("处理活动", max_length=80)
    purpose = models.CharField("目的", max_length=300)
    legal_basis = models.CharField("合法性基础", max_length=10, choices=LegalBasis.choices)
    law = models.CharField("依据的法律条款", max_length=200)
    categories = models.CharField("个人信息种类", max_length=300)
    sensitive = models.BooleanField("含敏感个人信息", default=False)
    subjects = models.CharField("涉及谁", max_length=120)
    recipients = models.CharField("提供给谁", max_length=200, blank=True)
    kept_for = models.CharField("保存期限", max_length=120)
    assessment = CodeField("影响评估编号", max_length=40, blank=True)
    started_on = models.DateField("开始", null=True)
    ended_on = models.DateField("停止", null=True)

    class Meta:
        verbose_name = "处理活动"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="activity_number_once")]


@tracked()
class ImpactAssessment(Entry):
    """A personal information protection impact assessment; report and record are kept three years (PIPL 55, 56)."""

    title = models.CharField("评估什么", max_length=120)
    trigger = models.CharField("为什么要评估", max_length=10, choices=Trigger.choices)
    assessed_on = models.DateField("评估日")
    assessor = models.CharField("评估人", max_length=80)
    necessity = models.CharField("目的、方式是否合法、正当、必要", max_length=500)
    risks = models.CharField("对个人权益的影响和安全风险", max_length=500)
    measures = models.CharField("保护措施是否合法、有效、与风险相适应", max_length=500)
    conclusion = models.CharField("结论", max_length=6, choices=Conclusion.choices)
    kept_until = models.DateField("报告至少留到")

    class Meta:
        verbose_name = "影响评估"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="assessment_number_once")]


@tracked()
class PrivacyNotice(Entry):
    """A version of what people are told before their information is collected (PIPL 17, 18, 35)."""

    title = models.CharField("告知书", max_length=120)
    audience = models.CharField("告知谁", max_length=120)
    processor = models.CharField("处理者名称和联系方式", max_length=200)
    purpose = models.CharField("目的、方式、种类", max_length=500)
    kept_for = models.CharField("保存期限", max_length=200)
    rights = models.CharField("行使权利的方式和程序", max_length=500)
    effective_on = models.DateField("起用")
    ended_on = models.DateField("停用", null=True)
    shown_at = models.CharField("在哪里告知", max_length=200)

    class Meta:
        verbose_name = "告知版本"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="notice_number_once")]
