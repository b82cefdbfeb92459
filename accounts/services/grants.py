"""Rights: given, renewed, lent and taken back by the security administrator, who makes no accounts (SEC07)."""

from __future__ import annotations

from datetime import date

from accounts.domain.offices import conflict, fits_level
from accounts.handovers import rights_changed
from accounts.models import Grant, User
from accounts.roles import roles
from accounts.selectors.areas import area_name, area_tree
from accounts.services.responsibility import require_security
from core import clock
from core.audit import acting, log_read
from core.errors import NotAllowed, UserError


def grant(user: User, role: str, area: str, *, by: User, until: date | None = None, why: str = "") -> Grant:
    """Give a role in an area, until a day or until taken back. A live grant of the same role and area gets the new end.

    Raises UserError naming the input at fault: unknown role or area, too wide an area, a day gone by, or two offices in
    one hand.
    """
    require_security(by, area)
    if user.pk == by.pk:
        raise NotAllowed("不能给自己授权。", remedy="请另一位安全管理员来授。")
    check_grant(role, area, until)
    with acting(by=by.username, why=why or "授权"):
        row = write_grant(user, role, area, by=by, until=until, why=why)
        _log(by, "授权", user, row)
        rights_changed([user.pk])
    return row


def renew(row: Grant, *, until: date | None, by: User, why: str = "") -> Grant:
    """Give a right that ends a later end, or none."""
    if row.until is None:
        raise UserError("这项授权本来就没有期限。", field="until")
    if until is not None and until <= row.until:
        raise UserError(f"新的日子要在 {row.until} 之后。", field="until", remedy="要早点结束，请收回。")
    return grant(row.user, row.role, row.area_code, by=by, until=until, why=why or row.why)


def substitute(absent: User, stand_in: User, *, until: date, by: User) -> list[Grant]:
    """Lend somebody's rights to a stand-in until a day; whoever is away keeps their own.

    Rights that the stand-in has already, for longer, stay as they are. Refused when nothing is left to lend.
    """
    if absent.pk == stand_in.pk:
        raise UserError("代班的人要是另一个人。", field="stand_in")
    why, lent = f"代{absent.name}的班", []
    with acting(by=by.username, why=why):
        for held in absent.live_grants:
            own = Grant.objects.filter(user=stand_in, role=held.role, area_code=held.area_code).first()
            if own is None or (own.until is not None and own.until < until):
                end = min(until, held.until) if held.until else until
                lent.append(grant(stand_in, held.role, held.area_code, until=end, why=why, by=by))
    if not lent:
        raise UserError(f"{stand_in.name}已经有{absent.name}的全部授权，不用代班。", field="stand_in")
    return lent


def revoke(row: Grant, *, by: User, why: str = "") -> None:
    """Take a grant back; it ends with the user's next request. The history keeps it (SEC09)."""
    require_security(by, row.area_code)
    if row.user_id == by.pk:
        raise NotAllowed("不能收回自己的授权。", remedy="请另一位安全管理员来收。")
    with acting(by=by.username, why=why or "收回授权"):
        _log(by, "收回授权", row.user, row)
        row.delete()
        rights_changed([row.user_id])


def write_grant(user: User, role: str, area: str, *, by: User, until: date | None, why: str) -> Grant:
    """The row itself, for services that have asked who may; raises UserError for two offices in one hand."""
    # The user's row is locked, so that two offices cannot be given in two windows at the same moment.
    locked = User.objects.select_for_update().get(pk=user.pk)
    if problem := conflict((held.role for held in locked.live_grants), role):
        raise UserError(problem, field="role")
    given = {"until": until, "granted_by": by.username, "granted_at": clock.now(), "why": why}
    row, _ = Grant.objects.update_or_create(
        user=user, role=role, area_code=area, defaults=given | {"expiry_logged_on": None}
    )
    return row


def log_expired(*, on: date) -> int:
    """Write into the log which rights have ended by themselves, each once; returns how many (the nightly job)."""
    ended = Grant.objects.filter(until__lt=on, expiry_logged_on=None).select_related("user").order_by("until", "pk")
    with acting(by="system", why="授权到期"):
        users = [row.user_id for row in ended]
        for row in ended:
            _log(row.user, "授权到期", row.user, row)
        number = ended.update(expiry_logged_on=on)
        rights_changed(users)
        return number


def check_grant(role: str, area: str, until: date | None) -> None:
    """Raise UserError naming the input at fault."""
    if role not in roles:
        raise UserError("没有这个岗位。", field="role", remedy="请从列表里选。")
    node = area_tree().get(area)
    if node is None:
        raise UserError("没有这个地区。", field="area", remedy="请从列表里选。")
    if not fits_level(roles[role].level, node.level):
        raise UserError(f"{roles[role].title}不能管到{node.name}这么大。", field="area", remedy="请选下一级的地区。")
    if until is not None and until < clock.today():
        raise UserError(f"有效至 {until} 已经过去。", field="until", remedy="请写今天或以后的日子，或者留空。")


def _log(by: User, action: str, user: User, row: Grant) -> None:
    words = f"{user.name}({user.username}) {roles[row.role].title} {area_name(row.area_code)}"
    log_read(by=by, action=action, kind="grant", label=words[:80], area=row.area_code, reason=row.why)
