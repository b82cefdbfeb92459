"""How the police register somebody who lives here and is registered elsewhere."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from residents.models.fact import DatedFact


class PermitState(models.TextChoices):
    """证件状态 as GA02 writes it; 未说明 when the file is silent."""

    VALID = "valid", "有效"
    EXPIRED = "expired", "过期"
    CANCELLED = "cancelled", "注销"
    UNSAID = "unsaid", "未说明"


@tracked()
class ResidencePermit(DatedFact):
    """暂住登记: since a day the police know the person here, with a permit (居住证, before 2016 暂住证) or without.

    A change of number or state begins a new row on the day of the file; the numbers of permits are sealed like any document's.
    """

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="permits")
    area_code = CodeField("地区", blank=True)
    number = EncryptedTextField("居住证编号", default=b"")
    state = models.CharField("证件状态", max_length=9, choices=PermitState.choices, default=PermitState.UNSAID)
    visit_flag = models.CharField("访查预警", max_length=60, blank=True)

    class Meta:
        verbose_name = "暂住登记"
        constraints = [
            ExclusionConstraint(
                name="permit_one_a_day",
                expressions=[("person", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            )
        ]
        indexes = [models.Index(fields=["source"], name="permit_source")]
