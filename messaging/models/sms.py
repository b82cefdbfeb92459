"""Text messages: their templates, each one that was asked for, and batches that somebody approves."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from messaging.declaration import sms_texts
from messaging.domain.sms_states import CHOICES, SENT, State
from messaging.domain.wording import readable


class SmsKind(models.TextChoices):
    """What a message is for: it decides at which hours it goes and how often a number may get one."""

    NOTICE = "notice", "通知"
    VERIFICATION = "verification", "验证码"
    URGENT = "urgent", "紧急"


class TemplateState(models.TextChoices):
    """A template sends nothing before somebody put it in use, with the number under which the operator approved it."""

    WAITING = "waiting", "待启用"
    ACTIVE = "active", "在用"
    RETIRED = "retired", "停用"


class Whose(models.TextChoices):
    """Whose number a message goes to."""

    OWN = "self", "本人"
    GUARDIAN = "guardian", "监护人"
    CONTACT = "contact", "登记的联系人"


@tracked()
class SmsTemplate(models.Model):
    """A text with named places; the gateway knows it by a number of its own (handbook §14: 正文 = 模板编号 + 变量)."""

    code = CodeField("编号", max_length=40, unique=True)
    title = models.CharField("名称", max_length=60)
    text = models.CharField("正文", max_length=400)
    kind = models.CharField("种类", max_length=12, choices=SmsKind.choices, default=SmsKind.NOTICE)
    per_household = models.BooleanField("一户只发一条", default=False)
    gateway_code = CodeField("平台模板号", max_length=40, blank=True)
    state = models.CharField("状态", max_length=8, choices=TemplateState.choices, default=TemplateState.WAITING)
    declared = models.BooleanField("随产品发布", default=False)
    changed_at = models.DateTimeField("何时改的")
    changed_by = models.CharField("谁改的", max_length=150)

    class Meta:
        verbose_name = "短信模板"

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> str:
        """The text with its places called by their Chinese names, for those who only send it."""
        return readable(self.text, sms_texts[self.code].places if self.code in sms_texts else {"name": "姓名"})


class BatchState(models.TextChoices):
    """A batch is approved by somebody else than its drafter."""

    DRAFT = "draft", "待批准"
    APPROVED = "approved", "已批准"
    SENT = "sent", "已发完"
    DROPPED = "dropped", "不发了"


@tracked()
class SmsBatch(models.Model):
    """One notice to many people of an area: drafted, looked at, approved by another, sent."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("地区")
    title = models.CharField("事由", max_length=80)
    template = models.ForeignKey(SmsTemplate, models.PROTECT, related_name="+")
    params = models.JSONField("填的内容", default=dict)
    audience = CodeField("发给谁", max_length=40)
    state = models.CharField("状态", max_length=8, choices=BatchState.choices, default=BatchState.DRAFT)
    drafted_by = models.CharField("起草人", max_length=150)
    drafted_at = models.DateTimeField("起草于")
    decided_by = models.CharField("批准人", max_length=150, blank=True)
    decided_at = models.DateTimeField("批准于", null=True)
    decided_why = models.CharField("意见", max_length=200, blank=True)

    class Meta:
        verbose_name = "成批短信"
        indexes = [models.Index(fields=["area_code", "-id"], name="smsbatch_area")]

    def __str__(self) -> str:
        return self.title


@tracked()
class Sms(models.Model):
    """A message to one number because of one thing: what was asked for, also when it was not sent, and why not.

    `key` makes it once: asked for again, it is the same message. `uid` travels to the gateway as OutId, so that the gateway
    can be asked what became of it; it is never sent again while that is unknown.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = CodeField("同一件事只发一次", max_length=160, unique=True)
    person_id = models.BigIntegerField("关于哪位居民", null=True)
    area_code = CodeField("地区")
    whose = models.CharField("发给谁的号码", max_length=8, choices=Whose.choices, default=Whose.OWN)
    phone = EncryptedTextField("号码", default=b"", digest_in=("phone_digest", "phone"))
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_last4 = CodeField(max_length=4, blank=True)
    template = models.ForeignKey(SmsTemplate, models.PROTECT, related_name="+")
    params = EncryptedTextField("填的内容", default=b"")  # JSON object
    text = EncryptedTextField("正文", default=b"")
    segments = models.PositiveSmallIntegerField("计费条数", default=0)
    state = models.CharField("状态", max_length=10, choices=CHOICES, default=State.QUEUED.value)
    reason = models.CharField("为什么", max_length=200, blank=True)
    not_before = models.DateTimeField("何时起可发")
    claimed_at = models.DateTimeField("何时取去发送", null=True)
    accepted_at = models.DateTimeField("平台何时收下", null=True)
    reported_at = models.DateTimeField("何时回执", null=True)
    biz_id = CodeField("平台流水号", max_length=64, blank=True)
    code = CodeField("平台的答复", max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField("发了几次", default=0)
    cause = CodeField("因为什么", max_length=64, blank=True)
    batch = models.ForeignKey(SmsBatch, models.PROTECT, null=True, related_name="messages")
    requested_by = models.CharField("谁要发的", max_length=150)
    requested_at = models.DateTimeField("何时要发的")

    class Meta:
        verbose_name = "短信"
        indexes = [
            models.Index(fields=["not_before", "id"], condition=Q(state=State.QUEUED), name="sms_waiting"),
            models.Index(
                fields=["claimed_at"], condition=Q(state__in=[State.SENDING, State.ACCEPTED]), name="sms_unanswered"
            ),
            models.Index(fields=["phone_digest", "accepted_at"], condition=Q(state__in=SENT), name="sms_number_day"),
            models.Index(fields=["person_id", "-id"], name="sms_person"),
            models.Index(fields=["area_code", "-id"], name="sms_area"),
            models.Index(fields=["batch", "id"], condition=Q(batch__isnull=False), name="sms_batch"),
        ]
