"""Kinds that nobody tells by hand: other pages and services tell them, with what they do; the clock tells milestones."""

from __future__ import annotations

from core.sources import SourceKind, SourceWords, source_kinds
from lifecycle.telling.declaration import NotTold, not_told
from lifecycle.telling.reading import PREFIX, described

source_kinds.register(
    SourceKind(PREFIX, lambda sources: {source: SourceWords(words) for source, words in described(sources).items()})
)

for _key, _words in (
    ("person.corrected", "在这个人的页上「更正资料」时记下。"),
    ("person.area_changed", "地区合并、拆分时记下。"),
    ("person.merged", "两条记录合并时记下，在合并页撤销。"),
    ("person.merge_undone", "撤销合并时记下。"),
    ("household.changed", "在户的页上加人、离户时记下。"),
    ("household.head_changed", "在户的页上确认新户主时记下。"),
    ("person.visited", "填完走访表时记下。"),
    ("voter.listing_changed", "在选举的页上登记资格、证明和决定时记下。"),
    ("kinship.changed", "在这个人的页上「登记亲属」时记下。"),
):
    not_told.register(NotTold(_key, "service", _words))
