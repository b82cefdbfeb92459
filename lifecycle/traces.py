"""On which published rosters a person stands (core/traces.py)."""

from __future__ import annotations

from core.scope import as_system
from core.traces import Trace, Traced, TraceLine, traces
from lifecycle.roster.declaration import rosters
from lifecycle.selectors.versions import publications_of
from lifecycle.selectors.visits_kept import made_to


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


def _visits(asked: Traced) -> list[TraceLine]:
    """Who came to the door; nothing of what was said there."""
    with as_system("who visited one person: the asker has shown a right to this person, and gets no answer"):
        found = made_to(asked.ids)
    return [
        TraceLine(row.visited_at, row.by, "走访过", f"走访，{row.get_met_display()}", "", row.area_code)
        for row in found
    ]


traces.register(Trace("publications", "发布过", _publications))
traces.register(Trace("visits", "走访过", _visits))
