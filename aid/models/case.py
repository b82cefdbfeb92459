"""Aid cases: a family asks for help, or is found, and what becomes of it."""

import uuid

from django.db import models
from django.db.models import Q
from django.db.models.functions import Left

from aid.domain.case_states import STATE_CHOICES, State
from aid.domain.law import KIND_CHOICES, LAW_CHOICES
from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField

ORIGINS = [("applied", "申请"), ("found", "主动发现")]
CLASSES = [("A", "A 类"), ("B", "B 类"), ("C", "C 类")]


class Recorded(models.Model):
    """A row that says when, by whom, from which source and why it was written."""

    recorded_at = models.DateTimeField("记录时刻")
    recorded_by = models.CharField("记录人", max_length=150)
    source = CodeField("来源", max_length=64)
    why = models.CharField("事由", max_length=200, blank=True)

    class Meta:
        abstract = True


@tracked(exclude=["street"])
class AidCase(Recorded):
    """A request for one kind of aid, from the day it is made to the day its aid ends (社会救助法 第四章; handbook §7.1, §7.6).

    `law` is that of the day of acceptance, empty before. `area_code` is the community that helps, `street` the office that accepts.
    What `circumstances` says (JSON by kind: of illness, prison, disability) and the account are sealed. `lead_uid`: the hardship lead
    it came from.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = CodeField("申请编号", max_length=32, unique=True)
    kind = CodeField("救助类型", max_length=20, choices=KIND_CHOICES)
    law = CodeField("适用的法律", max_length=16, choices=LAW_CHOICES, blank=True)
    origin = CodeField("怎么来的", max_length=8, choices=ORIGINS, default="applied")
    area_code = CodeField("社区")
    street = models.GeneratedField(
        expression=Left("area_code", 9), output_field=CodeField("受理街道", max_length=9), db_persist=True
    )
    applicant = models.ForeignKey("residents.Person", models.PROTECT, related_name="+", verbose_name="申请人")
    household = models.ForeignKey("residents.Household", models.SET_NULL, null=True, related_name="+")
    state = CodeField("状态", max_length=12, choices=STATE_CHOICES, default=State.APPLIED.value)
    urgent = models.BooleanField("情况紧急", default=False)
    agent = models.CharField("代办人", max_length=60, blank=True)
    agent_relation = models.CharField("代办人与申请人的关系", max_length=40, blank=True)
    causes = models.JSONField("致贫原因", default=list)
    circumstances = EncryptedTextField("情况", default=b"")
    account_bank = models.CharField("开户银行", max_length=60, blank=True)
    account_name = EncryptedTextField("户名", default=b"")
    account = EncryptedTextField("银行账号", default=b"")
    lead_uid = models.UUIDField("困难线索", null=True)
    applied_on = models.DateField("申请日期")
    accepted_on = models.DateField("受理日期", null=True)
    extended = models.BooleanField("特殊情况延长", default=False)
    due_on = models.DateField("最晚哪天办结", null=True)
    review_class = CodeField("复核类别", max_length=1, choices=CLASSES, blank=True)
    review_on = models.DateField("下次复核", null=True)
    ended_on = models.DateField("哪天结束", null=True)

    class Meta:
        verbose_name = "救助"
        indexes = [
            models.Index(fields=["area_code", "state", "id"], name="aid_case_area"),
            models.Index(fields=["area_code", "-applied_on", "-id"], name="aid_case_day"),
            models.Index(fields=["street", "number"], name="aid_case_street"),
            models.Index(fields=["household"], name="aid_case_household"),
            models.Index(fields=["review_on"], condition=Q(state=State.IN_FORCE.value), name="aid_case_review"),
            models.Index(fields=["lead_uid"], name="aid_case_lead"),
            models.Index(fields=["applicant", "kind"], name="aid_case_applicant"),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class CaseMember(Recorded):
    """Somebody who lives with the applicant, in the base or only named here, and whether the aid covers them.

    `person` None: an outsider; name and number are sealed. Who is left out says why (在监, 宗教教职, 连续三年以上脱离 …: by local rules).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.CASCADE, related_name="members")
    person = models.ForeignKey("residents.Person", models.PROTECT, null=True, related_name="+")
    name = EncryptedTextField("姓名", default=b"")
    number = EncryptedTextField("证号", default=b"")
    relation = CodeField("与户主关系", max_length=8)
    covered = models.BooleanField("纳入保障", default=True)
    excluded_reason = models.CharField("不纳入的原因", max_length=100, blank=True)
    health = EncryptedTextField("健康状况", default=b"")
    labour = CodeField("劳动能力", max_length=8, blank=True)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "共同生活成员"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person"], condition=Q(person__isnull=False), name="aid_case_member_once"
            )
        ]
        indexes = [models.Index(fields=["person"], name="aid_member_person")]


class CaseStep(models.Model):
    """What somebody did in a case, in order. Never changed."""

    case = models.ForeignKey(AidCase, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    on = models.DateField("哪天")
    by = models.CharField("谁", max_length=150)
    act = CodeField("做了什么", max_length=20)
    words = models.CharField("说明", max_length=300, blank=True)
    before = CodeField("原来", max_length=12, blank=True)
    after = CodeField("现在", max_length=12, blank=True)

    class Meta:
        verbose_name = "救助办理记录"
        indexes = [models.Index(fields=["case", "id"], name="aid_step_order")]
