"""Awards: what a case grants, from which month, for whom."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from aid.domain.law import KIND_CHOICES
from aid.models.case import AidCase, Recorded
from core.history import tracked
from core.models.fields import CodeField


@tracked()
class Award(Recorded):
    """Aid in force during whole months: the household's sum a month (None: recognition without money, or a sum nobody could name yet).

    `once`: a single sum paid in the first month. Its covered members have benefits of that kind in the base. Change and stop take effect
    with the next month (handbook §7.3); two awards of a case never hold on one day. `case` None: taken over from the bureau's list (MZ03).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(AidCase, models.PROTECT, null=True, related_name="awards")
    kind = CodeField("救助类型", max_length=20, choices=KIND_CHOICES)
    household = models.ForeignKey("residents.Household", models.SET_NULL, null=True, related_name="+")
    area_code = CodeField("社区")
    monthly = models.DecimalField("每月金额", max_digits=10, decimal_places=2, null=True)
    once = models.DecimalField("一次性金额", max_digits=10, decimal_places=2, null=True)
    people = models.PositiveSmallIntegerField("保障人数", default=1)
    review_class = CodeField("类别", max_length=1, blank=True)
    document = models.CharField("文号", max_length=60, blank=True)
    during = DateRangeField("期间")
    end_reason = models.CharField("为什么结束", max_length=120, blank=True)

    class Meta:
        verbose_name = "救助待遇"
        constraints = [
            ExclusionConstraint(
                name="aid_award_one_of_a_case_a_day",
                expressions=[("case", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [
            models.Index(fields=["area_code", "kind"], name="aid_award_area"),
            models.Index(fields=["household"], name="aid_award_household"),
        ]
