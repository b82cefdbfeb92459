"""Accounts: the list, an account, and what the system administrator may do with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.domain.offices import SECURITY, SYSTEM
from accounts.forms import AccountForm, GrantForm
from accounts.models import User
from accounts.selectors.areas import area_name, area_tree
from accounts.selectors.joint_acts import open_acts_of, waiting_acts
from accounts.selectors.leaving import leaving
from accounts.selectors.offices import account_offices, areas_in_charge
from accounts.selectors.sessions import sessions_of, tokens_of
from accounts.selectors.users import (
    STATES,
    grants_of,
    locked_names,
    second_factor_of,
    state_of,
    user_lines,
    visible_user,
)
from accounts.services.sessions import drop_token, end_sessions
from accounts.services.users import create_user, deactivate, reactivate, reset_password, unlock
from core.errors import NotFound, UserError
from core.permission import permitted


@permitted("user.view")
def users(request: HttpRequest) -> HttpResponse:
    """The accounts of the offices the administrator looks after; `?area=` narrows them to those of an area."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    asked = request.GET.get("area", "")
    area = asked if asked in area_tree() else (request.area.code if request.area else "")
    lines = user_lines(request.user, text=text, area=area, state=state if state in STATES else "")
    context = {
        "lines": lines,
        "q": text,
        "state": state,
        "states": STATES,
        "area": asked if asked in area_tree() else "",
        "may_create": request.user.has_permission("user.edit"),
        "may_grant": request.user.has_permission("grant.edit"),
        "waiting": waiting_acts(request.user),
    }
    return render(request, "accounts/users.html", context)


@permitted("user.edit")
@never_cache
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account; its temporary password is shown once."""
    areas = areas_in_charge(request.user, SYSTEM, "user.edit")
    form = AccountForm(request.POST or None, areas=areas, initial={"home_area": request.GET.get("area", "")})
    if request.method == "POST" and form.is_valid():
        try:
            user, password = create_user(by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            return _password_page(request, user, password, "账号建好了")
    return render(request, "accounts/user_new.html", {"form": form}, status=422 if form.errors else 200)


@permitted("user.view")
def user(request: HttpRequest, username: str) -> HttpResponse:
    """One account with its rights."""
    return user_page(request, visible(request, username))


@permitted("user.edit")
@require_POST
@never_cache
def new_password(request: HttpRequest, username: str) -> HttpResponse:
    """Reset the password; unlocks, and ends every session of the account."""
    account = visible(request, username)
    return _with_password(request, account, lambda: reset_password(account, by=request.user), "密码重置好了")


@permitted("user.edit")
@require_POST
def unlock_user(request: HttpRequest, username: str) -> HttpResponse:
    """Let a locked account try again; its password stays."""
    account = visible(request, username)
    return act(request, account, lambda: unlock(account, by=request.user), "解锁了，本人可以马上再试。")


@permitted("user.edit")
def close_user(request: HttpRequest, username: str) -> HttpResponse:
    """Say what closing the account leaves behind; then close it."""
    account = visible(request, username)
    if request.method != "POST":
        return render(request, "accounts/user_close.html", {"account": account, "leaving": leaving(account)})
    why = request.POST.get("why", "").strip()[:160]
    done = "账号已停用，登录和接口令牌都失效了。"
    return act(request, account, lambda: deactivate(account, by=request.user, why=why), done)


@permitted("user.edit")
@require_POST
@never_cache
def reopen_user(request: HttpRequest, username: str) -> HttpResponse:
    """Open a deactivated account again."""
    account = visible(request, username)
    return _with_password(request, account, lambda: reactivate(account, by=request.user), "账号恢复了")


@permitted("user.edit")
@require_POST
def end_user_sessions(request: HttpRequest, username: str) -> HttpResponse:
    """Sign the account out everywhere."""
    account = visible(request, username)
    return act(request, account, lambda: end_sessions(account, by=request.user), "这个账号在各处都已退出。")


@permitted("user.edit")
@require_POST
def drop_user_token(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """Take back an API token of the account."""
    account = visible(request, username)
    return act(request, account, lambda: drop_token(account, pk, by=request.user), "令牌收回了。")


def visible(request: HttpRequest, username: str) -> User:
    """An account the reader may see; else it does not exist."""
    try:
        return visible_user(request.user, username)
    except NotFound as error:
        raise Http404 from error


def act(request: HttpRequest, account: User, do: Callable[[], Any], done: str) -> HttpResponse:
    """Do something with an account, say how it went, and go back to its page."""
    try:
        do()
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("user", username=account.username)


def user_page(
    request: HttpRequest, account: User, *, forms: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """The page of an account. `forms`: those that were refused, to be shown with what was typed."""
    me, offices, locked = request.user, account_offices(), locked_names()
    may_grant = me.has_permission("grant.edit") and account.pk != me.pk
    context = {
        "account": account,
        "state": state_of(account, locked),
        "locked": account.username in locked,
        "second_factor": second_factor_of(account),
        "grants": grants_of(account),
        "sessions": sessions_of(account),
        "tokens": tokens_of(account),
        "acts": open_acts_of(account),
        "form": _grant_form(request) if may_grant else None,
        "may_grant": may_grant,
        "may_edit": me.has_permission("user.edit") and account.pk != me.pk and offices.admits(me, account.home_area),
        "in_charge": offices.names(account.home_area),
        "home": area_name(account.home_area),
    }
    return render(request, "accounts/user.html", context | (forms or {}), status=status)


def _grant_form(request: HttpRequest) -> GrantForm:
    return GrantForm(areas=areas_in_charge(request.user, SECURITY, "grant.edit"))


def _with_password(request: HttpRequest, account: User, do: Callable[[], str], title: str) -> HttpResponse:
    try:
        password = do()
    except UserError as error:
        messages.error(request, str(error))
        return redirect("user", username=account.username)
    return _password_page(request, account, password, title)


def _password_page(request: HttpRequest, account: User, password: str, title: str) -> HttpResponse:
    context = {"account": account, "password": password, "title": title}
    return render(request, "accounts/user_password.html", context)
