"""What the rules were told, what they had done, and how quickly."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.models.fields import CodeField


class Delivery(models.Model):
    """An event told to one rule: once to react to it, and once more to take its effects back.

    It names nobody: whoever looks after the rules sees which failed, and why, without seeing a resident.
    """

    class Direction(models.TextChoices):
        REACT = "react", "触发"
        TAKE_BACK = "take-back", "收回"

    class State(models.TextChoices):
        PENDING = "pending", "待办"  # to be tried at `next_at`
        PARKED = "parked", "停放"  # tried often enough: somebody looks at it
        DONE = "done", "已办"
        DROPPED = "dropped", "不再办"  # the event was voided before the rule came to it

    event = models.ForeignKey("core.Event", models.PROTECT, related_name="+", db_index=False)
    rule = CodeField("规则", max_length=60)
    direction = CodeField("方向", max_length=10, choices=Direction.choices, default=Direction.REACT)
    state = CodeField("状态", max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveSmallIntegerField("试过几次", default=0)
    next_at = models.DateTimeField("下次再试", null=True)
    error = models.CharField("没办成的原因", max_length=300, blank=True)
    told_at = models.DateTimeField("告知时刻")
    finished_at = models.DateTimeField("办完时刻", null=True)

    class Meta:
        verbose_name = "规则触发"
        constraints = [models.UniqueConstraint(fields=["event", "rule", "direction"], name="delivery_once")]
        indexes = [
            # What waits, by rule and in the order of telling; nearly empty when all is well.
            models.Index(
                fields=["rule", "id"], condition=models.Q(state__in=["pending", "parked"]), name="delivery_waits"
            )
        ]


class Effect(models.Model):
    """What a rule had done because of an event: kept, so that nothing is done twice and everything can be taken back.

    One effect stands for each (rule, key). A later event that plans the same is written as `repeated`: it takes over when
    the first is voided.
    """

    class State(models.TextChoices):
        APPLIED = "applied", "已办"
        REPEATED = "repeated", "先前已办"
        UNDONE = "undone", "已收回"
        ASKED = "asked", "待人决定"  # cannot be taken back by itself: put before a person

    rule = CodeField("规则", max_length=60)
    key = CodeField("同一件", max_length=160)
    event = models.ForeignKey("core.Event", models.PROTECT, related_name="+")
    delivery = models.ForeignKey(Delivery, models.PROTECT, related_name="+", db_index=False)
    kind = CodeField("种类", max_length=40)
    person_id = models.BigIntegerField("对谁", null=True)
    area_code = CodeField("地区", blank=True)
    words = models.CharField("做了什么", max_length=300)
    data = models.JSONField(default=dict)
    target = CodeField("落在哪里", max_length=80, blank=True)  # `task:<uid>`
    state = CodeField("状态", max_length=10, choices=State.choices, default=State.APPLIED)
    at = models.DateTimeField("办的时刻")
    undone_at = models.DateTimeField("收回时刻", null=True)
    undone_words = models.CharField("收回情况", max_length=300, blank=True)

    class Meta:
        verbose_name = "规则办的事"
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "key"], condition=models.Q(state="applied"), name="effect_stands_once"
            )
        ]
        indexes = [
            models.Index(fields=["rule", "key"], condition=models.Q(state="repeated"), name="effect_repeated"),
            models.Index(fields=["person_id"], name="effect_person"),
            models.Index(fields=["rule", "id"], name="effect_latest"),
        ]


class RuleDay(models.Model):
    """How a rule fared on a day with a kind of event: counts, and how long its deliveries took.

    Kept by the engine as it goes, so that the page 规则 × 事件 reads some hundred rows whatever was delivered.
    """

    rule = CodeField("规则", max_length=60)
    kind = CodeField("事", max_length=60)
    day = models.DateField("日")
    done = models.PositiveIntegerField("办成", default=0)
    effects = models.PositiveIntegerField("效果", default=0)
    taken_back = models.PositiveIntegerField("收回", default=0)
    failures = models.PositiveIntegerField("失败", default=0)
    last_at = models.DateTimeField("最近一次")
    within = ArrayField(
        models.PositiveIntegerField(), default=list
    )  # deliveries by time taken: lifecycle/domain/delays.py

    class Meta:
        verbose_name = "规则一日"
        constraints = [models.UniqueConstraint(fields=["rule", "kind", "day"], name="rule_day_once")]
