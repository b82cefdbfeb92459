"""API tokens: shown once, kept as a digest."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q

from accounts.models import ApiToken, User
from accounts.policy import needs_second_factor
from core import clock
from core.errors import NotAllowed


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue_token(user: User, *, name: str = "") -> str:
    """A new token of a user; the text is returned once and not kept.

    Refused while the user still has to set up the second factor (SEC04): a token would be a way round it.
    """
    if needs_second_factor(user):
        raise NotAllowed(f"{user.name}的岗位要两步验证，设好以后才能有接口令牌。", remedy="请本人先登录网页设置。")
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
    if row is None or not row.user.may_enter:
        return None
    if row.last_used_at is None or now - row.last_used_at > timedelta(minutes=1):
        ApiToken.objects.filter(pk=row.pk).update(last_used_at=now)
    return row.user
