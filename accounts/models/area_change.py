"""What happened to areas: merged, split, renamed, moved under another street, from a day on."""

import uuid

from django.conf import settings
from django.db import models

from accounts.models.area import Area
from core.history import tracked
from core.models.fields import CodeField


@tracked()
class AreaChange(models.Model):
    """An act that changes areas on a day, by a document. `plan` is the whole of it (accounts/domain/area_plan.py).

    `details` keeps what an undo needs: grants, outlines, ends as they were. `counts`: what followed, by kind.
    """

    class Kind(models.TextChoices):
        RENAME = "rename", "改名"
        MERGE = "merge", "合并"
        SPLIT = "split", "拆分"
        TRANSFER = "transfer", "划转"

    class Status(models.TextChoices):
        PLANNED = "planned", "等生效"
        APPLIED = "applied", "已生效"
        CANCELLED = "cancelled", "已取消"
        UNDONE = "undone", "已撤回"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField("变更", max_length=10, choices=Kind.choices)
    status = models.CharField("状态", max_length=10, choices=Status.choices, default=Status.PLANNED)
    effective_on = models.DateField("生效日")
    area_code = CodeField("在哪个地区")  # the smallest area that holds everything the change touches
    words = models.CharField("改了什么", max_length=300)
    document = models.CharField("依据文件", max_length=300)
    reason = models.CharField("事由", max_length=300, blank=True)
    plan = models.JSONField()
    counts = models.JSONField("改了多少", default=dict)
    details = models.JSONField("撤回要用的", default=dict)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    ended_by = models.CharField("谁取消或撤回的", max_length=150, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "地区变更"
        ordering = ["-effective_on", "-id"]

    def __str__(self) -> str:
        return self.words

    @property
    def source(self) -> str:
        """What the rows it writes name as their source."""
        return f"area-change:{self.pk}"


@tracked()
class AreaLink(models.Model):
    """From a day on, part or all of one area (predecessor) lies in another (successor); an area may follow itself.

    Of the successors of one area the `main` one takes what could not be placed.
    """

    change = models.ForeignKey(AreaChange, models.CASCADE, related_name="links")
    predecessor = models.ForeignKey(Area, models.PROTECT, related_name="+")
    successor = models.ForeignKey(Area, models.PROTECT, related_name="+")
    effective_on = models.DateField()
    main = models.BooleanField("接下没分清的", default=True)
    parts = models.JSONField("划过去的", default=list)  # words: 三眼井直街, 第一网格 …

    class Meta:
        verbose_name = "前身后继"
        constraints = [
            models.UniqueConstraint(fields=["change", "predecessor", "successor"], name="area_link_once"),
        ]
        indexes = [
            models.Index(fields=["predecessor"], name="area_link_predecessor"),
            models.Index(fields=["successor"], name="area_link_successor"),
        ]


@tracked()
class AreaRename(models.Model):
    """An area changed its name on a day. `withdrawn_at`: when the change was undone (what was known before stays known)."""

    change = models.ForeignKey(AreaChange, models.PROTECT, related_name="renames")
    area = models.ForeignKey(Area, models.CASCADE, related_name="renames")
    old_name = models.CharField("原名", max_length=60)
    old_official_name = models.CharField("原全称", max_length=80)
    new_name = models.CharField("新名", max_length=60)
    effective_on = models.DateField()
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "地区改名"


@tracked()
class AreaAlias(models.Model):
    """A code that another list of codes gives an area, during a time (handbook §0.2: 建设街道 440104016 and 440104024)."""

    code = CodeField("别的代码")
    area = models.ForeignKey(Area, models.CASCADE, related_name="aliases")
    system = models.CharField("哪一套代码", max_length=60)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    source = models.CharField("来源", max_length=200)

    class Meta:
        verbose_name = "地区别的代码"
        constraints = [models.UniqueConstraint(fields=["code", "system"], name="area_alias_once")]
