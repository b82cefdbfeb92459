"""能力评估, reached through the page of the old."""

from core.ui.navigation import NavItem, navigation
from elderly.domain.rights import HEALTH

navigation.register(NavItem("assessments", "能力评估", "clipboard-list", "assessments", "老龄", HEALTH, order=13))
