"""The first holders of the three offices: who makes the accounts of those who make accounts?"""

from __future__ import annotations

from django.db.models import Q

from accounts.domain.offices import OFFICES
from accounts.models import User
from accounts.selectors.areas import area_name
from accounts.selectors.offices import live_grants
from accounts.services.grants import check_grant, write_grant
from accounts.services.users import new_account
from core.audit import acting, log_read
from core.errors import Conflict, UserError

_WHY = "首任，命令行任命"


def appoint(*, username: str, name: str, office: str, area: str) -> tuple[User, str]:
    """An account with one of the three offices, made on the machine itself; returns it with its temporary password.

    Only for a vacant office: once somebody holds it, accounts and rights go the way of two offices.
    """
    if office not in OFFICES:
        raise UserError(f"没有「{office}」这个岗位。", field="office", remedy=f"请用 {'、'.join(OFFICES)}。")
    check_grant(office, area, None)
    with acting(by="bin/manage appoint", why=_WHY):
        if holders := live_grants(Q(role=office, area_code=area)):
            names = "、".join(grant.user.username for grant in holders)
            raise Conflict(
                f"{area_name(area)}已经有{OFFICES[office]}：{names}。", remedy="请由在任的管理员建账号、授权。"
            )
        user, password = new_account(username=username, name=name, post="", home_area=area)
        write_grant(user, office, area, by=user, until=None, why=_WHY)
        log_read(by=user, action="任命", kind="grant", label=f"{user.name} {OFFICES[office]}", area=area, reason=_WHY)
    return user, password
