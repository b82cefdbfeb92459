"""To which of the thirteen groups of old people somebody belongs, since when, and how that is known."""

import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from elderly.models.recorded import Recorded


@tracked()
class ElderCategory(Recorded):
    """老人特殊分类: during a time an old person belongs to a group (codes/elder_special_categories.csv).

    `derived`: told by the base and kept in step with it (elderly/services/settle_categories.py); else declared by an office with its
    evidence, which is sealed because it may speak of health or poverty.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    code = CodeField("分类", max_length=2)
    during = DateRangeField("期间")
    derived = models.BooleanField("由底册推出")
    evidence = EncryptedTextField("依据", default=b"")

    class Meta:
        verbose_name = "老人特殊分类"
        constraints = [
            ExclusionConstraint(
                name="elder_category_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [
            models.Index(fields=["person", "code"], name="elder_category_person"),
            models.Index(
                fields=["code", "person"], condition=Q(during__upper_inf=True), name="elder_category_standing"
            ),
            models.Index(fields=["source"], name="elder_category_source"),
        ]


@tracked()
class CategoryContest(Recorded):
    """分类不采用: during a time an office says, with a reason, that somebody does not belong where the base puts them."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")
    code = CodeField("分类", max_length=2)
    during = DateRangeField("期间")
    reason = EncryptedTextField("理由", default=b"")

    class Meta:
        verbose_name = "分类不采用"
        constraints = [
            ExclusionConstraint(
                name="category_contest_once_a_day",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]
        indexes = [models.Index(fields=["person", "code"], name="category_contest_person")]
