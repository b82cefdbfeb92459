"""重算金额 in the side bar."""

from __future__ import annotations

from core.ui.navigation import NavItem, navigation

navigation.register(
    NavItem("aid-recalculate", "重算救助金额", "rotate", "aid-recalculate", "救助与发放", "aid.confirm", order=73)
)
