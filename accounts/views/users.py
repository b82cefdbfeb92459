"""Accounts and rights: the list, an account, and what the two administrators may do with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms import AccountForm, GrantForm
from accounts.models import Grant, User
from accounts.selectors.users import STATES, grants_of, locked_names, state_of, user_lines, visible_user
from accounts.services.grants import grant, revoke
from accounts.services.users import create_user, deactivate, reactivate, reset_password
from core.errors import NotFound, UserError
from core.permission import permitted


@permitted("user.view")
def users(request: HttpRequest) -> HttpResponse:
    """The accounts of the offices the administrator looks after."""
    text, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    area = request.area.code if request.area else ""
    lines = user_lines(request.user, text=text, area=area, state=state if state in STATES else "")
    context = {"lines": lines, "q": text, "state": state, "states": STATES}
    context["may_create"] = request.user.has_permission("user.edit")
    return render(request, "accounts/users.html", context)


@permitted("user.edit")
@never_cache
def new_user(request: HttpRequest) -> HttpResponse:
    """Make an account; its temporary password is shown once."""
    form = AccountForm(request.POST or None, scope=request.user.scope("user.edit"))
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
    return _user_page(request, _visible(request, username))


@permitted("grant.edit")
@require_POST
def add_grant(request: HttpRequest, username: str) -> HttpResponse:
    """Give a role in an area."""
    account = _visible(request, username)
    form = GrantForm(request.POST, scope=request.user.scope("grant.edit"))
    if form.is_valid():
        try:
            grant(account, by=request.user, **form.cleaned_data)
        except UserError as error:
            form.refuse(error)
        else:
            messages.success(request, f"已授给{account.name}。对方下一次点击就生效。")
            return redirect("user", username=username)
    return _user_page(request, account, form=form, status=422)


@permitted("grant.edit")
@require_POST
def drop_grant(request: HttpRequest, username: str, pk: int) -> HttpResponse:
    """Take a grant back."""
    account = _visible(request, username)
    row = get_object_or_404(Grant.objects.select_related("user"), pk=pk, user=account)
    return _act(request, account, lambda: revoke(row, by=request.user), "已收回。对方下一次点击就生效。")


@permitted("user.edit")
@require_POST
@never_cache
def new_password(request: HttpRequest, username: str) -> HttpResponse:
    """Reset the password; unlocks, and ends every session of the account."""
    account = _visible(request, username)
    try:
        password = reset_password(account, by=request.user)
    except UserError as error:
        messages.error(request, str(error))
        return redirect("user", username=username)
    return _password_page(request, account, password, "密码重置好了")


@permitted("user.edit")
@require_POST
def close_user(request: HttpRequest, username: str) -> HttpResponse:
    """Deactivate an account."""
    account = _visible(request, username)
    return _act(request, account, lambda: deactivate(account, by=request.user), "账号已停用，登录和接口令牌都失效了。")


@permitted("user.edit")
@require_POST
@never_cache
def reopen_user(request: HttpRequest, username: str) -> HttpResponse:
    """Open a deactivated account again."""
    account = _visible(request, username)
    return _password_page(request, account, reactivate(account, by=request.user), "账号恢复了")


def _visible(request: HttpRequest, username: str) -> User:
    try:
        return visible_user(request.user, username)
    except NotFound as error:
        raise Http404 from error


def _act(request: HttpRequest, account: User, act: Any, done: str) -> HttpResponse:
    try:
        act()
    except UserError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, done)
    return redirect("user", username=account.username)


def _user_page(
    request: HttpRequest, account: User, *, form: GrantForm | None = None, status: int = 200
) -> HttpResponse:
    may_grant = request.user.has_permission("grant.edit") and account.pk != request.user.pk
    if may_grant and form is None:
        form = GrantForm(scope=request.user.scope("grant.edit"))
    context = {
        "account": account,
        "state": state_of(account, locked_names()),
        "grants": grants_of(account),
        "tokens": account.api_tokens.count(),
        "form": form if may_grant else None,
        "may_edit": request.user.has_permission("user.edit") and account.pk != request.user.pk,
    }
    return render(request, "accounts/user.html", context, status=status)


def _password_page(request: HttpRequest, account: User, password: str, title: str) -> HttpResponse:
    context = {"account": account, "password": password, "title": title}
    return render(request, "accounts/user_password.html", context)
