"""A check-up was recorded: told to duties, read by those whose work health is."""

from core.outbox import EventKind, event_kinds
from elderly.domain.rights import HEALTH
from elderly.services.checkups import CHECKED_UP
from lifecycle.telling.declaration import NotTold, not_told

event_kinds.register(EventKind(CHECKED_UP, "体检", "heart", "健康", permission=HEALTH))
not_told.register(NotTold(CHECKED_UP, "service", "导入体检名单（WJ05），或者在这个人的健康页上登记体检时记下。"))
