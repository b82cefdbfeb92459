"""Between the password and the second factor: who has given the right password, for five minutes, and nothing more."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from django.contrib import messages
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare

from accounts.models import User
from core import clock

KEY, SECONDS = "halfway", 300


def begin(request: HttpRequest, user: User, *, next_page: str) -> None:
    """Remember in the session, which belongs to nobody yet, whose password was right."""
    request.session.cycle_key()
    request.session[KEY] = {
        "user": user.pk,
        "at": int(clock.now().timestamp()),
        "hash": user.get_session_auth_hash(),
        "next": next_page,
        "backend": user.backend,
    }


def halfway_user(request: HttpRequest) -> User | None:
    """The user of that password, while five minutes last and the password and the account are still the same."""
    kept: dict[str, Any] = request.session.get(KEY) or {}
    if not kept or clock.now().timestamp() - kept["at"] > SECONDS:
        return None
    user = User.objects.filter(pk=kept["user"]).first()
    if user is None or not user.may_enter or user.two_factor_since is None:
        return None
    if not constant_time_compare(kept["hash"], user.get_session_auth_hash()):
        return None
    user.backend = kept["backend"]
    return user


def expired(request: HttpRequest) -> HttpResponse:
    """Back to the first step."""
    if request.session.pop(KEY, None):
        messages.warning(request, "隔得太久了，请从密码开始再登录一次。")
    return redirect("login")


def is_locked(request: HttpRequest, user: User) -> bool:
    """Has this account failed too often, by password or by code?"""
    return not AxesProxyHandler.is_allowed(request, {"username": user.username})


def count_failure(request: HttpRequest, user: User) -> None:
    """A wrong code is told to the lockout as a wrong password is: counted, logged, and in the end locked."""
    user_login_failed.send(sender=__name__, credentials={"username": user.username}, request=request)
