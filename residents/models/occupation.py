"""What a person does for a living."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.models.fact import DatedFact


@tracked()
class Occupation(Versioned, DatedFact):
    """个人身份: during a time a person is a worker, a student, unemployed, retired … (GB/T 2261.4), one of them on any day."""

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="occupations")
    status = CodeField("个人身份", max_length=2)
    employer = models.CharField("单位", max_length=100, blank=True)
    pension_from = models.DateField("养老金从哪个月起", null=True)

    class Meta:
        verbose_name = "个人身份"
        constraints = [
            ExclusionConstraint(
                name="occupation_one_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [models.Index(fields=["source"], name="occupation_source")]
