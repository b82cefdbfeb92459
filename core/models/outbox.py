"""Events: rows committed with the fact they tell of."""

import uuid

from django.db import models

from core.models.fields import CodeField


class Event(models.Model):
    """Something that happened to people, told once, in the transaction that wrote the fact.

    `source` + `source_key` make it idempotent: the same line of the same file tells it once.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", "已登记"
        VOIDED = "voided", "已作废"
        CORRECTED = "corrected", "已更正"

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = CodeField("事", max_length=60)
    occurred_on = models.DateField("发生日")
    recorded_at = models.DateTimeField("记录时刻", db_index=True)
    recorded_by = models.CharField("记录人", max_length=150)
    source = CodeField("来源", max_length=64)
    source_key = CodeField("来源键", max_length=160, blank=True)
    payload = models.JSONField(default=dict)
    evidence = models.JSONField(
        "依据", default=dict
    )  # {"text": …, "document": …, "number": …} as the desk was shown it
    cause = models.ForeignKey("self", models.PROTECT, null=True, related_name="caused")  # the death behind a widowing
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="corrected_by")
    reason = models.CharField("作废或更正的事由", max_length=200, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.REGISTERED)
    request_id = models.CharField(max_length=32, blank=True)
    # None: rules have not been told of the event in its present status (registered, or taken back).
    dispatched_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "事件"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "source_key"], condition=~models.Q(source_key=""), name="event_told_once"
            )
        ]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(dispatched_at=None), name="event_pending"),
            models.Index(fields=["source"], name="event_source"),
        ]


class EventSubject(models.Model):
    """Whom an event is about, and as what (subject, mother, spouse, household head …), with the area it belongs to."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="subjects")
    person_id = models.BigIntegerField()
    role = models.CharField(max_length=24)
    area_code = CodeField("地区", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person_id", "event"], name="event_subject_person"),
            # What is new in an area, without reading what a neighbour's file of 100,000 rows told meanwhile.
            models.Index(fields=["area_code", "event"], name="event_subject_area"),
        ]
        constraints = [models.UniqueConstraint(fields=["event", "person_id", "role"], name="event_subject_once")]
