"""老年人体检 in the side bar, for those whose work health is."""

from core.ui.navigation import NavItem, navigation
from elderly.domain.rights import HEALTH

navigation.register(NavItem("health", "老年人体检", "heart", "health-due", "老龄", HEALTH, order=54))
