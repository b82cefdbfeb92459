"""API tokens: shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q

from accounts.models import ApiToken, User
from core import clock


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(user: User, *, name: str = "") -> str:
    """A new token of a user; the text is returned once and not kept."""
    token = secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, digest=_digest(token), name=name, created_at=clock.now())
    return token


def user_of_token(token: str) -> User | None:
    """The active user whose token this is, or None. Marks the use at most once a minute."""
    if not token:
        return None
    now = clock.now()
    alive = Q(expires_at=None) | Q(expires_at__gt=now)
    row = ApiToken.objects.select_related("user").filter(alive, digest=_digest(token), user__is_active=True).first()
    if row is None:
        return None
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row.user
