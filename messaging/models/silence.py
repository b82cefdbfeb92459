"""Whom nobody may send anything to."""

from django.db import models
from django.db.models import Q

from core.history import tracked
from core.models.fields import CodeField


class SilenceReason(models.TextChoices):
    """Why there is silence: handbook appendix E D18 for the first two, §14 (退订) for the third."""

    DIED = "died", "已去世"
    DEATH_REPORTED = "death-reported", "可能已去世，待核实"
    OPTED_OUT = "opted-out", "本人退订"


@tracked()
class Silence(models.Model):
    """Since a moment no message goes to a person, nor to the phone that was theirs unless a living person shares it.

    The phone is kept as its keyed digest (core.crypto), so that a number on any list is known without being stored again. A number that
    unsubscribed may belong to nobody of the base: then there is no person.
    """

    person_id = models.BigIntegerField("居民", null=True)
    area_code = CodeField("地区", blank=True)
    phone_digest = models.BinaryField(max_length=32, null=True)
    phone_last4 = CodeField(max_length=4, blank=True)
    reason = CodeField("原因", max_length=16, choices=SilenceReason.choices)
    source = CodeField("来源", max_length=64)
    since = models.DateTimeField("从何时起")
    until = models.DateTimeField("解除于", null=True)
    recorded_by = models.CharField("记录人", max_length=150)
    lifted_why = models.CharField("解除的事由", max_length=200, blank=True)

    class Meta:
        verbose_name = "不发短信"
        constraints = [
            models.UniqueConstraint(
                fields=["person_id", "reason"], condition=Q(until=None), name="silence_standing_once"
            ),
            models.UniqueConstraint(
                fields=["phone_digest", "reason"], condition=Q(until=None, person_id=None), name="silence_number_once"
            ),
        ]
        indexes = [models.Index(fields=["phone_digest"], condition=Q(until=None), name="silence_phone")]
