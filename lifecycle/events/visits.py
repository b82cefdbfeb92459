"""A visit stands on the timeline: that somebody came and whether the person was met, never what was said."""

from __future__ import annotations

from core.event_log import EventWords, Saying, Words, event_words
from core.outbox import EventKind, event_kinds
from lifecycle.domain.visits import MET

event_kinds.register(EventKind("person.visited", "走访", "walk", "关怀"))


def _words(saying: Saying) -> Words:
    return Words(f"走访，{MET.get(saying.payload.get('met', ''), '')}".rstrip("，"))


event_words.register(EventWords("person.visited", _words))
