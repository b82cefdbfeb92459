"""Where a person is registered and where a person lives, and since when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q

from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.models.fact import DatedFact


class ResidenceKind(models.TextChoices):
    """户籍 is where the state registers; 常住 and 流动 are where the person actually lives."""

    HUKOU = "hukou", "户籍"
    LIVING = "living", "常住"
    FLOATING = "floating", "流动"


@tracked(past_by=["area_code"])
class Residence(Versioned, DatedFact):
    """A person is registered, or lives, in an area during a time: at most one of each kind on any day (户口登记条例 6).

    `area_code` may lie outside the tree (another city's 6-digit code); `dwelling` is open until somebody places it.
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="residences")
    kind = models.CharField("类型", max_length=8, choices=ResidenceKind.choices)
    area_code = CodeField("地区")
    dwelling = models.ForeignKey("residents.Dwelling", models.PROTECT, null=True, related_name="residences")
    address = models.CharField("地址", max_length=200, blank=True)
    # A change of areas splits the row without anybody moving: then the stay itself began on this day, not with `during`.
    began_on = models.DateField("实际何时起", null=True)

    class Meta:
        verbose_name = "居住"
        constraints = [
            ExclusionConstraint(
                name="residence_one_hukou_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(kind=ResidenceKind.HUKOU),
            ),
            ExclusionConstraint(
                name="residence_one_home_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=~Q(kind=ResidenceKind.HUKOU),
            ),
        ]
        indexes = [
            models.Index(fields=["person", "kind"], name="residence_person"),
            models.Index(fields=["area_code", "kind"], name="residence_area"),
            models.Index(fields=["source"], name="residence_source"),
            models.Index(
                fields=["area_code"],
                condition=Q(dwelling=None) & ~Q(kind=ResidenceKind.HUKOU),
                name="residence_unplaced",
            ),
        ]
