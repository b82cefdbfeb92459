"""Keys for machines that call the API."""

from django.db import models

from accounts.models.user import User


class ApiToken(models.Model):
    """A bearer token of a user, kept only as SHA-256; it dies with the account (SEC08)."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    digest = models.CharField(max_length=64, unique=True)
    name = models.CharField("用途", max_length=80, blank=True)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    last_used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "接口令牌"
