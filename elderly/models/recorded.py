"""What rows of this room carry about their writing."""

from django.db import models

from core.models.fields import CodeField


class Recorded(models.Model):
    """A row that says when, by whom, from which source and why it was written (core.sources turns a source into words)."""

    recorded_at = models.DateTimeField("记录时刻")
    recorded_by = models.CharField("记录人", max_length=150)
    source = CodeField("来源", max_length=64)
    why = models.CharField("事由", max_length=120, blank=True)

    class Meta:
        abstract = True
