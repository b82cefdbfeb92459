"""Two records that were found to be one person."""

import uuid

from django.db import models
from django.db.models import F, Q

from core.history import tracked


@tracked()
class Merge(models.Model):
    """The record given up stands behind the one that was kept, until somebody takes the merge back.

    What the rows said before is in their history, under `context`; here stand only their ids: `rows` is
    {link key: {"touched": [ids], "made": [ids], "last": [the newest id then]}}. `counts` is what the page said was moved,
    `left` what the taking back said, both as lines of words.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept = models.ForeignKey("residents.Person", models.PROTECT, related_name="+", verbose_name="保留的一条")
    lost = models.ForeignKey("residents.Person", models.PROTECT, related_name="+", verbose_name="并入的一条")
    merged_at = models.DateTimeField("合并时刻")
    merged_by = models.CharField("合并人", max_length=150)
    why = models.CharField("凭什么", max_length=120, blank=True)
    context = models.UUIDField("改动的历史", null=True)
    choices = models.JSONField("选定的", default=dict)
    rows = models.JSONField("动过的行", default=dict)
    counts = models.JSONField("做了什么", default=list)
    undone_at = models.DateTimeField("撤销时刻", null=True)
    undone_by = models.CharField("撤销人", max_length=150, blank=True)
    undone_why = models.CharField("为什么撤销", max_length=120, blank=True)
    left = models.JSONField("撤销时说明的", default=list)

    class Meta:
        verbose_name = "合并"
        constraints = [
            models.UniqueConstraint(fields=["lost"], condition=Q(undone_at=None), name="merge_lost_once"),
            models.CheckConstraint(condition=~Q(kept=F("lost")), name="merge_of_two"),
        ]
        indexes = [models.Index(fields=["merged_at", "id"], name="merge_newest")]
