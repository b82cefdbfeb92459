"""Passwords: temporary ones, shown once to the administrator who made them, and what is kept of every one (SEC01, SEC05)."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import PasswordRecord, User
from accounts.services.sessions import close_sessions
from core import clock
from core.audit import acting, log_read

# Without signs that look alike on paper: 0 O, 1 l I, 2 Z, 5 S.
_SMALL, _CAPITAL, _DIGITS = "abcdefghijkmnpqrtuvwxy", "ACDEFGHJKLMNPQRTUVWXY", "346789"


def temporary_password() -> str:
    """Ten signs of three kinds, easy to read out."""
    signs = [secrets.choice(kind) for kind in (_SMALL, _SMALL, _SMALL, _CAPITAL, _CAPITAL, _CAPITAL, *[_DIGITS] * 4)]
    secrets.SystemRandom().shuffle(signs)
    return "".join(signs)


def set_password(user: User, password: str, *, must_change: bool) -> None:
    """Give an account a password, remember its hash, forget those too old to matter."""
    now = clock.now()
    with transaction.atomic():
        if user.pk and user.password and not user.password_records.exists():
            PasswordRecord.objects.create(user=user, hashed=user.password, set_at=user.created_at)
        user.set_password(password)
        user.must_change_password, user.password_changed_at = must_change, now
        user.save(update_fields=["password", "must_change_password", "password_changed_at"] if user.pk else None)
        PasswordRecord.objects.create(user=user, hashed=user.password, set_at=now)
        kept = user.password_records.order_by("-set_at", "-pk").values_list("pk", flat=True)
        user.password_records.exclude(pk__in=list(kept[: settings.PASSWORDS_REMEMBERED])).delete()


def change_password(user: User, new: str, *, keep: str | None = "") -> None:
    """One's own new password; every session but the one with the key `keep` ends (SEC03)."""
    validate_password(new, user)
    with acting(by=user.username, why="改密码"):
        set_password(user, new, must_change=False)
        close_sessions(user, keep=keep)
        log_read(by=user, action="改密码", kind="user", label=f"{user.name}({user.username})", area=user.home_area)
