"""短信 in the side bar."""

from core.ui.navigation import NavItem, navigation

navigation.register(NavItem("messages", "短信", "send", "messages", "职责", "sms.view", order=90))
