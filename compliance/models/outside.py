"""Who outside the office handles the information, and what was handed to whom."""

from django.db import models

from compliance.models.entry import Entry
from compliance.models.processing import LegalBasis
from core.history import tracked
from core.models.fields import CodeField


class Returned(models.TextChoices):
    RUNNING = "running", "还在履行"
    RETURNED = "returned", "已返还"
    DELETED = "deleted", "已删除"


@tracked()
class ProcessorContract(Entry):
    """An agreement with somebody who processes on the office's behalf (PIPL 21; 网络数据安全管理条例 第十二条)."""

    processor = models.CharField("受托人", max_length=120)
    purpose = models.CharField("委托处理的目的", max_length=300)
    method = models.CharField("处理方式", max_length=200)
    categories = models.CharField("个人信息种类", max_length=300)
    measures = models.CharField("保护措施", max_length=500)
    duties = models.CharField("双方的权利和义务", max_length=500)
    starts_on = models.DateField("期限从")
    ends_on = models.DateField("期限到")
    may_pass_on = models.BooleanField("同意转委托", default=False)
    returned = models.CharField("到期后", max_length=8, choices=Returned.choices, default=Returned.RUNNING)
    supervised_on = models.DateField("最近一次监督检查", null=True)

    class Meta:
        verbose_name = "委托合同"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="contract_number_once")]


@tracked()
class Provision(Entry):
    """Personal information that was handed to another body: the record is kept three years (PIPL 23; 条例 第十二条)."""

    recipient = models.CharField("接收方", max_length=120)
    contact = models.CharField("接收方联系方式", max_length=120)
    purpose = models.CharField("用途", max_length=300)
    method = models.CharField("提供方式", max_length=120)
    categories = models.CharField("个人信息种类", max_length=300)
    persons = models.PositiveIntegerField("多少人", null=True)
    legal_basis = models.CharField("依据", max_length=10, choices=LegalBasis.choices)
    law = models.CharField("法律条款或同意书编号", max_length=200)
    provided_on = models.DateField("提供日")
    export = CodeField("导出登记编号", max_length=40, blank=True)
    kept_until = models.DateField("记录至少留到")

    class Meta:
        verbose_name = "对外提供"
        constraints = [models.UniqueConstraint(fields=["area_code", "number"], name="provision_number_once")]
