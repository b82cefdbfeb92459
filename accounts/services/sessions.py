"""Where users are signed in: noted once a minute at most, ended by themselves or by an administrator (SEC03, SEC08)."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.http import HttpRequest

from accounts.models import ApiToken, OpenSession, User
from accounts.services.responsibility import require_administrator
from core import clock
from core.audit import log_read
from core.errors import NotFound

# One statement for the first look and for every later one.
_NOTE = """
INSERT INTO accounts_opensession (user_id, key, since, seen_at, ip, agent) VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (key) DO UPDATE SET seen_at = excluded.seen_at, ip = excluded.ip
"""


def note_session(request: HttpRequest, user: User) -> None:
    """Write down that this browser was here now."""
    key = request.session.session_key
    if not key:
        return
    now, agent = clock.now(), request.headers.get("User-Agent", "")[:300]
    with connection.cursor() as cursor:
        cursor.execute(_NOTE, [user.pk, key, now, now, request.META.get("REMOTE_ADDR") or None, agent])


def forget_session(key: str | None) -> None:
    """The session was ended by its user."""
    OpenSession.objects.filter(key=key or "").delete()


def end_session(user: User, pk: int, *, by: User) -> None:
    """End one session of a user: one's own, or that of an account one looks after."""
    _require(user, by)
    row = OpenSession.objects.filter(user=user, pk=pk).first()
    if row is None:
        raise NotFound("这次登录已经结束了。")
    _end(user, [row.key], by=by)


def end_sessions(user: User, *, by: User, keep: str | None = "") -> int:
    """End all sessions of a user, except the one with the key `keep`; returns how many ended."""
    _require(user, by)
    return _end(user, [key for key in _keys(user) if key != keep], by=by)


def close_sessions(user: User, *, keep: str | None = "") -> None:
    """End sessions as part of another act, which is logged itself."""
    _delete([key for key in _keys(user) if key != keep])


def keep_within_limit(user: User, *, keep: str | None) -> None:
    """Where only so many sessions are allowed at once, the oldest give way to the new one (SESSIONS_AT_ONCE)."""
    if settings.SESSIONS_AT_ONCE:
        older = [key for key in _keys(user) if key != keep]
        _delete(older[settings.SESSIONS_AT_ONCE - 1 :])


def clear_ended_sessions() -> int:
    """Remove what is left of sessions that ran out (SEC35); returns how many (the nightly job)."""
    now = clock.now()
    ended, _ = Session.objects.filter(expire_date__lt=now).delete()
    OpenSession.objects.filter(seen_at__lt=now - dt.timedelta(days=1)).delete()
    return ended


def drop_token(user: User, pk: int, *, by: User) -> None:
    """Take an API token back; the next request with it is refused."""
    _require(user, by)
    with transaction.atomic():
        token = ApiToken.objects.filter(user=user, pk=pk).first()
        if token is None:
            raise NotFound("这个令牌已经收回了。")
        token.delete()
        log_read(by=by, action="收回接口令牌", kind="user", label=f"{user.name}({user.username})", area=user.home_area)


def _keys(user: User) -> list[str]:
    """Newest first."""
    return list(OpenSession.objects.filter(user=user).order_by("-since", "-pk").values_list("key", flat=True))


def _end(user: User, keys: list[str], *, by: User) -> int:
    with transaction.atomic():
        _delete(keys)
        if keys:
            label = f"{user.name}({user.username})"
            log_read(by=by, action=f"结束登录 {len(keys)} 处", kind="user", label=label, area=user.home_area)
    return len(keys)


def _delete(keys: list[str]) -> None:
    if keys:
        Session.objects.filter(session_key__in=keys).delete()
        OpenSession.objects.filter(key__in=keys).delete()


def _require(user: User, by: User) -> None:
    if user.pk != by.pk:
        require_administrator(by, user.home_area)
