"""What elder records tell the rest of the house, and where their rows come from."""

from core.outbox import EventKind, event_kinds
from core.sources import SourceKind, SourceWords, source_kinds
from lifecycle.telling.declaration import NotTold, not_told

COMPLETED = "person.elder_record_completed"

event_kinds.register(EventKind(COMPLETED, "老人档案填全", "user-heart", "老人"))
not_told.register(NotTold(COMPLETED, "service", "在老人档案里填全联系人、家庭医生、爱好以后自动记下。"))


def _words(sources: list[str]) -> dict[str, SourceWords]:
    return dict.fromkeys(sources, SourceWords("按底册自动建档"))


source_kinds.register(SourceKind("records", _words))
