"""Accounts: made, re-keyed, unlocked and closed by the system administrator, who gives no rights (SEC05, SEC07, SEC08)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from axes.utils import reset as forget_failures

from accounts.handovers import rights_changed
from accounts.models import User
from accounts.selectors.areas import area_tree
from accounts.services.passwords import set_password, temporary_password
from accounts.services.responsibility import require_administrator
from accounts.services.sessions import close_sessions
from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotAllowed, UserError

_USERNAME = re.compile(r"[a-z][a-z0-9_.-]{2,29}")
# Words that stand in addresses where a sign-in name could stand.
_TAKEN = {"new"}


def create_user(*, username: str, name: str, post: str, home_area: str, by: User) -> tuple[User, str]:
    """A new account without any right, and its temporary password, which is not kept anywhere else."""
    require_administrator(by, home_area)
    with acting(by=by.username, why="建账号"):
        user, password = new_account(username=username, name=name, post=post, home_area=home_area)
        log_read(by=by, action="建账号", kind="user", label=_label(user), area=home_area)
    return user, password


def new_account(*, username: str, name: str, post: str, home_area: str) -> tuple[User, str]:
    """The account itself, for services that have asked who may; raises UserError naming the input at fault."""
    username = username.strip().lower()
    if not _USERNAME.fullmatch(username) or username in _TAKEN:
        raise UserError("用户名要 3 到 30 个字，用小写字母、数字、点或横线，字母开头，例如 liminyi。", field="username")
    if home_area not in area_tree():
        raise UserError("没有这个单位地区。", field="home_area", remedy="请从列表里选。")
    if User.objects.filter(username=username).exists():
        raise Conflict(f"用户名 {username} 已经有人用。", field="username", remedy="换一个，例如加上单位的拼音首字母。")
    user = User(username=username, name=name.strip(), post=post.strip(), home_area=home_area, created_at=clock.now())
    password = temporary_password()
    set_password(user, password, must_change=True)
    return user, password


def reset_password(user: User, *, by: User) -> str:
    """A temporary password to read out; the old one, every session and a lockout end at once."""
    require_administrator(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己重置密码。", remedy="请用「改密码」。")
    password = temporary_password()
    with _act(user, "重置密码", by=by):
        set_password(user, password, must_change=True)
        close_sessions(user)
    forget_failures(username=user.username)
    return password


def unlock(user: User, *, by: User) -> None:
    """Let an account try again at once after too many wrong passwords (SEC02); its password stays."""
    require_administrator(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己解锁。", remedy="请另一位系统管理员来解。")
    with _act(user, "解锁", by=by):
        forget_failures(username=user.username)


def deactivate(user: User, *, by: User, why: str = "") -> None:
    """Close an account: its sessions end at once, its API tokens are removed (SEC08)."""
    require_administrator(by, user.home_area)
    if user.pk == by.pk:
        raise NotAllowed("不能停用自己的账号。", remedy="请另一位系统管理员来停。")
    with _act(user, "停用账号", by=by, why=why):
        shut(user)
        rights_changed([user.pk])


def shut(user: User) -> None:
    """Close the account, as part of an act that is logged itself."""
    user.is_active = False
    user.save(update_fields=["is_active"])
    user.api_tokens.all().delete()
    close_sessions(user)


def reactivate(user: User, *, by: User) -> str:
    """Open a closed account again, with a temporary password; tokens have to be made anew."""
    require_administrator(by, user.home_area)
    password = temporary_password()
    with _act(user, "恢复账号", by=by):
        user.is_active = True
        user.save(update_fields=["is_active"])
        set_password(user, password, must_change=True)
        rights_changed([user.pk])
    return password


@contextmanager
def _act(user: User, action: str, *, by: User, why: str = "") -> Iterator[None]:
    with acting(by=by.username, why=why or action):
        yield
        log_read(by=by, action=action, kind="user", label=_label(user), area=user.home_area, reason=why)


def _label(user: User) -> str:
    return f"{user.name}({user.username})"
