"""Who may act on an account or a right: the office in charge of its area, level by level (SEC07, handbook §13.2)."""

from __future__ import annotations

from accounts.models import User
from accounts.selectors.areas import area_name
from accounts.selectors.offices import Offices, account_offices, rights_offices
from core.errors import NotAllowed, NotFound


def require_administrator(by: User, area: str) -> None:
    """`by` makes, re-keys and closes the accounts of this area; else NotAllowed, or NotFound outside the scope."""
    if not by.has_permission("user.edit"):
        raise NotAllowed("建账号、重置密码归系统管理员。")
    if not by.scope("user.edit").covers(area):
        raise NotFound("没有这个账号，或者不在你的范围里。")
    _require(by, area, account_offices(), "账号", "系统管理员")


def require_security(by: User, area: str) -> None:
    """`by` grants rights in this area; else NotAllowed, or NotFound outside the scope."""
    if not by.has_permission("grant.edit"):
        raise NotAllowed("授权归安全管理员。")
    if not by.scope("grant.edit").covers(area):
        raise NotFound("这个地区不在你的授权范围里。")
    _require(by, area, rights_offices(), "授权", "安全管理员")


def _require(by: User, area: str, offices: Offices, what: str, who: str) -> None:
    if not offices.admits(by, area):
        raise NotAllowed(
            f"{area_name(area)}的{what}归离它最近的{who}管。", remedy=f"请找{offices.names(area) or f'上一级{who}'}。"
        )
