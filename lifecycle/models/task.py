"""Tasks: what somebody has to do, for whom, why, and until when."""

import datetime as dt
import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce

from core.crypto import EncryptedTextField
from core.history import tracked
from core.models.fields import CodeField
from lifecycle.domain.task_states import OPEN_STATES, STATE_CHOICES, State

NEVER = dt.date(9999, 12, 31)


@tracked(exclude=["due_order"])
class Task(models.Model):
    """A piece of work that falls to an office because of what happened to people: opened by a rule, a job or a colleague.

    It names nobody: whom it is about stands in TaskPerson, and the screens take the names from the base. Without an assignee it
    belongs to whoever holds its role in its area. The limit is written down as it stood on the day from which it counts.
    """

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = CodeField("种类", max_length=40)
    key = CodeField("同一件事只开一次", max_length=160)
    title = models.CharField("办什么", max_length=120)
    why = models.CharField("为什么", max_length=300, blank=True)
    state = models.CharField("状态", max_length=10, choices=STATE_CHOICES, default=State.OPEN.value)
    area_code = CodeField("地区")
    role = CodeField("归哪个岗位", max_length=40)
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="tasks")
    household_id = models.BigIntegerField("哪一户", null=True)

    event = models.ForeignKey("core.Event", models.PROTECT, null=True, related_name="tasks")
    effect_id = models.BigIntegerField("哪条连带", null=True)
    source = CodeField("来源", max_length=64, blank=True)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="followers")  # look-again: at which task

    starts_on = models.DateField("从哪天起算")
    starts_at = models.DateTimeField("从何时起算", null=True)  # limits by the clock
    limit_number = models.PositiveSmallIntegerField("时限", null=True)  # None with a parameter: 待确认
    limit_unit = models.CharField("按什么算", max_length=8, blank=True)  # Limit.unit; empty: no limit
    limit_parameter = CodeField("时限参数", max_length=60, blank=True)
    limit_document = models.CharField("时限依据", max_length=300, blank=True)
    limit_certainty = models.CharField("时限有多确定", max_length=4, blank=True)
    due_fixed = models.BooleanField("期限由开办时定", default=False)
    due_on = models.DateField("最晚哪天", null=True)
    due_at = models.DateTimeField("最晚何时", null=True)  # limits by the clock
    due_order = models.GeneratedField(
        expression=Coalesce("due_on", Value(NEVER)), output_field=models.DateField(), db_persist=True
    )

    data = models.JSONField(default=dict)
    checklist = models.JSONField("清单上做了哪几步", default=list)  # places in the kind's checklist, from 0
    answers = EncryptedTextField("办理结果", default=b"")  # JSON object by the kind's form: may speak of health
    outcome = models.CharField("结果", max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField("没办成的次数", default=0)

    opened_at = models.DateTimeField("何时开办")
    opened_by = models.CharField("谁开的", max_length=150)
    closed_at = models.DateTimeField("何时办结", null=True)
    closed_by = models.CharField("谁办结的", max_length=150, blank=True)
    escalated_at = models.DateTimeField("何时上报", null=True)
    escalated_to = CodeField("上报到哪", blank=True)
    escalated_why = models.CharField("为什么上报", max_length=200, blank=True)

    class Meta:
        verbose_name = "待办"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(state__in=OPEN_STATES), name="task_open_once")
        ]
        indexes = [
            models.Index(
                fields=["area_code", "due_order", "id"], condition=Q(state__in=OPEN_STATES), name="task_open_area"
            ),
            models.Index(
                fields=["assignee", "due_order", "id"], condition=Q(state__in=OPEN_STATES), name="task_open_assignee"
            ),
            models.Index(
                fields=["role", "area_code", "due_order"], condition=Q(state__in=OPEN_STATES), name="task_open_role"
            ),
            models.Index(fields=["due_order", "id"], condition=Q(state__in=OPEN_STATES), name="task_open_due"),
            models.Index(
                fields=["limit_parameter", "starts_on"], condition=Q(state__in=OPEN_STATES), name="task_open_limit"
            ),
            models.Index(fields=["area_code", "due_order", "id"], name="task_area"),
            models.Index(fields=["kind", "area_code", "due_order"], name="task_kind"),
            models.Index(fields=["effect_id"], name="task_effect"),
            models.Index(fields=["household_id"], name="task_household"),
            models.Index(fields=["escalated_to", "due_order"], condition=~Q(escalated_to=""), name="task_escalated"),
        ]

    def __str__(self) -> str:
        return self.title


class TaskPerson(models.Model):
    """Whom a task is about, and as what; the first one (`place` 0) is the one it is done for."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="people")
    person_id = models.BigIntegerField()
    role = CodeField("身份", max_length=24)
    place = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = "待办涉及的人"
        constraints = [models.UniqueConstraint(fields=["task", "person_id", "role"], name="task_person_once")]
        indexes = [models.Index(fields=["person_id", "task"], name="task_person")]


@tracked()
class TaskPause(models.Model):
    """Days on which a task's time stands still, with the reason; `until` is the day on which it runs again (None: still)."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="pauses")
    since = models.DateField("从哪天停")
    since_at = models.DateTimeField("何时停")
    until = models.DateField("哪天恢复", null=True)
    until_at = models.DateTimeField("何时恢复", null=True)
    reason = models.CharField("为什么停", max_length=200)
    by = models.CharField("谁停的", max_length=150)
    ended_by = models.CharField("谁恢复的", max_length=150, blank=True)

    class Meta:
        verbose_name = "暂停"
        constraints = [
            models.UniqueConstraint(fields=["task"], condition=Q(until_at=None), name="task_one_pause_at_a_time")
        ]


class TaskStep(models.Model):
    """What somebody did with a task, in order: assigned, paused, noted, moved its due date … Never changed."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="steps")
    at = models.DateTimeField()
    by = models.CharField("谁", max_length=150)
    act = CodeField("做了什么", max_length=16)
    words = models.CharField("事由或结果", max_length=300, blank=True)
    before = models.CharField("原来", max_length=60, blank=True)
    after = models.CharField("现在", max_length=60, blank=True)

    class Meta:
        verbose_name = "办理记录"
        indexes = [models.Index(fields=["task", "id"], name="task_step_order")]
