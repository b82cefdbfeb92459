"""The people who share one registration or one home."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.contrib.postgres.indexes import GistIndex
from django.db import models
from django.db.models import Q

from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.models.fact import DatedFact, Recorded


class HouseholdKind(models.TextChoices):
    """户籍家庭户 and 集体户 share a registration; 居住户 shares a home without registration there."""

    REGISTERED = "registered", "家庭户"
    COLLECTIVE = "collective", "集体户"
    LIVING = "living", "居住户"


@tracked()
class Household(Versioned, Recorded):
    """A household is the people who share one registration or one home."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = CodeField("户号", max_length=40)
    kind = models.CharField("户类型", max_length=12, choices=HouseholdKind.choices, default=HouseholdKind.REGISTERED)
    area_code = CodeField("所在社区")
    dwelling = models.ForeignKey("residents.Dwelling", models.PROTECT, null=True, related_name="households")
    address = models.CharField("地址", max_length=200, blank=True)
    head = models.ForeignKey("residents.Person", models.SET_NULL, null=True, related_name="+", verbose_name="户主")
    head_confirmed = models.BooleanField("户主已确认", default=True)
    opened_on = models.DateField("立户", null=True)
    closed_on = models.DateField("销户", null=True)

    class Meta:
        verbose_name = "家庭"
        constraints = [
            models.UniqueConstraint(
                fields=["area_code", "number"], condition=Q(closed_on=None), name="household_number_once_in_area"
            )
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], name="household_area"),
            models.Index(fields=["number", "id"], name="household_number"),
            models.Index(
                fields=["area_code"], condition=Q(head_confirmed=False, closed_on=None), name="household_head_open"
            ),
        ]

    def __str__(self) -> str:
        return self.number


@tracked()
class HouseholdMembership(Versioned, DatedFact):
    """A person belongs to a household during a time, as somebody to its head (GB/T 4761)."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="memberships")
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="memberships")
    relation = models.CharField("与户主关系", max_length=2)
    shares_registration = models.BooleanField("户籍在本户")

    class Meta:
        verbose_name = "户成员"
        constraints = [
            ExclusionConstraint(
                name="membership_one_household_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(shares_registration=True),
            ),
            ExclusionConstraint(
                name="membership_one_home_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
                condition=Q(shares_registration=False),
            ),
        ]
        indexes = [GistIndex(fields=["household", "during"], name="membership_household_during")]
