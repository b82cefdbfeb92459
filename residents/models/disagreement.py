"""Where two sources say different things of one person."""

from django.db import models
from django.db.models import Q

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from residents.models.fact import Recorded


@tracked()
class Disagreement(Recorded):
    """说法不一: the base keeps one source's value of a field, another source says something else.

    Both values are sealed, since any field may be sensitive. `source` is the row that brought it to light; `other_feed` the
    other source without its line, so that the same bureau saying it again is not a second disagreement.
    """

    class State(models.TextChoices):
        OPEN = "open", "待核"
        ADOPTED = "adopted", "采用了另一说法"
        KEPT = "kept", "保留底册"
        AGREED = "agreed", "后来一致"

    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="disagreements")
    field = CodeField("哪一项", max_length=20)
    standing = EncryptedTextField("底册的值", default=b"")
    standing_source = CodeField("底册的来源", max_length=64)
    other = EncryptedTextField("另一说法", default=b"")
    other_source = CodeField("另一说法的来源", max_length=64)
    other_feed = CodeField(max_length=40)
    state = models.CharField("状态", max_length=8, choices=State.choices, default=State.OPEN)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.CharField("谁定的", max_length=150, blank=True)
    reason = models.CharField("依据", max_length=200, blank=True)

    class Meta:
        verbose_name = "说法不一"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field", "other_feed"], condition=Q(state="open"), name="disagreement_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["person", "field"], name="disagreement_person"),
            models.Index(fields=["source"], name="disagreement_source"),
        ]
