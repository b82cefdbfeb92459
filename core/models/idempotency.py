"""Answers already given to a write of the API."""

from django.conf import settings
from django.db import models


class IdempotentAnswer(models.Model):
    """The answer to a write that carried an Idempotency-Key: the same key again gets the same answer, nothing twice.

    The body is kept as a digest: the key with another body is an error of the caller.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    answer = models.JSONField()
    recorded_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="idempotent_answer_once")]
