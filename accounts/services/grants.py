"""Rights: given and taken back by the security administrator, who makes no accounts (SEC07)."""

from __future__ import annotations

from datetime import date

from accounts.domain.offices import conflict, fits_level
from accounts.models import Grant, User
from accounts.roles import roles
from accounts.selectors.areas import area_name, area_tree
from core import clock
from core.audit import acting, log_read
from core.errors import NotAllowed, NotFound, UserError


def grant(user: User, role: str, area: str, *, by: User, until: date | None = None, why: str = "") -> Grant:
    """Give a role in an area, until a day or until taken back. A live grant of the same role and area gets the new end.

    Raises UserError naming the input at fault: unknown role or area, too wide an area, a day gone by, or two offices in
    one hand.
    """
    _require(by, area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己授权。", remedy="请另一位安全管理员来授。")
    if role not in roles:
        raise UserError("没有这个岗位。", field="role", remedy="请从列表里选。")
    node = area_tree().get(area)
    if node is None:
        raise UserError("没有这个地区。", field="area", remedy="请从列表里选。")
    if not fits_level(roles[role].level, node.level):
        raise UserError(f"{roles[role].title}不能管到{node.name}这么大。", field="area", remedy="请选下一级的地区。")
    if until is not None and until < clock.today():
        raise UserError(f"有效至 {until} 已经过去。", field="until", remedy="请写今天或以后的日子，或者留空。")
    with acting(by=by.username, why=why or "授权"):
        # The user's row is locked, so that two offices cannot be given in two windows at the same moment.
        locked = User.objects.select_for_update().get(pk=user.pk)
        if problem := conflict((held.role for held in locked.live_grants), role):
            raise UserError(problem, field="role")
        row, _ = Grant.objects.update_or_create(
            user=user,
            role=role,
            area_code=area,
            defaults={"until": until, "granted_by": by.username, "granted_at": clock.now(), "why": why},
        )
        _log(by, "授权", user, row)
    return row


def revoke(row: Grant, *, by: User, why: str = "") -> None:
    """Take a grant back; it ends with the user's next request. The history keeps it (SEC09)."""
    _require(by, row.area_code)
    if row.user_id == by.pk:
        raise NotAllowed("不能收回自己的授权。", remedy="请另一位安全管理员来收。")
    with acting(by=by.username, why=why or "收回授权"):
        _log(by, "收回授权", row.user, row)
        row.delete()


def _log(by: User, action: str, user: User, row: Grant) -> None:
    words = f"{user.name}({user.username}) {roles[row.role].title} {area_name(row.area_code)}"
    log_read(by=by, action=action, kind="grant", label=words[:80], area=row.area_code, reason=row.why)


def _require(by: User, area: str) -> None:
    if not by.has_permission("grant.edit"):
        raise NotAllowed("授权归安全管理员。")
    if not by.scope("grant.edit").covers(area):
        raise NotFound("这个地区不在你的授权范围里。")
