"""我的账号: my rights, my sign-ins, my programs, my second factor."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.forms import CodeForm
from accounts.policy import lacks_second_factor, needs_second_factor, password_ends_on
from accounts.selectors.sessions import sessions_of, tokens_of
from accounts.selectors.users import grants_of
from accounts.services import second_factor
from accounts.services.sessions import drop_token, end_session, end_sessions, forget_session, note_session
from accounts.views.halfway import count_failure, is_locked
from core.errors import UserError
from core.permission import signed_in


@signed_in
def me(request: HttpRequest) -> HttpResponse:
    """My account."""
    user = request.user
    context = {
        "grants": [words for words in grants_of(user) if not words.over],
        "sessions": sessions_of(user, here=request.session.session_key),
        "tokens": tokens_of(user),
        "codes_left": second_factor.codes_left(user) if user.two_factor_since else 0,
        "lacks_factor": lacks_second_factor(user),
        "password_ends_on": password_ends_on(user),
    }
    return render(request, "accounts/me.html", context)


@signed_in
@require_POST
def end_my_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out on another machine."""
    try:
        end_session(request.user, pk, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "那一处已经退出。")
    return redirect("me")


@signed_in
@require_POST
def end_my_other_sessions(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    number = end_sessions(request.user, by=request.user, keep=request.session.session_key)
    messages.success(request, f"其他 {number} 处都退出了。" if number else "别处没有登录。")
    return redirect("me")


@signed_in
@require_POST
def drop_my_token(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back one of my API tokens."""
    try:
        drop_token(request.user, pk, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "令牌收回了，用它的程序下一次就进不来。")
    return redirect("me")


@signed_in
@never_cache
@sensitive_post_parameters()
def two_factor(request: HttpRequest) -> HttpResponse:
    """Set up the second factor: a picture for the phone, its first code; then the recovery codes, shown once."""
    user = request.user
    form = CodeForm(request.POST or None)
    if user.two_factor_since is not None:
        context = {"form": form, "codes_left": second_factor.codes_left(user)}
        return render(request, "accounts/two_factor.html", context)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.enrol(user, form.cleaned_data["code"], keep=request.session.session_key)
        except UserError as error:
            form.refuse(error)
        else:
            request.session[second_factor.SHOWN] = True
            forget_session(request.session.session_key)
            request.session.cycle_key()
            note_session(request, user)
            return _codes_page(request, codes, "两步验证开通了")
    row = second_factor.pending(user)
    context = {
        "form": form,
        "picture": second_factor.picture(row),
        "secret": second_factor.readable(row),
        "forced": needs_second_factor(user),
    }
    return render(request, "accounts/two_factor_setup.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
@never_cache
@sensitive_post_parameters()
def new_recovery_codes(request: HttpRequest) -> HttpResponse:
    """Ten new recovery codes for the old ones."""

    def renew(code: str) -> HttpResponse:
        return _codes_page(request, second_factor.renew_codes(request.user, code), "新的恢复码")

    return _with_code(request, renew)


@signed_in
@require_POST
@never_cache
@sensitive_post_parameters()
def replace_phone(request: HttpRequest) -> HttpResponse:
    """Another phone instead of this one, which is still at hand."""

    def replace(code: str) -> HttpResponse:
        second_factor.replace(request.user, code)
        request.session.pop(second_factor.SHOWN, None)
        messages.success(request, "原来的手机不用了。请用新手机扫一遍。")
        return redirect("two-factor")

    return _with_code(request, replace)


def _with_code(request: HttpRequest, act: Callable[[str], HttpResponse]) -> HttpResponse:
    """Do what needs a code of the moment; wrong ones count as they do at sign-in."""
    user, form = request.user, CodeForm(request.POST)
    if is_locked(request, user):
        return render(request, "accounts/locked.html", {"username": user.username}, status=429)
    if form.is_valid():
        try:
            return act(form.cleaned_data["code"])
        except UserError as error:
            count_failure(request, user)
            form.refuse(error)
    context = {"form": form, "codes_left": second_factor.codes_left(user)}
    return render(request, "accounts/two_factor.html", context, status=422)


def _codes_page(request: HttpRequest, codes: list[str], title: str) -> HttpResponse:
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "title": title})
