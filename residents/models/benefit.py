"""What a person is known to receive from the state."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.history import tracked
from core.models.fields import CodeField
from residents.models.fact import DatedFact


class BenefitKind(models.TextChoices):
    """The kinds a community meets; 社会救助法 第十三条 for the first six, the others by their own documents (handbook §5.3, 6.4, 7)."""

    MINIMUM_LIVING = "minimum-living", "低保"
    EXTREME_POVERTY = "extreme-poverty", "特困供养"
    EDGE = "edge", "低保边缘"
    RIGID = "rigid", "刚性支出困难"
    TEMPORARY = "temporary", "临时救助"
    ORPHAN = "orphan", "孤儿、事实无人抚养儿童"
    LONGEVITY = "longevity", "长寿保健金"
    DISABILITY_LIVING = "disability-living", "困难残疾人生活补贴"
    DISABILITY_CARE = "disability-care", "重度残疾人护理补贴"
    ONE_CHILD = "one-child", "计生奖励扶助"
    LOST_CHILD = "lost-child", "计生特别扶助"
    CHILDCARE = "childcare", "育儿补贴"
    UNEMPLOYMENT = "unemployment", "失业保险金"


@tracked()
class Benefit(DatedFact):
    """During a time, a person receives a benefit, alone or as a member of the household it was granted to.

    The fact as the community knows it: what is due, how it was decided and paid belongs to the duty that grants it.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="benefits")
    household = models.ForeignKey("residents.Household", models.SET_NULL, null=True, related_name="+")
    kind = CodeField("待遇", max_length=20, choices=BenefitKind.choices)
    monthly = models.DecimalField("每月金额", max_digits=10, decimal_places=2, null=True)
    document = models.CharField("证号或文号", max_length=60, blank=True)

    class Meta:
        verbose_name = "在享待遇"
        constraints = [
            ExclusionConstraint(
                name="benefit_of_a_kind_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [
            models.Index(fields=["person", "kind"], name="benefit_person"),
            models.Index(fields=["household"], name="benefit_household"),
        ]
