"""How far time has been told."""

from django.db import models

from core.models.fields import CodeField


class MilestoneProgress(models.Model):
    """One kind of milestone: the first and the last day that were told, and when the last night run began.

    Days between `told_through` and the next run are caught up; a kind that is declared later begins on the day of its first run.
    """

    key = CodeField("节点", max_length=60, unique=True)
    since = models.DateField("从哪天开始报")
    told_through = models.DateField("报到哪天")
    ran_at = models.DateTimeField("上次运行")

    class Meta:
        verbose_name = "节点进度"
