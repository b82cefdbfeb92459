"""Money paid by the month: the lists as they were frozen, and what turned out to be paid too much."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


class RunState(models.TextChoices):
    FROZEN = "frozen", "已冻结"
    EXPORTED = "exported", "已导出"
    CANCELLED = "cancelled", "已作废"


STANDING = (RunState.FROZEN, RunState.EXPORTED)


@tracked()
class PaymentRun(models.Model):
    """The payment list of a scheme for a street and month, frozen: who got what is never changed afterwards.

    A draft is no row: it is computed whenever somebody looks. Of a street and month one list stands; what was due besides is paid
    by a later run that supplements it (补发). It names nobody, so that a community may read of its street's list.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = CodeField("发放项目", max_length=40)
    area_code = CodeField("哪个街道")
    month = models.DateField("哪个月")  # its first day
    number = models.PositiveSmallIntegerField("这个月的第几份")
    supplement = models.BooleanField("补发", default=False)
    state = models.CharField("状态", max_length=10, choices=RunState.choices, default=RunState.FROZEN)
    lines = models.PositiveIntegerField("几笔")
    amount = models.DecimalField("合计", max_digits=14, decimal_places=2)
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("变化", default=0)
    left = models.PositiveIntegerField("退出", default=0)
    parameters = models.JSONField("当时的参数", default=dict)  # {key: {name, value, area, document, clause, certainty}}
    sha256 = models.CharField("名单指纹", max_length=64)
    frozen_at = models.DateTimeField("何时冻结")
    frozen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    exported_at = models.DateTimeField("何时首次导出", null=True)
    exported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    file_sha256 = models.CharField("文件指纹", max_length=64, blank=True)
    cancelled_at = models.DateTimeField("何时作废", null=True)
    cancelled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    cancelled_why = models.CharField("为什么作废", max_length=200, blank=True)

    class Meta:
        verbose_name = "发放名单"
        constraints = [
            models.UniqueConstraint(fields=["scheme", "area_code", "month", "number"], name="payment_run_number"),
            models.UniqueConstraint(
                fields=["scheme", "area_code", "month"],
                condition=Q(supplement=False, state__in=STANDING),
                name="payment_run_one_stands",
            ),
        ]
        indexes = [models.Index(fields=["scheme", "month", "area_code"], name="payment_run_month")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.month:%Y-%m} {self.area_code}"


class PaymentLine(models.Model):
    """What one person (or a household, through one) is paid by a run, with the sum and the reason as they stood. Never changed."""

    class Change(models.TextChoices):
        NEW = "new", "新增"
        CHANGED = "changed", "变化"
        SAME = "same", "不变"

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="entries")
    position = models.PositiveIntegerField("序号")
    key = CodeField("哪一笔", max_length=80)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")  # who receives it
    household_id = models.BigIntegerField("哪一户", null=True)
    area_code = CodeField("归哪个社区")
    name = models.CharField("姓名", max_length=60)
    sealed = EncryptedTextField(default=b"")  # JSON {number, account: {holder, bank, number}}
    amount = models.DecimalField("金额", max_digits=10, decimal_places=2)
    arithmetic = models.JSONField("怎么算的", default=list)
    reason = models.CharField("为什么发", max_length=300)
    clause = models.CharField("依据", max_length=200, blank=True)
    document = models.CharField("文号", max_length=80, blank=True)
    since = models.DateField("从何时起", null=True)
    parameters = models.JSONField("用了哪些参数", default=list)
    change = models.CharField(
        "与上月比", max_length=8, choices=Change.choices, blank=True
    )  # empty: no list to compare with
    last_amount = models.DecimalField("上月金额", max_digits=10, decimal_places=2, null=True)
    change_why = models.CharField("变化的原因", max_length=300, blank=True)

    class Meta:
        verbose_name = "发放记录"
        constraints = [
            models.UniqueConstraint(fields=["run", "key"], name="payment_line_key_once"),
            models.UniqueConstraint(fields=["run", "position"], name="payment_line_position"),
        ]
        indexes = [
            models.Index(fields=["person"], name="payment_line_person"),
            models.Index(fields=["run", "area_code", "position"], name="payment_line_area"),
        ]


class PaymentMember(models.Model):
    """Somebody besides the one who receives it for whom a line is paid: the other members of a household."""

    line = models.ForeignKey(PaymentLine, models.PROTECT, related_name="members")
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "同笔发放的家人"
        constraints = [models.UniqueConstraint(fields=["line", "person"], name="payment_member_once")]


class PaymentLeaver(models.Model):
    """Who stood on last month's list and does not stand on this one, and why. Never changed."""

    run = models.ForeignKey(PaymentRun, models.PROTECT, related_name="leavers")
    key = CodeField("哪一笔", max_length=80)
    person = models.ForeignKey("residents.Person", models.PROTECT, related_name="+")
    area_code = CodeField("归哪个社区")
    name = models.CharField("姓名", max_length=60)
    last_amount = models.DecimalField("上月金额", max_digits=10, decimal_places=2)
    reason = models.CharField("为什么不发了", max_length=300)

    class Meta:
        verbose_name = "退出发放"
        constraints = [models.UniqueConstraint(fields=["run", "key"], name="payment_leaver_key_once")]


class OverpaidState(models.TextChoices):
    OPEN = "open", "待核对"
    AGREED = "agreed", "已约定退回"
    RECOVERED = "recovered", "已追回"
    WRITTEN_OFF = "written-off", "不追回"


UNSETTLED = (OverpaidState.OPEN, OverpaidState.AGREED)


@tracked()
class Overpayment(models.Model):
    """What a person was paid by frozen lists and was not due, as the base learned afterwards: of one line of a scheme one stands open.

    Only people close it, with a reason; what is computed again changes the months, never the state.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    scheme = CodeField("发放项目", max_length=40)
    key = CodeField("哪一笔", max_length=80)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    area_code = CodeField("归哪个社区")
    amount = models.DecimalField("多发合计", max_digits=12, decimal_places=2)
    recovered = models.DecimalField("已追回", max_digits=12, decimal_places=2, default=0)
    state = models.CharField("状态", max_length=12, choices=OverpaidState.choices, default=OverpaidState.OPEN)
    reason = models.CharField("为什么多发", max_length=300)
    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField("何时发现")
    found_by = models.CharField("怎么发现的", max_length=150)
    closed_at = models.DateTimeField("何时了结", null=True)
    closed_by = models.CharField("谁了结的", max_length=150, blank=True)

    class Meta:
        verbose_name = "多发"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "key"], condition=Q(state__in=UNSETTLED), name="overpayment_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["person"], name="overpayment_person"),
            models.Index(fields=["state", "area_code"], name="overpayment_state_area"),
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.key} {self.amount}"


@tracked()
class OverpaidMonth(models.Model):
    """A month of an overpayment: what was paid, what was due as known now, and the difference."""

    overpayment = models.ForeignKey(Overpayment, models.CASCADE, related_name="months")
    month = models.DateField("哪个月")
    paid = models.DecimalField("发了", max_digits=10, decimal_places=2)
    due = models.DecimalField("应发", max_digits=10, decimal_places=2)
    amount = models.DecimalField("多发", max_digits=10, decimal_places=2)

    class Meta:
        verbose_name = "多发的月份"
        constraints = [models.UniqueConstraint(fields=["overpayment", "month"], name="overpaid_month_once")]


class OverpaymentStep(models.Model):
    """What was found or done about an overpayment, in order. Never changed."""

    overpayment = models.ForeignKey(Overpayment, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField("谁", max_length=150)
    act = CodeField("做了什么", max_length=16)
    words = EncryptedTextField(default=b"")  # what the family said may speak of health or poverty
    amount = models.DecimalField("退回金额", max_digits=10, decimal_places=2, null=True)

    class Meta:
        verbose_name = "多发的办理记录"
        indexes = [models.Index(fields=["overpayment", "id"], name="overpayment_step_order")]
