"""Passwords of the past, so that none comes back too soon."""

from django.db import models

from accounts.models.user import User


class PasswordRecord(models.Model):
    """The salted hash of a password that a user has or had; only the latest are kept (SEC01)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="password_records")
    hashed = models.CharField(max_length=128)
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "用过的密码"
        indexes = [models.Index(fields=["user", "-set_at"], name="password_record_latest")]
