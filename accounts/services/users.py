"""Accounts: made, re-keyed and closed by the system administrator, who gives no rights (SEC05, SEC07, SEC08)."""

from __future__ import annotations

import re

from axes.utils import reset as unlock
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from accounts.models import User
from accounts.selectors.areas import area_tree
from accounts.services.passwords import temporary_password
from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotAllowed, NotFound, UserError

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{2,29}")


def create_user(*, username: str, name: str, post: str, home_area: str, by: User) -> tuple[User, str]:
    """A new account without any right, and its temporary password, which is not kept anywhere else."""
    _require(by, home_area)
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username):
        raise UserError("用户名要 3 到 30 个字，用小写字母、数字、点或横线，字母开头，例如 liminyi。", field="username")
    if home_area not in area_tree():
        raise UserError("没有这个单位地区。", field="home_area", remedy="请从列表里选。")
    password = temporary_password()
    with acting(by=by.username, why="建账号"):
        if User.objects.filter(username=username).exists():
            raise Conflict(
                f"用户名 {username} 已经有人用。", field="username", remedy="换一个，例如加上单位的拼音首字母。"
            )
        user = User(
            username=username, name=name.strip(), post=post.strip(), home_area=home_area, created_at=clock.now()
        )
        user.set_password(password)
        user.save()
        log_read(by=by, action="建账号", kind="user", label=f"{user.name}({username})", area=home_area)
    return user, password


def reset_password(user: User, *, by: User) -> str:
    """A temporary password to read out; the old one, every session and a lockout end at once."""
    _require(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己重置密码。", remedy="请用「改密码」。")
    password = temporary_password()
    with acting(by=by.username, why="重置密码"):
        _set_password(user, password, must_change=True)
        log_read(by=by, action="重置密码", kind="user", label=f"{user.name}({user.username})", area=user.home_area)
    unlock(username=user.username)
    return password


def change_password(user: User, new: str) -> None:
    """One's own new password. Django derives the sessions' keys from it, so every other session ends (SEC03)."""
    validate_password(new, user)
    with acting(by=user.username, why="改密码"):
        _set_password(user, new, must_change=False)


def deactivate(user: User, *, by: User) -> None:
    """Close an account: its sessions end with the next request, its API tokens are removed (SEC08)."""
    _require(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能停用自己的账号。", remedy="请另一位系统管理员来停。")
    with acting(by=by.username, why="停用账号"):
        user.is_active = False
        user.save(update_fields=["is_active"])
        user.api_tokens.all().delete()
        log_read(by=by, action="停用账号", kind="user", label=f"{user.name}({user.username})", area=user.home_area)


def reactivate(user: User, *, by: User) -> str:
    """Open a closed account again, with a temporary password; tokens have to be made anew."""
    _require(by, user.home_area)
    password = temporary_password()
    with acting(by=by.username, why="恢复账号"):
        user.is_active = True
        user.save(update_fields=["is_active"])
        _set_password(user, password, must_change=True)
        log_read(by=by, action="恢复账号", kind="user", label=f"{user.name}({user.username})", area=user.home_area)
    return password


def _set_password(user: User, password: str, *, must_change: bool) -> None:
    user.set_password(password)
    user.must_change_password = must_change
    with transaction.atomic():
        user.save(update_fields=["password", "must_change_password"])


def _require(by: User, area: str) -> None:
    if not by.has_permission("user.edit"):
        raise NotAllowed("建账号、重置密码归系统管理员。")
    if not by.scope("user.edit").covers(area):
        raise NotFound("没有这个账号，或者不在你的范围里。")
