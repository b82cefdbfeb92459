"""The second factor of a sign-in (SEC04): something the user has, beside the password the user knows."""

from django.db import models

from accounts.models.user import User
from core.crypto import EncryptedTextField


class Authenticator(models.Model):
    """The secret that a user's phone and the system share (RFC 6238), sealed; it counts from the first right code on."""

    user = models.OneToOneField(User, models.CASCADE, related_name="authenticator")
    secret = EncryptedTextField("密钥")  # base32, as the phone gets it
    created_at = models.DateTimeField()
    confirmed_at = models.DateTimeField("开通于", null=True)
    # The 30-second step of the last accepted code: each code is good once.
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "两步验证"


class RecoveryCode(models.Model):
    """One of ten codes that stand in for a phone left at home; good once, kept only as a salted hash."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    digest = models.BinaryField(max_length=32)
    created_at = models.DateTimeField()
    used_at = models.DateTimeField("用于", null=True)

    class Meta:
        verbose_name = "恢复码"
        constraints = [models.UniqueConstraint(fields=["user", "digest"], name="recovery_code_once")]
