"""Files that are too large to leave without a second person's word."""

import uuid

from django.conf import settings
from django.db import models

from core.history import tracked
from core.models.fields import CodeField


@tracked()
class ExportRequest(models.Model):
    """Somebody asks to take a large file out; the level above decides; the file can be fetched for a day (SEC16, SEC35)."""

    class State(models.TextChoices):
        PENDING = "pending", "待审批"
        APPROVED = "approved", "已同意"
        REFUSED = "refused", "没有同意"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField("申请时刻", db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="申请人")
    kind = CodeField("哪一种导出", max_length=40)
    what = models.CharField("导出什么", max_length=160)
    params = models.JSONField("怎样做", default=dict)
    purpose = models.CharField("用途", max_length=200)
    rows = models.PositiveIntegerField("多少人")
    area_code = CodeField("地区", blank=True)
    # The widest area of the grant by which the applicant exports: says which level asks, so which one decides.
    level_area = CodeField("申请人哪一级", blank=True)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.PENDING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="谁批的"
    )
    decided_at = models.DateTimeField("批复时刻", null=True)
    answer = models.CharField("批复意见", max_length=200, blank=True)
    expires_at = models.DateTimeField("取件截止", null=True)
    file_name = models.CharField("文件", max_length=120, blank=True)
    # The sealed file under DATA_DIR/files/exports; empty before it is made and after it was removed.
    kept_as = models.CharField(max_length=64, blank=True)
    export_uid = models.UUIDField("导出登记", null=True)

    class Meta:
        verbose_name = "导出申请"
        indexes = [
            models.Index(fields=["by", "-id"], name="export_request_mine"),
            models.Index(fields=["area_code"], condition=models.Q(state="pending"), name="export_request_pending"),
        ]
