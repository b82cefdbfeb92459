"""物资 in the side bar."""

from __future__ import annotations

from core.ui.navigation import NavItem, navigation

navigation.register(NavItem("supplies", "物资", "gift", "supplies", "救助与发放", "supply.view", order=76))
