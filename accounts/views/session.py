"""Sign in, sign out, change the password."""

from __future__ import annotations

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from django.conf import settings
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.services.passwords import change_password
from core.permission import public, signed_in

# Says "you were signed in" to the sign-in page once the session has run out, and nothing else.
WAS_IN = "was_in"


class SignInForm(AuthenticationForm):
    """Sign-in name and password; one sentence for every failure, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": "用户名或密码不对。连续错 5 次会锁定 30 分钟。",
        "inactive": "这个账号已停用。",
    }


@public
@never_cache
@sensitive_post_parameters()
def login(request: HttpRequest) -> HttpResponse:
    """The sign-in page."""
    if request.user.is_authenticated:
        return redirect("today")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        start_session(request, form.get_user())
        answer = redirect(_next_page(request))
        answer.set_cookie(WAS_IN, "1", httponly=True, samesite="Lax", secure=request.is_secure())
        return answer
    # A locked name is answered by axes (accounts/locked.html) before this page is drawn.
    context = {
        "form": form,
        "attempts_left": _attempts_left(request) if form.errors else None,
        "lock_minutes": round(settings.AXES_COOLOFF_TIME * 60),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "idle": not form.is_bound and "next" in request.GET and WAS_IN in request.COOKIES,
    }
    return render(request, "accounts/login.html", context)


def _attempts_left(request: HttpRequest) -> int:
    failures = AxesProxyHandler.get_failures(request, {"username": get_client_username(request)})
    return max(settings.AXES_FAILURE_LIMIT - failures, 0)


def _next_page(request: HttpRequest) -> str:
    target = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if safe else resolve_url("today")


@public
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """End the session at once."""
    end_session(request)
    answer = redirect("login")
    answer.delete_cookie(WAS_IN)
    return answer


@signed_in
@never_cache
@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's password; forced at the first sign-in and after a reset (SEC05). Other sessions end (SEC03)."""
    forced = request.user.must_change_password
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = request.user
        change_password(user, form.cleaned_data["new_password1"])
        update_session_auth_hash(request, user)
        return redirect("today")
    context = {"form": form, "forced": forced}
    return render(request, "accounts/password_change.html", context, status=422 if form.errors else 200)
