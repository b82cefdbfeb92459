"""A night's recompute: every community's lists against those of the night before, every projection against its facts."""

from __future__ import annotations

import datetime as dt
import logging
from dataclasses import dataclass, field

from django.db import transaction

from accounts.selectors.areas import area_tree
from core import clock
from core.bulk import insert_rows
from core.projections import projections
from core.scope import Scope, as_system
from core.upkeep import note_upkeep
from lifecycle.models import ProjectionGap, Reconciliation
from lifecycle.reconciling.lists import ListResult, reconcile_list
from lifecycle.roster.declaration import rosters

logger = logging.getLogger(__name__)
_GAPS = 1000  # of a kind and night: more is one fault, not a thousand
_WHY = "every community's lists are computed anew by night; who may read what changed is asked when it is shown"


@dataclass
class Night:
    """What a night found, for the log and the command."""

    run: Reconciliation
    results: list[ListResult] = field(default_factory=list)

    @property
    def summary(self) -> dict[str, int]:
        run = self.run
        return {
            "rosters": run.rosters,
            "people": run.people,
            "moves": run.moves,
            "unexplained": run.unexplained,
            "gaps": run.gaps,
            "passed_over": len(run.passed_over),
        }


def reconcile(*, on: dt.date, area: str = "") -> Night:
    """Recompute every roster of every community (of those within `area`, if given), list by list: a fault in one stops no other."""
    with as_system(_WHY):
        run = Reconciliation.objects.create(on=on, started_at=clock.now())
        night = Night(run)
        for community in _communities(area):
            for roster in rosters:
                day = roster.asked_for(community, on)
                if day is not None:
                    with transaction.atomic():
                        night.results.append(reconcile_list(roster, community, day, run))
        run.gaps = _find_gaps(run)
        _close(night)
    return night


def _communities(area: str) -> list[str]:
    nodes = area_tree().nodes.values()
    codes = [node.code for node in nodes if node.level == "community" and not node.ended]
    return sorted(code for code in codes if not area or Scope.of([area]).holds(code))


def _find_gaps(run: Reconciliation) -> int:
    """What differs tonight; a gap that was found before and still stands is not written again."""
    number = 0
    for projection in projections:
        gaps = projection.find(_GAPS)
        known = set(
            ProjectionGap.objects.filter(check_key=projection.key, mended_at=None).values_list("person_id", flat=True)
        )
        fixed = known - {gap.person_id for gap in gaps}
        ProjectionGap.objects.filter(check_key=projection.key, mended_at=None, person_id__in=fixed).update(
            mended_at=clock.now(), mended_by="system"
        )
        fresh = [gap for gap in gaps if gap.person_id not in known]
        insert_rows(
            ProjectionGap,
            ("run_id", "check_key", "area_code", "person_id", "stored", "computed", "mended_by"),
            [
                (run.pk, projection.key, gap.area or "", gap.person_id, gap.stored or "", gap.computed or "", "")
                for gap in fresh
            ],
        )
        number += len(gaps)
    return number


def _close(night: Night) -> None:
    run, done = night.run, [one for one in night.results if not one.passed_over]
    run.rosters, run.people = len(done), sum(one.people for one in done)
    run.moves = sum(one.moves for one in done)
    run.unexplained = sum(one.unexplained for one in done)
    run.passed_over = [
        {"roster": one.roster, "area": one.area, "why": one.passed_over} for one in night.results if one.passed_over
    ]
    run.finished_at = clock.now()
    run.save()
    seconds = round((run.finished_at - run.started_at).total_seconds(), 1)
    wrong = run.unexplained + run.gaps
    message = f"{run.unexplained} 处名册变化没有事件解释，{run.gaps} 处投影与事实不符。" if wrong else ""
    note_upkeep("reconciliation", ok=not wrong, seconds=seconds, rows=run.people, message=message)
    if wrong:
        logger.warning("Reconciliation of %s: %s", run.on, night.summary)
