"""What the nights found, for those who answer for the areas concerned."""

from __future__ import annotations

from dataclasses import dataclass

from core.projections import Projection, projections
from core.scope import Scope
from core.sources import SourceWords, describe
from lifecycle.models import ProjectionGap, Reconciliation, RosterMove
from lifecycle.roster.declaration import rosters
from residents.selectors.attention import Named, people_named

PAGE = 50
OPEN, ALL = "open", "all"


@dataclass(frozen=True)
class MoveLine:
    """A change of a list: who (None: not in the reader's areas any more), which list, and what is known of why."""

    row: RosterMove
    person: Named | None
    roster: str
    reasons: list[tuple[str, SourceWords | None]]


@dataclass(frozen=True)
class GapLine:
    """A projection that differs: `projection` None when its check is not declared any more."""

    row: ProjectionGap
    person: Named | None
    projection: Projection | None

    @property
    def mendable(self) -> bool:
        """Can it be brought in step without anybody deciding anything?"""
        return self.projection is not None and self.projection.mend is not None


def last_night() -> Reconciliation | None:
    """The latest run that came to its end."""
    return Reconciliation.objects.exclude(finished_at=None).order_by("-pk").first()


def move_lines(scope: Scope, *, show: str = OPEN, after: int = 0) -> tuple[list[MoveLine], int]:
    """Changes of lists in a scope, the newest first, and where the next page begins (0: nowhere). `open`: those that nothing explains
    and nobody has looked at; `all`: every change."""
    rows = RosterMove.objects.filter(scope.q("area_code")).select_related("run").order_by("-pk")
    if show == OPEN:
        rows = rows.filter(explained=False, settled_at=None)
    if after:
        rows = rows.filter(pk__lt=after)
    page = list(rows[: PAGE + 1])
    following = page[PAGE - 1].pk if len(page) > PAGE else 0
    page = page[:PAGE]
    people = people_named(row.person_id for row in page)
    words = describe(reason["source"] for row in page for reason in row.reasons if reason.get("source"))
    return [
        MoveLine(
            row,
            people.get(row.person_id),
            _title(row),
            [(reason["text"], words.get(reason.get("source", ""))) for reason in row.reasons],
        )
        for row in page
    ], following


def gap_lines(scope: Scope) -> list[GapLine]:
    """Projections that differ and nobody has mended, the newest first; at most a page."""
    rows = list(ProjectionGap.objects.filter(scope.q("area_code"), mended_at=None).order_by("-pk")[:PAGE])
    people = people_named(row.person_id for row in rows)
    return [GapLine(row, people.get(row.person_id), projections.get(row.check_key)) for row in rows]


def open_counts(scope: Scope) -> tuple[int, int]:
    """How many changes nothing explains, how many projections differ; both capped, nobody works off more in a day."""
    moves = RosterMove.objects.filter(scope.q("area_code"), explained=False, settled_at=None)[:1000].count()
    return moves, ProjectionGap.objects.filter(scope.q("area_code"), mended_at=None)[:1000].count()


def _title(row: RosterMove) -> str:
    roster = rosters.get(row.roster)
    return f"{roster.title if roster else row.roster} {row.period}"
