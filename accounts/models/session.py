"""Where a user is signed in."""

from django.db import models

from accounts.models.user import User


class OpenSession(models.Model):
    """One sign-in that still runs: on which machine, since when, last seen when. The session itself is Django's."""

    user = models.ForeignKey(User, models.CASCADE, related_name="open_sessions")
    key = models.CharField(max_length=40, unique=True)
    since = models.DateTimeField("登录于")
    seen_at = models.DateTimeField("最近一次")
    ip = models.GenericIPAddressField("从哪台机器", null=True)
    agent = models.CharField("浏览器", max_length=300, blank=True)

    class Meta:
        verbose_name = "登录会话"
