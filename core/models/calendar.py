"""Official days off and make-up days of years after those that ship with the product."""

from django.db import models


class CalendarDay(models.Model):
    """A day that the State Council's yearly notice moves: a weekday off, or a weekend day worked."""

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("上班")
    name = models.CharField("名称", max_length=40, blank=True)
    source = models.CharField("文号", max_length=120)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=150)

    class Meta:
        verbose_name = "节假日安排"
