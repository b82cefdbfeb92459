"""Acts that nobody does alone."""

from django.db import models

from accounts.models.user import User
from core.history import tracked


@tracked()
class JointAct(models.Model):
    """What two offices do together: the system administrator starts it, the security administrator confirms it.

    A hand-over (交接) gives a leaver's rights and open things to a successor on a day; a lost phone (重置两步验证) takes a
    second factor away. Neither office can do it alone (SEC04, SEC07, SEC08).
    """

    class Kind(models.TextChoices):
        HANDOVER = "handover", "交接"
        LOST_PHONE = "lost-phone", "重置两步验证"

    class State(models.TextChoices):
        WAITING = "waiting", "等安全管理员确认"
        CONFIRMED = "confirmed", "已确认，到日子办"
        DONE = "done", "办好了"
        REFUSED = "refused", "没有同意"

    kind = models.CharField("什么事", max_length=12, choices=Kind.choices)
    user = models.ForeignKey(User, models.PROTECT, related_name="joint_acts", verbose_name="谁的账号")
    successor = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="接手的人")
    on = models.DateField("哪天")
    why = models.CharField("事由", max_length=200)
    state = models.CharField("办到哪了", max_length=10, choices=State.choices, default=State.WAITING)
    grants = models.JSONField("确认转交的授权", default=list)
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="谁发起")
    started_at = models.DateTimeField()
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="谁确认")
    decided_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "两员同办"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "kind"],
                condition=models.Q(state__in=["waiting", "confirmed"]),
                name="one_open_joint_act",
            )
        ]
