"""What makes tampering with the logs visible: links over ranges of rows, each sealed into the next."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.models.append_only import AppendOnlyModel
from core.models.fields import CodeField


class ChainLink(AppendOnlyModel):
    """Up to a thousand rows of one stream, hashed together with the link before (core/chain/linking.py)."""

    stream = CodeField("哪一种记录", max_length=80)
    number = models.PositiveIntegerField("第几环")
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField("行数")
    columns = ArrayField(models.CharField(max_length=63))  # so that a column added later leaves old links as they were
    content = models.CharField(max_length=64)  # SHA-256 over the canonical rows
    sealed = models.CharField(max_length=64, blank=True)  # keyed digest over the values of sealed columns
    key_id = models.CharField(max_length=8, blank=True)  # of the key that made it
    marks = models.BinaryField()  # the first bytes of each row's hash: they name the row that does not fit
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True, db_index=True)
    made_at = models.DateTimeField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "哈希链"
        constraints = [models.UniqueConstraint(fields=["stream", "number"], name="chain_link_once")]


class ChainMark(models.Model):
    """How far each stream reached at a moment; linked once every transaction of before that moment has ended."""

    at = models.DateTimeField()
    last_ids = models.JSONField(default=dict)  # {stream: id}

    class Meta:
        verbose_name = "哈希链的界"


class Anchor(AppendOnlyModel):
    """The heads of all chains on a day, each anchor holding the hash of the one before; also a file, to be kept elsewhere."""

    day = models.DateField("日期", unique=True)
    made_at = models.DateTimeField()
    text = models.TextField("内容")
    sha256 = models.CharField(max_length=64)
    signature = models.CharField("签名", max_length=128, blank=True)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "锚定"


class LogArchive(AppendOnlyModel):
    """Links of one stream and month whose rows left the hot table, after the file had been read back and compared."""

    stream = CodeField("哪一种记录", max_length=80)
    month = CodeField("月份", max_length=7)
    first_link = models.PositiveIntegerField()
    last_link = models.PositiveIntegerField()
    rows = models.PositiveIntegerField("行数")
    file = models.CharField("文件", max_length=160)
    first_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)

    class Meta(AppendOnlyModel.Meta):
        verbose_name = "日志归档"
        constraints = [models.UniqueConstraint(fields=["stream", "first_link"], name="log_archive_once")]
