"""Users as commands, pages and services find them."""

from __future__ import annotations

from accounts.models import User
from core.errors import NotFound


def user_named(username: str) -> User:
    """The active user with this sign-in name; raises NotFound in words."""
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise NotFound(f"没有在用的账号「{username}」。", remedy="请核对登录名。")
    return user
