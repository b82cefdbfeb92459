"""老人 in the side bar."""

from core.ui.navigation import NavItem, navigation

navigation.register(NavItem("elderly", "老人", "user-heart", "elderly", "老龄", "elder.view", order=10))
navigation.register(
    NavItem("elder-records", "老人档案", "file-check", "elder-records-list", "老龄", "elder.view", order=11)
)
