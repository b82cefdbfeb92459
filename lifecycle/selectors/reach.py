"""Which area a roster is asked for, when nobody says."""

from __future__ import annotations

from typing import Any

from core.errors import NotFound


def own_area(user: Any, permission: str, chosen: str = "") -> str:
    """The area chosen on screen if the grants cover it, else the user's office area, else the first granted one."""
    scope = user.scope(permission)
    granted = sorted((grant.area_code for grant in user.live_grants), key=len)
    for area in (chosen, user.home_area, *granted):
        if area and scope.covers(area):
            return str(area)
    raise NotFound("你的授权里没有可以看名册的地区。", remedy="请安全管理员授权。")
