"""Published rosters: frozen rows with version and hash."""

import uuid

from django.conf import settings
from django.db import models

from core.crypto import EncryptedTextField
from core.models.fields import CodeField


class RosterVersion(models.Model):
    """A roster as it was published: for an area, as of a day; numbered, hashed, never changed.

    A supplement is a later version of the same roster that says what it adds and removes.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    roster = CodeField("名册", max_length=40)
    period = CodeField("年份或期别", max_length=12)
    area_code = CodeField("地区")
    number = models.PositiveIntegerField("第几次发布")
    as_of = models.DateField("截至")
    published_at = models.DateTimeField("发布时刻")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=200, blank=True)
    rows = models.PositiveIntegerField("人数")
    sha256 = models.CharField(max_length=64)
    parameters = models.JSONField("当时的参数", default=dict)
    supplements = models.ForeignKey("self", models.PROTECT, null=True, related_name="supplement_versions")

    class Meta:
        verbose_name = "名册版本"
        constraints = [
            models.UniqueConstraint(fields=["roster", "period", "area_code", "number"], name="roster_version_number")
        ]


class RosterEntry(models.Model):
    """A person on a published roster, with the columns as they stood (sealed where they are sensitive)."""

    version = models.ForeignKey(RosterVersion, models.CASCADE, related_name="entries")
    position = models.PositiveIntegerField("序号")
    person_id = models.BigIntegerField()
    category = models.CharField("类别", max_length=20, blank=True)
    area_code = CodeField("归哪个社区")
    values = models.JSONField(default=dict)
    sealed = EncryptedTextField(default=b"")  # JSON object of sensitive columns: full numbers, phones
    why = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "position"], name="roster_entry_position"),
            models.UniqueConstraint(fields=["version", "person_id"], name="roster_entry_person_once"),
        ]
        indexes = [models.Index(fields=["person_id"], name="roster_entry_person")]


class RosterChange(models.Model):
    """What a published version changed against the one before it, with the reason, as it was known when it was published."""

    class Kind(models.TextChoices):
        ADDED = "added", "增"
        REMOVED = "removed", "减"
        CHANGED = "changed", "改"

    version = models.ForeignKey(RosterVersion, models.CASCADE, related_name="changes")
    person_id = models.BigIntegerField()
    kind = models.CharField("增减改", max_length=8, choices=Kind.choices)
    name = models.CharField("姓名", max_length=60)
    area_code = CodeField("归哪个社区", blank=True)
    columns = models.JSONField("改了哪些列", default=list)  # [{header, before, after}], sensitive ones masked
    reasons = models.JSONField("原因", default=list)  # [{text, source}]: source strings, put into words when shown
    explained = models.BooleanField("有事件解释")

    class Meta:
        verbose_name = "名册变化"
        constraints = [models.UniqueConstraint(fields=["version", "person_id"], name="roster_change_person_once")]
        indexes = [models.Index(fields=["person_id"], name="roster_change_person")]
