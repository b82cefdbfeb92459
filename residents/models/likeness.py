"""Two records that may be one person, and what was decided about them."""

import uuid

from django.db import models
from django.db.models import F, Q

from core.history import tracked
from core.models.fields import CodeField


@tracked()
class Likeness(models.Model):
    """Two persons of the base may be one: how alike they are, in words, and whether somebody has decided.

    `left` is the record that was there first. `signs`: [{"key", "speaks_for", "text", "weight"}]. `facts` is a digest of
    what both records said when the pair was judged: a pair set apart comes back only when that has changed.
    """

    class State(models.TextChoices):
        OPEN = "open", "待核对"
        LATER = "later", "先放着"
        APART = "apart", "不是同一个人"
        MERGED = "merged", "已合并"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    left = models.ForeignKey("residents.Person", models.CASCADE, related_name="+", verbose_name="先有的一条")
    right = models.ForeignKey("residents.Person", models.CASCADE, related_name="+", verbose_name="后来的一条")
    score = models.PositiveSmallIntegerField("相似度")
    verdict = models.CharField("判断", max_length=8)
    signs = models.JSONField("依据", default=list)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    facts = CodeField(max_length=64)
    source = CodeField("来源", max_length=64)
    found_at = models.DateTimeField("发现时刻")
    decided_by = models.CharField("决定人", max_length=150, blank=True)
    decided_at = models.DateTimeField("决定时刻", null=True)
    why = models.CharField("凭什么", max_length=120, blank=True)

    class Meta:
        verbose_name = "相似记录"
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="likeness_pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="likeness_first_came_first"),
        ]
        indexes = [
            models.Index(fields=["-score", "id"], condition=Q(state__in=["open", "later"]), name="likeness_undecided"),
        ]
