"""职责: what a community has."""

from core.ui.navigation import NavItem, navigation

navigation.register(
    NavItem("organisations", "社会组织", "users-group", "organisations-list", "职责", "organisation.view", order=70)
)
