"""Who saw and who took personal data. Rows are added, never changed: the web role may only insert and read."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from core.models.append_only import AppendOnlyModel
from core.models.fields import CodeField

# What stands in ReadLog.action, and how the screens say it; acts on accounts stand there in words already.
ACTIONS = {
    "view": "打开页面",
    "reveal-number": "显示全号",
    "reveal-phone": "显示电话",
    "view-photo": "看走访照片",
    "to-phone": "带到手机上走访",
    "export": "导出",
    "refused": "被拒绝",
}


class ReadLog(AppendOnlyModel):
    """One look at personal data: a page opened, a number revealed, a list exported (PIPL 51, SEC09, SEC15)."""

    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="谁")
    action = models.CharField("做了什么", max_length=40)
    subject_kind = models.CharField("对象类别", max_length=40)
    subject_uid = models.UUIDField("对象", null=True, db_index=True)
    subject_label = models.CharField("对象名称", max_length=80, blank=True)
    area_code = CodeField("地区", blank=True)
    reason = models.CharField("事由", max_length=200, blank=True)
    request_id = models.CharField(max_length=32, blank=True)
    ip = models.GenericIPAddressField(null=True)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "查看记录"

    @property
    def act(self) -> str:
        """What was done, in words."""
        return ACTIONS.get(self.action, self.action)


class ExportRecord(AppendOnlyModel):
    """One file that left the system: who took it, for what, which rows; the content can be produced again (SEC16)."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    what = models.CharField("导出了什么", max_length=80)
    params = models.JSONField("怎样再做一份", default=dict)
    area_code = CodeField("地区", blank=True)
    purpose = models.CharField("用途", max_length=200)
    format = models.CharField(max_length=8)
    rows = models.PositiveIntegerField("行数")
    sha256 = models.CharField(max_length=64)
    request_id = models.CharField(max_length=32, blank=True)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "导出登记"


class ExportContent(AppendOnlyModel):
    """Whom a file that left the system contained: up to some thousand persons a row, so that a person finds the files.

    The web role may add rows and read none of them: who was in a file is asked past the wall, of one person at a time
    (core.exports.contents).
    """

    record_id = models.BigIntegerField("导出登记", db_index=True)
    at = models.DateTimeField()
    person_ids = ArrayField(models.BigIntegerField())

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "导出的人"
        indexes = [GinIndex(fields=["person_ids"], name="export_content_persons")]
