"""A child's school, class and standing, since when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.crypto import EncryptedTextField
from core.history import Versioned, tracked
from core.models.fields import CodeField
from residents.domain.schooling import STATES
from residents.models.fact import DatedFact


@tracked(past_by=["state"])
class Schooling(Versioned, DatedFact):
    """学籍: during a time a child stands so with school: enrolled in a class, taught at home, suspended, dropped out, deferred …

    One standing a day. A new class or state begins a new row; `during` of a deferral ends on the day until which it was granted.
    `grade` counts through: 7 is 初一. The school's name is empty where a bureau's list does not say it.
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="schooling")
    state = CodeField("学籍状态", max_length=10, choices=list(STATES.items()))
    school = models.CharField("学校", max_length=100, blank=True)
    class_name = models.CharField("班级", max_length=40, blank=True)
    grade = models.PositiveSmallIntegerField("年级", null=True)
    student_no = EncryptedTextField("学籍号", default=b"", digest_in=("student_digest", "student"))
    student_digest = models.BinaryField(max_length=32, null=True)
    # The day of the newest list that says so; None: no list has, only the desk.
    confirmed_on = models.DateField("最近一次名单", null=True)

    class Meta:
        verbose_name = "学籍"
        constraints = [
            ExclusionConstraint(
                name="schooling_one_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [
            models.Index(fields=["source"], name="schooling_source"),
            models.Index(fields=["student_digest"], name="schooling_student"),
        ]
