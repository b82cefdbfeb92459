"""An assessment is told to duties, and read by those whose work health is; the payload holds codes, never answers."""

from __future__ import annotations

from core.event_log import EventWords, Saying, Words, event_words
from core.outbox import EventKind, event_kinds
from elderly.domain.assessment import short_name
from elderly.domain.assessment_words import SCALES
from elderly.domain.rights import HEALTH
from elderly.services.assessments import ASSESSED
from lifecycle.telling.declaration import NotTold, not_told

event_kinds.register(EventKind(ASSESSED, "能力评估", "clipboard-list", "健康", permission=HEALTH))
not_told.register(NotTold(ASSESSED, "service", "在评估表上存好一次评估，或者作废一次评估时记下。"))


def _words(saying: Saying) -> Words:
    said = saying.payload
    scale = said.get("scale", "")
    title = SCALES.get(scale, "能力评估")
    if said.get("voided"):
        return Words(f"{title}作废")
    level = short_name(scale, said.get("level"))
    return Words(f"{title}：{level}" if level else title)


event_words.register(EventWords(ASSESSED, _words))
