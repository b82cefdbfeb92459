"""Bodies that residents form."""

import uuid

from django.db import models

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField


class OrganisationKind(models.TextChoices):
    """What a community organisation does.

    The first three are those that 民政部《关于大力培育发展社区社会组织的意见》(民发〔2017〕191 号) asks to foster (general
    knowledge, to be checked against the text); culture and sport are counted apart by most streets.
    """

    SERVICE = "service", "生活服务类"
    CHARITY = "charity", "公益慈善类"
    MUTUAL = "mutual", "居民互助类"
    CULTURE = "culture", "文体活动类"
    OTHER = "other", "其他"


class Standing(models.TextChoices):
    """登记 with civil affairs makes a legal person with a credit code; 备案 with the street does not."""

    REGISTERED = "registered", "已登记"
    FILED = "filed", "街道备案"
    NEITHER = "neither", "未登记未备案"


@tracked()
class Organisation(models.Model):
    """A community organisation is a body that residents form in a community for each other: a choir, a mutual-aid circle."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("所在社区")
    name = CodeField("名称", max_length=80)
    kind = models.CharField("类别", max_length=12, choices=OrganisationKind.choices)
    standing = models.CharField("登记情况", max_length=12, choices=Standing.choices)
    credit_code = CodeField("统一社会信用代码", max_length=18, blank=True)
    contact = models.CharField("联系人", max_length=40, blank=True)
    phone = EncryptedTextField("联系电话", default=b"")
    members = models.PositiveIntegerField("人数", null=True)
    place = models.CharField("活动地点", max_length=120, blank=True)
    founded_on = models.DateField("成立日期", null=True)
    ended_on = models.DateField("停止活动", null=True)
    source = CodeField("来源", max_length=64)
    recorded_at = models.DateTimeField("记录时刻")
    recorded_by = models.CharField("记录人", max_length=150)

    class Meta:
        verbose_name = "社区社会组织"
        constraints = [
            models.UniqueConstraint(fields=["area_code", "name"], name="organisation_name_once_in_area"),
            models.UniqueConstraint(
                fields=["credit_code"], condition=~models.Q(credit_code=""), name="organisation_credit_code_once"
            ),
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="organisation_area"),
            models.Index(fields=["name", "id"], name="organisation_name"),
            models.Index(fields=["source"], name="organisation_source"),
        ]

    def __str__(self) -> str:
        return self.name
