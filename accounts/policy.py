"""What more is asked of an account than its right password: settings of the installation, applied to one user."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from accounts.domain.passwords import last_day
from accounts.models import User
from core import clock


def _asked(level: str, user: User) -> bool:
    return level == "all" or (level == "privileged" and user.privileged)


def wants_strong_password(user: User) -> bool:
    """Ten signs of three kinds, instead of eight with letters and digits (STRONG_PASSWORDS, SEC01)."""
    return _asked(settings.STRONG_PASSWORDS, user)


def needs_second_factor(user: User) -> bool:
    """Has this user to sign in with two factors, and does not yet (REQUIRE_TOTP, SEC04)? Nothing else opens before."""
    if user.two_factor_since is not None or user.demo:
        return False  # a demo account may enter only where the demo is on (User.may_enter)
    return _asked(settings.REQUIRE_TOTP, user)


def lacks_second_factor(user: User) -> bool:
    """Holds a privileged role with a password alone, as the demo accounts do: the screens say so."""
    return user.two_factor_since is None and user.privileged


def password_ends_on(user: User) -> dt.date | None:
    """The last day of the password (PASSWORD_DAYS, SEC01); None when it does not end."""
    if user.demo:
        return None
    moment = user.password_changed_at or user.created_at
    return last_day(moment.astimezone(clock.SHANGHAI).date(), settings.PASSWORD_DAYS)


def must_change_password(user: User) -> bool:
    """First, reset or worn-out password: only the page that changes it can be reached (SEC01, SEC05)."""
    if user.must_change_password:
        return True
    end = password_ends_on(user)
    return end is not None and end < clock.today()
