"""Sign in (in two steps where a second factor is set up), sign out, change the password."""

from __future__ import annotations

from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from django.conf import settings
from django.contrib.auth import login as start_session
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.forms import CodeForm
from accounts.models import User
from accounts.passwords import StrongWhereAskedValidator
from accounts.policy import must_change_password, wants_strong_password
from accounts.services.passwords import change_password
from accounts.services.second_factor import SHOWN, show
from accounts.services.sessions import forget_session, keep_within_limit, note_session
from accounts.views.halfway import begin, count_failure, expired, halfway_user, is_locked
from core.permission import public, signed_in

# Says "you were signed in" to the sign-in page once the session has run out, and nothing else.
WAS_IN = "was_in"


class SignInForm(AuthenticationForm):
    """Sign-in name and password; one sentence for every failure, so that nobody learns which names exist."""

    error_messages = {
        "invalid_login": "用户名或密码不对。连续错 5 次会锁定 30 分钟。",
        "inactive": "这个账号已停用。",
    }

    def confirm_login_allowed(self, user: User) -> None:  # type: ignore[override]
        """The demo's accounts end with the demo (SEC08)."""
        if not user.may_enter:
            raise ValidationError(self.error_messages["inactive"], code="inactive")


class OwnPasswordForm(PasswordChangeForm):
    """Old and new password; the page says in one sentence what is asked of this user, instead of a list for everybody."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("new_password1", "new_password2"):
            self.fields[name].help_text = ""


@public
@never_cache
@sensitive_post_parameters()
def login(request: HttpRequest) -> HttpResponse:
    """The sign-in page: name and password."""
    if request.user.is_authenticated:
        return redirect("today")
    form = SignInForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        if user.two_factor_since is None:
            return _enter(request, user, _next_page(request))
        begin(request, user, next_page=_next_page(request))
        return redirect("login-code")
    # A locked name is answered by axes (accounts/locked.html) before this page is drawn.
    context = {
        "form": form,
        "attempts_left": _attempts_left(request, get_client_username(request)) if _counts(form) else None,
        "lock_minutes": round(settings.AXES_COOLOFF_TIME * 60),
        "next": request.POST.get("next") or request.GET.get("next", ""),
        "idle": not form.is_bound and "next" in request.GET and WAS_IN in request.COOKIES,
    }
    return render(request, "accounts/login.html", context)


@public
@never_cache
@sensitive_post_parameters()
def login_code(request: HttpRequest) -> HttpResponse:
    """Step two: the code of the phone, or a recovery code. Wrong codes count and lock as wrong passwords do (SEC02)."""
    user = halfway_user(request)
    if user is None:
        return expired(request)
    if is_locked(request, user):
        return render(request, "accounts/locked.html", {"username": user.username}, status=429)
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if show(user, form.cleaned_data["code"]):
            return _enter(request, user, request.session["halfway"]["next"], shown=True)
        count_failure(request, user)
        left = _attempts_left(request, user.username)
        form.add_error("code", f"验证码不对，或者已经用过。再错 {left} 次锁 30 分钟。" if left else "验证码不对。")
    return render(request, "accounts/login_code.html", {"form": form, "account": user})


def _enter(request: HttpRequest, user: User, target: str, *, shown: bool = False) -> HttpResponse:
    start_session(request, user)
    request.session.pop("halfway", None)
    if shown:
        request.session[SHOWN] = True
    request.session.save()
    note_session(request, user)
    keep_within_limit(user, keep=request.session.session_key)
    answer = redirect(target)
    answer.set_cookie(WAS_IN, "1", httponly=True, samesite="Lax", secure=request.is_secure())
    return answer


def _counts(form: SignInForm) -> bool:
    """Was the sign-in wrong, and not the account closed?"""
    return bool(form.errors) and not form.has_error(NON_FIELD_ERRORS, "inactive")


def _attempts_left(request: HttpRequest, username: str | None) -> int:
    failures = AxesProxyHandler.get_failures(request, {"username": username})
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
    forget_session(request.session.session_key)
    end_session(request)
    answer = redirect("login")
    answer.delete_cookie(WAS_IN)
    return answer


@signed_in
@never_cache
@sensitive_post_parameters()
def password_change(request: HttpRequest) -> HttpResponse:
    """Change one's password; forced at the first sign-in, after a reset and when it is worn out (SEC01, SEC05).

    Other sessions end (SEC03).
    """
    user, forced = request.user, must_change_password(request.user)
    form = OwnPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        change_password(user, form.cleaned_data["new_password1"], keep=request.session.session_key)
        forget_session(request.session.session_key)
        update_session_auth_hash(request, user)
        request.session.save()
        note_session(request, user)
        return redirect("today")
    context = {
        "form": form,
        "forced": forced,
        "worn_out": forced and not user.must_change_password,
        "strong": StrongWhereAskedValidator().get_help_text() if wants_strong_password(user) else "",
    }
    return render(request, "accounts/password_change.html", context, status=422 if form.errors else 200)
