"""Who answers for an old person, how often somebody comes, and when next."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models.fields import CodeField
from elderly.models.recorded import Recorded


class OwnerLevel(models.TextChoices):
    """At which office the owner sits: nobody at the community means that the street answers, and nobody there the district."""

    COMMUNITY = "community", "社区"
    STREET = "street", "街道"
    DISTRICT = "district", "区"


@tracked()
class CarePlan(Recorded):
    """探访安排: somebody who must be seen regularly has one, with its owner and the next day, until death, departure or change.

    `groups`: categories that ask for visits, in the order of their codes. `days`: how many may pass between two visits (None: one in
    each calendar month). `next_on` is the day of the open task of care, kept beside it for lists.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    area_code = CodeField("社区")
    groups = ArrayField(CodeField(max_length=2), verbose_name="分类")
    days = models.PositiveSmallIntegerField("最多隔几天", null=True)
    rhythm = models.CharField("为什么这个频次", max_length=120)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    owner_level = CodeField("责任人在哪一级", max_length=9, choices=OwnerLevel.choices, blank=True)
    owner_by_hand = models.BooleanField("责任人由人指定", default=False)
    next_on = models.DateField("下次探访", null=True)
    opened_on = models.DateField("从哪天起")
    closed_on = models.DateField("到哪天止", null=True)
    closing = models.CharField("为什么止", max_length=120, blank=True)

    class Meta:
        verbose_name = "探访安排"
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(closed_on=None), name="care_plan_one_open")
        ]
        indexes = [
            models.Index(fields=["person"], name="care_plan_person"),
            models.Index(fields=["area_code", "next_on", "id"], condition=Q(closed_on=None), name="care_plan_area"),
            models.Index(fields=["owner", "next_on", "id"], condition=Q(closed_on=None), name="care_plan_owner"),
        ]


class RoundReason(models.TextChoices):
    """Why somebody is seen besides the regular visits (handbook §6.4)."""

    HEAT = "heat", "高温"
    TYPHOON = "typhoon", "台风、暴雨"
    COLD = "cold", "寒潮"
    FESTIVAL = "festival", "节假日"
    DISCHARGE = "discharge", "出院"
    OTHER = "other", "其他"


@tracked()
class CareRound(Recorded):
    """加访: a street or committee has all the old people of some groups in an area seen by a day. Its names are its tasks."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    area_code = CodeField("地区")
    groups = ArrayField(CodeField(max_length=2), verbose_name="分类")
    reason = CodeField("为什么", max_length=10, choices=RoundReason.choices)
    words = models.CharField("说明", max_length=120, blank=True)
    called_on = models.DateField("哪天发起")
    until = models.DateField("最晚哪天")
    number = models.PositiveIntegerField("多少人", default=0)

    class Meta:
        verbose_name = "加访"
        indexes = [models.Index(fields=["area_code", "-called_on", "-id"], name="care_round_area")]
