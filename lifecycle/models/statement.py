"""What was said when something was told."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.crypto import EncryptedTextField
from core.models.fields import CodeField


class Statement(models.Model):
    """What somebody said when telling an event: so that the same thing told again is recognised, and a correction need not be
    typed all over.

    One statement stands for each (source, source key). `event` is empty while nothing is certain yet; `along`: further
    events that the same act told. What was said is sealed: it may hold names and addresses.
    """

    source = CodeField("来源", max_length=64)
    source_key = CodeField("来源键", max_length=120, blank=True)
    kind = CodeField("事", max_length=60)
    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="+")
    along = ArrayField(models.BigIntegerField(), default=list)
    footprint = models.JSONField("改了底册哪些行", default=dict)  # residents/services/footprint.py: ids only
    said = EncryptedTextField("说了什么", default=b"")
    waiting = models.CharField("还在等什么", max_length=300, blank=True)
    waiting_at = models.CharField("在哪里等", max_length=200, blank=True)
    told_at = models.DateTimeField("何时说的")
    told_by = models.CharField("谁说的", max_length=150)

    class Meta:
        verbose_name = "登记一件事的原话"
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_key"], condition=~models.Q(source_key=""), name="statement_once"
            )
        ]
