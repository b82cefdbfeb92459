"""The numbers of the law: dated, per area, each citing its document."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from core.history import Versioned, tracked
from core.models.fields import CodeField


@tracked()
class ParameterValue(Versioned):
    """The value of a policy parameter in an area during a time. No value (null) = 待确认: it warns, never invents."""

    key = CodeField("参数", max_length=80)
    area_code = CodeField("地区")
    during = DateRangeField("有效期")
    value = models.JSONField("值", null=True)
    document = models.CharField("依据文件", max_length=300)
    clause = models.CharField("条款", max_length=200, blank=True)
    certainty = models.CharField("确定性", max_length=8, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        verbose_name = "政策参数"
        constraints = [
            ExclusionConstraint(
                name="parameter_one_value_a_day",
                expressions=[
                    ("key", RangeOperators.EQUAL),
                    ("area_code", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            )
        ]
