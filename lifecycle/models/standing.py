"""Who stood on which list last night, what changed since the night before, and what nobody can explain."""

from django.db import models
from django.db.models import Q

from core.models.fields import CodeField


class Reconciliation(models.Model):
    """A night's recompute: rosters against those of the night before, projections against the facts they follow."""

    on = models.DateField("哪天")
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("结束", null=True)
    rosters = models.PositiveIntegerField("比了几份名册", default=0)
    people = models.PositiveIntegerField("名册上的人次", default=0)
    moves = models.PositiveIntegerField("变化", default=0)
    unexplained = models.PositiveIntegerField("没有事件解释", default=0)
    gaps = models.PositiveIntegerField("投影不符", default=0)
    passed_over = models.JSONField("没有比的名册", default=list)  # [{roster, area, why}]: a parameter is 待确认 …

    class Meta:
        verbose_name = "夜间核对"
        indexes = [models.Index(fields=["-id"], name="reconciliation_latest")]


class RosterStanding(models.Model):
    """A person stood on a community's list when it was last recomputed."""

    roster = CodeField("名册", max_length=40)
    period = models.CharField("年份或期别", max_length=12)
    area_code = CodeField("哪个社区的名册")
    person_id = models.BigIntegerField()
    since = models.DateField("从哪天起在册")

    class Meta:
        verbose_name = "在册"
        constraints = [
            models.UniqueConstraint(fields=["roster", "area_code", "person_id"], name="roster_standing_once"),
        ]
        indexes = [models.Index(fields=["person_id"], name="roster_standing_person")]


class StandingList(models.Model):
    """A community's list as of its last recompute: its period, day and parameter values, against which tonight's is compared."""

    roster = CodeField("名册", max_length=40)
    area_code = CodeField("社区")
    period = models.CharField("年份或期别", max_length=12)
    as_of = models.DateField("截至")
    known = models.DateTimeField("按何时的底册")
    rows = models.PositiveIntegerField("人数")
    parameters = models.JSONField(default=dict)

    class Meta:
        verbose_name = "昨夜的名册"
        constraints = [models.UniqueConstraint(fields=["roster", "area_code"], name="standing_list_once")]


class RosterMove(models.Model):
    """Somebody came onto a community's list or left it between two nights, with the reason; `explained` is False when none is known."""

    class Kind(models.TextChoices):
        ADDED = "added", "增"
        REMOVED = "removed", "减"

    run = models.ForeignKey(Reconciliation, models.CASCADE, related_name="moved")
    roster = CodeField("名册", max_length=40)
    period = models.CharField("年份或期别", max_length=12)
    area_code = CodeField("哪个社区的名册")
    person_id = models.BigIntegerField()
    kind = models.CharField("增减", max_length=8, choices=Kind.choices)
    reasons = models.JSONField("原因", default=list)  # [{text, source}], put into words when shown
    explained = models.BooleanField("有事件解释", default=True)
    settled_at = models.DateTimeField("核对过", null=True)
    settled_by = models.CharField("谁核对的", max_length=150, blank=True)
    settled_words = models.CharField("查到的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "名册夜间变化"
        indexes = [
            models.Index(fields=["area_code", "run"], name="roster_move_area"),
            models.Index(fields=["person_id"], name="roster_move_person"),
            models.Index(
                fields=["area_code"], condition=Q(explained=False, settled_at=None), name="roster_move_unexplained"
            ),
        ]


class ProjectionGap(models.Model):
    """A column that follows dated facts says something else than they do: found by night, mended by a person who looked."""

    run = models.ForeignKey(Reconciliation, models.CASCADE, related_name="found")
    check_key = CodeField("哪一项", max_length=40)
    area_code = CodeField("地区", blank=True)
    person_id = models.BigIntegerField()
    stored = models.CharField("底册写的", max_length=200, blank=True)
    computed = models.CharField("按事实应是", max_length=200, blank=True)
    mended_at = models.DateTimeField("改正于", null=True)
    mended_by = models.CharField("谁改正的", max_length=150, blank=True)

    class Meta:
        verbose_name = "投影不符"
        indexes = [
            models.Index(fields=["person_id"], name="projection_gap_person"),
            models.Index(fields=["area_code"], condition=Q(mended_at=None), name="projection_gap_open"),
        ]
