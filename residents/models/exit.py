"""Who is registered in the base but missing from a bureau's full list."""

from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models.fields import CodeField
from residents.models.fact import Recorded


@tracked()
class PossibleExit(Recorded):
    """疑似退出: a full file of the bureau no longer lists this person, or says in passing that the person is gone.

    Absent is not gone (handbook D31): nothing else changes until somebody has looked. `seen_on` is the day of the file that
    lists the person again; until then one row stands for the person and the feed.
    """

    class State(models.TextChoices):
        OPEN = "open", "待核"
        HERE = "here", "人还在"
        LEFT = "left", "已迁走"
        DEAD = "dead", "可能已故，待核实"
        BACK = "back", "又在表里了"

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="possible_exits")
    area_code = CodeField("社区")
    feed = CodeField("布局", max_length=8)
    absent_on = models.DateField("名单的数据日期")
    said = models.CharField("名单上写的状态", max_length=20, blank=True)
    state = models.CharField("状态", max_length=5, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField("核对人", max_length=150, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)
    seen_on = models.DateField("又列入的数据日期", null=True)
    seen_source = CodeField("又列入的来源", max_length=64, blank=True)

    class Meta:
        verbose_name = "疑似退出"
        constraints = [
            models.UniqueConstraint(fields=["person", "feed"], condition=Q(seen_on=None), name="possible_exit_once")
        ]
        indexes = [
            models.Index(fields=["area_code", "id"], condition=Q(state="open"), name="possible_exit_open"),
            models.Index(fields=["source"], name="possible_exit_source"),
        ]
