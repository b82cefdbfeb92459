"""What every dated fact carries."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models

from core.models.fields import CodeField


class Recorded(models.Model):
    """A row that says when, by whom, from which source and why it was written.

    `source` reads `SQ01:<batch>:<line>`, `desk:<user>`, `seed` … (core.sources turns it into words).
    """

    recorded_at = models.DateTimeField("记录时刻")
    recorded_by = models.CharField("记录人", max_length=150)
    source = CodeField("来源", max_length=64)
    why = models.CharField("事由", max_length=120, blank=True)

    class Meta:
        abstract = True


class DatedFact(Recorded):
    """A fact that is true during a half-open range of days; an open end means: until something ends it."""

    during = DateRangeField("期间")

    class Meta:
        abstract = True
