"""The lines of the side bar for areas and users."""

from __future__ import annotations

from core.ui.navigation import NavItem, navigation

navigation.register(
    NavItem("areas", "地区", "sitemap", url_name="areas", group="管理", permission="area.view", order=10)
)
navigation.register(
    NavItem("users", "账号与授权", "users", url_name="users", group="管理", permission="user.view", order=20)
)
