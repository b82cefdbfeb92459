"""A file on its way into the base: the batch, its rows with their verdicts, and remembered headers."""

import uuid

from django.conf import settings
from django.db import models

from core.crypto import EncryptedTextField
from core.models.fields import CodeField


class ImportBatch(models.Model):
    """One uploaded file: checked, previewed, committed, perhaps undone. Nothing is in the base before commit."""

    class State(models.TextChoices):
        UPLOADED = "uploaded", "已上传"
        CHECKING = "checking", "检查中"
        PREVIEW = "preview", "待入库"
        COMMITTING = "committing", "入库中"
        COMMITTED = "committed", "已入库"
        UNDOING = "undoing", "撤销中"
        UNDONE = "undone", "已撤销"
        REFUSED = "refused", "整份退回"
        ABANDONED = "abandoned", "已放弃"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    feed = CodeField("布局", max_length=40)
    state = models.CharField(max_length=12, choices=State.choices, default=State.UPLOADED)
    file_name = models.CharField("文件名", max_length=200)
    file_path = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    sheet = models.CharField("工作表", max_length=80, blank=True)
    header_row = models.PositiveIntegerField(default=0)
    headers = models.JSONField("表头", default=list)
    mapping = models.JSONField("列的对应", default=dict)
    area_code = CodeField("导入人的地区", blank=True)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(db_index=True)
    committed_at = models.DateTimeField(null=True)
    progress = models.PositiveIntegerField("已查行数", default=0)
    total = models.PositiveIntegerField("全部行数", default=0)
    counts = models.JSONField("结果", default=dict)
    message = models.CharField("整份退回的原因", max_length=500, blank=True)
    returned_path = models.CharField("退回表", max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", verbose_name="修好再送的是哪一批"
    )

    class Meta:
        verbose_name = "导入批次"


class ImportRow(models.Model):
    """One line of the file: what stood there (sealed), the verdict and its reasons, and what it did to the base."""

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "入库"
        UNCHANGED = "unchanged", "与底册相同"
        REVIEW = "review", "要人核对"
        REFUSED = "refused", "退回"
        SKIPPED = "skipped", "跳过"

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField("文件里的行号")
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    corrected = models.BooleanField("有改正", default=False)
    raw = EncryptedTextField("原样")  # JSON list of cells as they stood
    reading = EncryptedTextField("读懂后")  # JSON object by field
    label = models.CharField("姓名", max_length=80, blank=True)
    problems = models.JSONField("问题", default=list)  # [{column, code, value_masked, reason, remedy, level}]
    fixes = models.JSONField("改正", default=list)  # [{column, reason}]
    note = models.CharField("会做什么", max_length=300, blank=True)
    decision = CodeField("核对的结果", max_length=12, blank=True)  # accept · same · refuse · fill
    person_id = models.BigIntegerField(null=True)
    area_code = CodeField(blank=True)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.CharField(max_length=150, blank=True)
    resolution = models.CharField("核对的决定", max_length=200, blank=True)

    class Meta:
        verbose_name = "导入行"
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="import_row_line_once")]
        indexes = [
            models.Index(fields=["batch", "verdict", "line"], name="import_row_verdict"),
            models.Index(fields=["person_id"], condition=models.Q(person_id__isnull=False), name="import_row_person"),
        ]


class HeaderMapping(models.Model):
    """Headers that a person matched once are remembered for that feed and source."""

    feed = CodeField(max_length=40)
    header = models.CharField("表里的列名", max_length=80)
    field = models.CharField("对应的列", max_length=60)
    recorded_by = models.CharField(max_length=150)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["feed", "header"], name="header_mapping_once")]
