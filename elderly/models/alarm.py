"""平安通: devices in the homes of old people, whom to call when one is pressed, and what became of each call."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


class Paid(models.TextChoices):
    """Who pays for a device (elder_record_fields 15: 自费/资助)."""

    SELF = "self", "自费"
    SUBSIDISED = "subsidised", "政府资助"


class Ended(models.TextChoices):
    """Why a device went out of use."""

    DIED = "died", "使用人去世"
    MOVED = "moved", "搬离"
    ASKED = "asked", "本人停用"
    REPLACED = "replaced", "换了设备"
    BROKEN = "broken", "坏了，没有再装"


class CallKind(models.TextChoices):
    """What the centre heard."""

    HELP = "help", "求助"
    FALL = "fall", "跌倒"
    MISTAKEN = "mistaken", "误按"
    TEST = "test", "测试"
    LOW_BATTERY = "low-battery", "电量低"
    OFFLINE = "offline", "离线"


class CallState(models.TextChoices):
    """Contacts are called in their order; when nobody is reached somebody goes to the door; every call ends with an outcome."""

    CONTACTS = "contacts", "正在打联系人电话"
    DOORSTEP = "doorstep", "要有人上门"
    CLOSED = "closed", "已有结果"


class Outcome(models.TextChoices):
    """How a call ended."""

    FINE = "fine", "人没事"
    HELPED = "helped", "当场帮到了"
    CONTACT_CAME = "contact-came", "联系人到了"
    AMBULANCE = "ambulance", "叫了 120，送医"
    POLICE = "police", "报了警"
    MISTAKEN = "mistaken", "误按"
    AWAY = "away", "人不在家，已联系上"
    DIED = "died", "已经去世"
    TEST = "test", "测试正常"
    DEVICE = "device", "设备问题，已报修"


class StepAct(models.TextChoices):
    """What was done during a call."""

    RECEIVED = "received", "收到呼叫"
    REACHED = "reached", "联系上了"
    NOT_REACHED = "not-reached", "没联系上"
    ON_THE_WAY = "on-the-way", "联系人正在赶来"
    MESSAGE = "message", "发短信给联系人"
    DOORSTEP = "doorstep", "派人上门"
    ESCALATED = "escalated", "报街道"
    NOTE = "note", "说明"
    CLOSED = "closed", "结束"


@tracked(exclude=["last_heard_at"])
class AlarmDevice(models.Model):
    """A device in somebody's home, from its installation to its end; one number of a provider serves one home at a time."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    area_code = CodeField("社区")
    number = CodeField("设备号", max_length=40)
    provider = models.CharField("服务商", max_length=60)
    paid = models.CharField("谁付费", max_length=12, choices=Paid.choices)
    since = models.DateField("开通日期")
    until = models.DateField("停用日期", null=True)
    ended_why = models.CharField("为什么停用", max_length=12, choices=Ended.choices, blank=True)
    last_heard_at = models.DateTimeField("上次有信号", null=True)
    last_test_at = models.DateTimeField("上次测试", null=True)
    source = CodeField("来源", max_length=64)
    recorded_by = models.CharField("登记人", max_length=150)
    recorded_at = models.DateTimeField("登记于")

    class Meta:
        verbose_name = "平安通设备"
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "number"], condition=Q(until=None), name="alarmdevice_number_in_use_once"
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(until=None), name="alarmdevice_one_a_person"),
        ]
        indexes = [
            models.Index(fields=["person", "-since"], name="alarmdevice_person"),
            models.Index(fields=["area_code", "id"], name="alarmdevice_area"),
            models.Index(fields=["number"], name="alarmdevice_number"),
            models.Index(fields=["last_heard_at"], condition=Q(until=None), name="alarmdevice_heard"),
        ]

    def __str__(self) -> str:
        return f"{self.provider} {self.number}"


@tracked()
class AlarmContact(models.Model):
    """Somebody to call when an old person presses: in order, a person of the base or a name with a number of its own.

    `by_agreement`: the one named in a care agreement (特困人员, 穗民规字〔2023〕8号).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    area_code = CodeField("社区")
    place = models.PositiveSmallIntegerField("第几个打")
    relation = models.CharField("是老人的什么人", max_length=20)
    contact = models.ForeignKey("residents.Person", models.PROTECT, null=True, related_name="+")
    name = models.CharField("姓名", max_length=60)
    phone = EncryptedTextField("电话", default=b"", digest_in=("phone_digest", "phone"))
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_last4 = CodeField(max_length=4, blank=True)
    by_agreement = models.BooleanField("照料协议指定", default=False)
    ended_at = models.DateTimeField("不再是联系人", null=True)
    recorded_by = models.CharField("登记人", max_length=150)
    recorded_at = models.DateTimeField("登记于")

    class Meta:
        verbose_name = "平安通联系人"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "place"], condition=Q(ended_at=None), name="alarmcontact_place_once"
            )
        ]
        indexes = [models.Index(fields=["contact"], name="alarmcontact_contact")]


@tracked()
class AlarmCall(models.Model):
    """One press, told by a centre under its own number: told again, it is the same call. It ends with an outcome."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    centre = CodeField("哪个平台", max_length=150)  # the account that told it
    call_id = CodeField("平台的编号", max_length=80)
    device = models.ForeignKey(AlarmDevice, models.PROTECT, related_name="calls")
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    area_code = CodeField("社区")
    kind = models.CharField("什么呼叫", max_length=12, choices=CallKind.choices)
    pressed_at = models.DateTimeField("何时按下")
    received_at = models.DateTimeField("何时报来")
    state = models.CharField("状态", max_length=10, choices=CallState.choices, default=CallState.CONTACTS)
    answer_by = models.DateTimeField("联系人最晚何时有回音", null=True)
    doorstep_at = models.DateTimeField("何时派人上门", null=True)
    task_uid = models.UUIDField("上门的待办", null=True)
    told_office_at = models.DateTimeField("何时报街道", null=True)
    outcome = models.CharField("结果", max_length=14, choices=Outcome.choices, blank=True)
    note = EncryptedTextField("情况", default=b"")
    closed_at = models.DateTimeField("何时有结果", null=True)
    closed_by = models.CharField("谁写的结果", max_length=150, blank=True)

    class Meta:
        verbose_name = "平安通呼叫"
        constraints = [
            models.UniqueConstraint(fields=["centre", "call_id"], name="alarmcall_told_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, outcome="") | (Q(closed_at__isnull=False) & ~Q(outcome="")),
                name="alarmcall_ends_with_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "-pressed_at"], name="alarmcall_area"),
            models.Index(fields=["person", "-pressed_at"], name="alarmcall_person"),
            models.Index(fields=["device", "-pressed_at"], name="alarmcall_device"),
            models.Index(fields=["area_code", "pressed_at"], condition=Q(closed_at=None), name="alarmcall_open"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pressed_at:%Y-%m-%d %H:%M}"


class AlarmStep(models.Model):
    """What was done during a call, in order: who was called with which result, messages, who was sent. Never changed.

    `key`: what the centre told once is written once.
    """

    call = models.ForeignKey(AlarmCall, models.CASCADE, related_name="steps")
    at = models.DateTimeField("何时")
    act = models.CharField("做了什么", max_length=12, choices=StepAct.choices)
    contact = models.ForeignKey(AlarmContact, models.PROTECT, null=True, related_name="+")
    words = models.CharField("说明", max_length=200, blank=True)
    by = models.CharField("谁", max_length=150)
    key = CodeField("同一步只记一次", max_length=100, blank=True)

    class Meta:
        verbose_name = "呼叫经过"
        constraints = [
            models.UniqueConstraint(fields=["call", "key"], condition=~Q(key=""), name="alarmstep_told_once")
        ]
        indexes = [models.Index(fields=["call", "id"], name="alarmstep_order")]
