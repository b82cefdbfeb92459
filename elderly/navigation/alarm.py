"""平安通 in the side bar, and the band that every page asks for."""

from core.ui.bands import Band, bands
from core.ui.navigation import NavItem, navigation

navigation.register(NavItem("alarm", "平安通", "bell", "alarm", "老龄", "alarm.view", order=56))
bands.register(Band("alarm", "alarm-band", "alarm.view"))
