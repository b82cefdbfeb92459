"""What a good password is made of (SEC01), counted without Django."""

from __future__ import annotations

import datetime as dt

STRONG_LENGTH, STRONG_KINDS = 10, 3  # 三级建议：≥10位、含3类


def kinds(password: str) -> int:
    """How many of the four kinds of signs it holds: small letters, capitals, digits, others."""
    return sum(
        (
            any(sign.islower() for sign in password),
            any(sign.isupper() for sign in password),
            any(sign.isdigit() for sign in password),
            any(not sign.isalnum() for sign in password),
        )
    )


def is_strong(password: str) -> bool:
    """Ten signs or more, of three kinds."""
    return len(password) >= STRONG_LENGTH and kinds(password) >= STRONG_KINDS


def last_day(set_on: dt.date, days: int) -> dt.date | None:
    """The last day of a password that is good for so many days; None when it lasts (0 days)."""
    return set_on + dt.timedelta(days=days) if days > 0 else None
