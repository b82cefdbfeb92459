"""A check-up of an old person: what was measured on a day, and what the doctor wrote."""

import uuid

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from elderly.domain.checkup_said import OPEN, Said, unpack
from elderly.models.recorded import Recorded


@tracked()
class Checkup(Versioned, Recorded):
    """体检: one person on one day (老年人健康管理服务规范, 65 岁以上每年 1 次; handbook §6.2, WJ05).

    What it says of health is sealed together (SEC13): that somebody was examined, where, and when the next one is, is all that
    the database can be asked. `exchange`: the list to the hospital that this check-up answers.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="checkups")
    exam_on = models.DateField("体检日期")
    institution = models.CharField("体检机构", max_length=100, blank=True)
    doctor = models.CharField("责任医生", max_length=60, blank=True)
    sealed = EncryptedTextField("体检结果", default=b"")  # JSON of elderly.domain.checkup_said.Said
    next_on = models.DateField("下次预约日期", null=True)
    exchange = models.ForeignKey("elderly.HospitalExchange", models.SET_NULL, null=True, related_name="checkups")

    class Meta:
        verbose_name = "体检"
        constraints = [
            models.UniqueConstraint(fields=["person", "exam_on"], name="checkup_once_a_day"),
        ]
        indexes = [
            models.Index(fields=["exam_on"], name="checkup_exam_on"),
            models.Index(fields=["source"], name="checkup_source"),
            models.Index(fields=["next_on"], condition=~Q(next_on=None), name="checkup_next_on"),
        ]

    @property
    def said(self) -> Said:
        """Measurements, scores and words."""
        plain = {name: getattr(self, name) for name in OPEN}
        return Said(**plain, **unpack(self.sealed))


class HospitalExchange(models.Model):
    """交换批次: a list of the old of an area as it was handed to the community hospital (`exchange_batch` of the elder record).

    The file itself is not kept: `sha256` proves which one it was, the export record says who took it out and for what.
    """

    class Extent(models.TextChoices):
        ALL = "all", "全部"
        CHANGED = "changed", "上次以来有变化的"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("地区")
    year = models.PositiveSmallIntegerField("哪一年的体检")
    number = models.PositiveIntegerField("当年第几批")
    extent = models.CharField("范围", max_length=8, choices=Extent.choices)
    receiver = models.CharField("接收单位", max_length=100)
    purpose = models.CharField("用途", max_length=200)
    made_at = models.DateTimeField("何时")
    made_by = models.CharField("谁", max_length=150)
    rows = models.PositiveIntegerField("人数")
    file_name = models.CharField("文件", max_length=120)
    sha256 = models.CharField(max_length=64)
    export_uid = models.UUIDField("导出登记")

    class Meta:
        verbose_name = "交换社区医院批次"
        constraints = [
            models.UniqueConstraint(fields=["area_code", "year", "number"], name="hospital_exchange_number"),
        ]


class ExchangedPerson(models.Model):
    """A person on a list to the hospital; `fingerprint`: keyed digest of what was said, so that a change is known later."""

    exchange = models.ForeignKey(HospitalExchange, models.CASCADE, related_name="people")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    position = models.PositiveIntegerField("序号")
    fingerprint = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = "交换名单上的人"
        constraints = [
            models.UniqueConstraint(fields=["exchange", "person"], name="exchanged_person_once"),
        ]
        indexes = [models.Index(fields=["person"], name="exchanged_person")]
