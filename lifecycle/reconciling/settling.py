"""What a person found out about a change that no event explains, and the mending of what follows facts."""

from __future__ import annotations

from typing import Any

from core import clock
from core.errors import NotFound, UserError
from core.projections import projections
from core.scope import as_system
from lifecycle.models import ProjectionGap, RosterMove

_NOT_THERE = "没有这一条，或不在你的范围内。"


def settle_move(pk: int, *, words: str, by: Any) -> RosterMove:
    """Write down why somebody came onto a list, or left it; NotFound outside the user's areas, UserError without words."""
    scope = by.scope("roster.publish")
    row = RosterMove.objects.filter(scope.q("area_code"), pk=pk, explained=False, settled_at=None).first()
    if row is None:
        raise NotFound(_NOT_THERE)
    if not words.strip():
        raise UserError("要写查到的原因。", field="words", remedy="例如：旧库补录，没有登记事件。")
    row.settled_at, row.settled_by, row.settled_words = clock.now(), by.username, words.strip()[:200]
    row.save(update_fields=["settled_at", "settled_by", "settled_words"])
    return row


def mend_gap(pk: int, *, by: Any) -> ProjectionGap:
    """Bring a projection in step with its facts. UserError where only a person can say which side is wrong."""
    scope = by.scope("person.edit")
    row = ProjectionGap.objects.filter(scope.q("area_code"), pk=pk, mended_at=None).first()
    if row is None:
        raise NotFound(_NOT_THERE)
    projection = projections.get(row.check_key)
    if projection is None or projection.mend is None:
        raise UserError("这一处要人看过再更正。", remedy=projection.help if projection else "打开这个人的页面核对。")
    with as_system(f"a projection of a person in {row.area_code} is brought in step, asked by {by.username}"):
        projection.mend([row.person_id], by.username)
    row.mended_at, row.mended_by = clock.now(), by.username
    row.save(update_fields=["mended_at", "mended_by"])
    return row
