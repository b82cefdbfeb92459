"""A row that belongs to another area than the importer's."""

import uuid

from django.db import models

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from core.models.imports import ImportBatch


@tracked()
class Lead(models.Model):
    """线索: a row of a file that names another area, laid before that area (handbook D32: 由上级派发, 不得自动写入).

    `area_code` is where it lies now: whoever may import this feed there decides. `named_area` is what the row says.
    The importer sees only that it was passed on.
    """

    class State(models.TextChoices):
        DISPATCH = "dispatch", "待派发"
        OPEN = "open", "待收"
        TAKEN = "taken", "已收下"
        CLOSED = "closed", "已退回"
        WITHDRAWN = "withdrawn", "来件已撤销"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="leads")
    line = models.PositiveIntegerField("文件里的行号")
    feed = CodeField("布局", max_length=40)
    area_code = CodeField("现在在哪里")
    named_area = CodeField("来件写的地区")
    label = models.CharField("姓名", max_length=80, blank=True)
    raw = EncryptedTextField("原样")  # JSON list of cells as they stood
    digest = models.BinaryField(max_length=32)  # of feed and cells: the same row of another file is no second lead
    state = models.CharField("状态", max_length=9, choices=State.choices)
    trail = models.JSONField("经过", default=list)  # [{at, by, act, area, reason}]
    person_id = models.BigIntegerField(null=True)
    laid_at = models.DateTimeField("转来的时刻")
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField("谁决定的", max_length=150, blank=True)

    class Meta:
        verbose_name = "转来的线索"
        constraints = [
            models.UniqueConstraint(fields=["batch", "line"], name="lead_line_once"),
        ]
        indexes = [
            models.Index(fields=["area_code", "state", "id"], name="lead_area"),
            models.Index(fields=["digest"], name="lead_digest"),
        ]
