"""Where a user is signed in, and which programs act in the user's name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from accounts.domain.agents import device_words
from accounts.models import ApiToken, OpenSession, User
from core import clock

# A session is noted once a minute; one that ran out half a minute ago must not look open for longer than that.
_LAG = dt.timedelta(minutes=1)


@dataclass(frozen=True)
class SessionLine:
    """A session as its user knows it. `here`: the one that asks."""

    session: OpenSession
    device: str
    here: bool


def sessions_of(user: User, *, here: str | None = None) -> list[SessionLine]:
    """Sessions that still run, the present one first, then the last seen."""
    idle = dt.timedelta(seconds=settings.SESSION_COOKIE_AGE) + _LAG
    rows = OpenSession.objects.filter(user=user, seen_at__gt=clock.now() - idle).order_by("-seen_at", "-pk")
    lines = [SessionLine(row, device_words(row.agent), here is not None and row.key == here) for row in rows]
    return sorted(lines, key=lambda line: not line.here)


def tokens_of(user: User) -> list[ApiToken]:
    """API tokens, the newest first."""
    return list(user.api_tokens.order_by("-created_at", "-pk"))
