"""Who is whose parent, spouse, guardian."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from core.history import Versioned, tracked
from residents.models.fact import DatedFact


class KinshipKind(models.TextChoices):
    """What the relative is to the person. Each link is written with its mirror, so one index answers both ways."""

    PARENT = "parent", "父母"
    CHILD = "child", "子女"
    SPOUSE = "spouse", "配偶"
    GUARDIAN = "guardian", "监护人"
    WARD = "ward", "被监护人"


MIRROR = {
    KinshipKind.PARENT: KinshipKind.CHILD,
    KinshipKind.CHILD: KinshipKind.PARENT,
    KinshipKind.SPOUSE: KinshipKind.SPOUSE,
    KinshipKind.GUARDIAN: KinshipKind.WARD,
    KinshipKind.WARD: KinshipKind.GUARDIAN,
}


@tracked()
class Kinship(Versioned, DatedFact):
    """During a time, `relative` is the `kind` of `person`."""

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="kin")
    relative = models.ForeignKey("residents.Person", models.CASCADE, related_name="kin_of")
    kind = models.CharField("关系", max_length=8, choices=KinshipKind.choices)

    class Meta:
        verbose_name = "亲属关系"
        constraints = [
            models.CheckConstraint(condition=~Q(person=F("relative")), name="kinship_not_with_oneself"),
            ExclusionConstraint(
                name="kinship_one_spouse_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
                condition=Q(kind=KinshipKind.SPOUSE),
            ),
            ExclusionConstraint(
                name="kinship_said_once",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("relative", RangeOperators.EQUAL),
                    ("kind", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]
