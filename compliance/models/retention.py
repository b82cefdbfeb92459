"""What the nightly look at retention found."""

from django.db import models

from core.models.fields import CodeField


class RetentionCheck(models.Model):
    """How many rows of one kind were past their time on a day, and what is to be done with them (PIPL 19, 47)."""

    day = models.DateField("日期")
    kind = CodeField("哪一种记录", max_length=60)
    due = models.PositiveIntegerField("到期多少")
    oldest = models.DateField("最早的一条", null=True)

    class Meta:
        verbose_name = "留存检查"
        constraints = [models.UniqueConstraint(fields=["day", "kind"], name="retention_check_once")]
