"""Hardship leads: a family that may be falling, before it asks."""

import uuid

from django.db import models
from django.db.models import Q

from aid.domain.leads import Reason
from core.history import tracked
from core.models.fields import CodeField


class LeadState(models.TextChoices):
    """A lead is looked at by a person, and stays open until somebody says how it ended."""

    NEW = "new", "待看"
    SEEN = "seen", "已了解"
    HELPING = "helping", "在帮"
    CLOSED = "closed", "已了结"


class LeadEnd(models.TextChoices):
    """How a lead ended. 作废 comes by itself: what had made it never happened."""

    HELPED = "helped", "已得到帮助"
    DECLINED = "declined", "告知后不愿申请"
    NOT_NEEDED = "not-needed", "了解后没有困难"
    GONE = "gone", "已迁走或去世"
    VOID = "void", "起因作废"


OPEN = (LeadState.NEW, LeadState.SEEN, LeadState.HELPING)


@tracked()
class Lead(models.Model):
    """困难线索: something happened to a family that often brings need (handbook §7.4). One stands open for a home at a time.

    The score only orders the list; nobody is granted or refused anything by it (个人信息保护法 第二十四条).
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    key = CodeField("哪一家", max_length=40)  # h:<household id>, p:<person id> without one
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")  # whom to see
    household_id = models.BigIntegerField(null=True)
    area_code = CodeField("社区")
    score = models.SmallIntegerField("分", default=0)
    state = CodeField("状态", max_length=8, choices=LeadState.choices, default=LeadState.NEW)
    offered = models.JSONField("答应了什么", default=list)
    look_on = models.DateField("哪天再看", null=True)
    ended = CodeField("怎样了结", max_length=12, choices=LeadEnd.choices, blank=True)
    ended_why = models.CharField("了结的说明", max_length=200, blank=True)
    opened_at = models.DateTimeField("何时发现")
    closed_at = models.DateTimeField("何时了结", null=True)
    closed_by = models.CharField("谁了结的", max_length=150, blank=True)

    class Meta:
        verbose_name = "困难线索"
        constraints = [models.UniqueConstraint(fields=["key"], condition=Q(state__in=OPEN), name="lead_open_once")]
        indexes = [
            models.Index(fields=["area_code", "-score", "id"], condition=Q(state__in=OPEN), name="lead_open_area"),
            models.Index(fields=["person"], name="lead_person"),
            models.Index(fields=["household_id"], name="lead_household"),
            models.Index(fields=["area_code", "-closed_at"], condition=Q(state="closed"), name="lead_closed_area"),
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.score}"


@tracked()
class LeadReason(models.Model):
    """Something that happened, and made or strengthened a lead; withdrawn with the event that told it."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="reasons")
    reason = CodeField("起因", max_length=16)  # aid.domain.leads.Reason
    person = models.ForeignKey("residents.Person", models.CASCADE, related_name="+")  # to whom it happened
    area_code = CodeField("社区")
    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="+")
    happened_on = models.DateField("哪一天")
    words = models.CharField("怎么回事", max_length=200, blank=True)
    source = CodeField("来源", max_length=64)
    recorded_at = models.DateTimeField("何时记下")
    recorded_by = models.CharField("谁记下的", max_length=150)
    withdrawn_at = models.DateTimeField("何时作废", null=True)
    withdrawn_why = models.CharField("为什么作废", max_length=200, blank=True)

    class Meta:
        verbose_name = "线索起因"
        constraints = [
            models.UniqueConstraint(
                fields=["lead", "reason", "event"], condition=Q(event__isnull=False), name="lead_reason_once_an_event"
            )
        ]
        indexes = [models.Index(fields=["event"], name="lead_reason_event")]

    @property
    def said(self) -> str:
        """What happened, in words."""
        return self.words or Reason(self.reason).words


class LeadStep(models.Model):
    """What somebody did about a lead, in order; never changed."""

    lead = models.ForeignKey(Lead, models.CASCADE, related_name="steps")
    area_code = CodeField("社区")
    at = models.DateTimeField()
    by = models.CharField("谁", max_length=150)
    act = CodeField("做了什么", max_length=16)
    words = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "线索办理记录"
        indexes = [models.Index(fields=["lead", "id"], name="lead_step_order")]
