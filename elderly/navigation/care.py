"""探访保障 in the side bar."""

from core.ui.navigation import NavItem, navigation

navigation.register(NavItem("care", "探访保障", "shield-check", "care", "老龄", "elder.view", order=12))
