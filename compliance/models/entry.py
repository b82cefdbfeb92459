"""What every entry of a compliance register carries."""

import uuid

from django.db import models

from core.models.fields import CodeField


class Entry(models.Model):
    """An entry with a number of its own inside the office that keeps the register."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = CodeField("编号", max_length=40)
    area_code = CodeField("哪个单位的")
    source = CodeField("来源", max_length=64)
    recorded_at = models.DateTimeField("登记时刻")
    recorded_by = models.CharField("登记人", max_length=150)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.number
