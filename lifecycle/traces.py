"""On which published rosters a person stands (core/traces.py)."""

from __future__ import annotations

from core.scope import as_system
from core.traces import Trace, Traced, TraceLine, traces
from lifecycle.roster.declaration import rosters
from lifecycle.selectors.versions import publications_of


def _publications(asked: Traced) -> list[TraceLine]:
    with as_system("where one person was published: the asker has shown a right to this person, and gets no value"):
        found = publications_of(asked.ids)
    lines = []
    for version in found:
        roster = rosters.get(version.roster)
        title = roster.title if roster else version.roster
        said = f"{title} {version.period} 第 {version.number} 次发布（{version.rows} 人）"
        by = version.published_by.username
        lines.append(TraceLine(version.published_at, by, "发布过", said, version.note, version.area_code))
    return lines


traces.register(Trace("publications", "发布过", _publications))
