"""What duties asked at a door, beside the visit's own questions."""

from django.db import models

from core.crypto import EncryptedTextField
from core.models.fields import CodeField
from lifecycle.models.visit import Visit


class VisitPart(models.Model):
    """What was told to one duty during a visit (lifecycle/visiting/declaration.py DoorPart), once for each visit and part.

    `answers`: sealed JSON as the duty asked; `said`: sealed JSON [[question, answer], …] in the words of that day. `refused`: why the
    duty could not take it; the visit and what was typed stand here all the same.
    """

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="parts")
    part = CodeField("问的是什么", max_length=40)
    title = models.CharField("标题", max_length=60)
    answers = EncryptedTextField("填的内容", default=b"")
    said = EncryptedTextField("填的内容，文字", default=b"")
    refused = EncryptedTextField("没有收下的原因", default=b"")
    recorded_at = models.DateTimeField("记录时刻")

    class Meta:
        verbose_name = "走访时另外问的"
        constraints = [models.UniqueConstraint(fields=["visit", "part"], name="visit_part_once")]

    def __str__(self) -> str:
        return self.title
