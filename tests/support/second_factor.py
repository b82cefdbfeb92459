"""A phone for tests: the codes that an authenticator shows."""

from __future__ import annotations

from django_otp.oath import hotp

from accounts.domain.codes import secret_bytes
from accounts.models import User
from accounts.services.second_factor import enrol, pending
from core import clock

STEP = 30


def code_of(secret: str, *, later: int = 0) -> str:
    """The six digits of now, or of `later` half minutes from now."""
    return f"{hotp(secret_bytes(secret), int(clock.now().timestamp()) // STEP + later):06d}"


def with_phone(user: User) -> tuple[str, list[str]]:
    """The user sets up the second factor (with the code before this one, so that this one is still good)."""
    secret = pending(user).secret
    return secret, enrol(user, code_of(secret, later=-1), keep="")
