"""The proof that no old person of the six national groups is without a next visit, its day and somebody who answers (民发〔2022〕73 号).

The groups are told afresh from the base, not from the rows that services keep: a rule that never ran, a hand that forgot, a job that
stood still all show here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from core import clock
from core.scope import area_range
from elderly.domain.categories import NATIONAL
from elderly.selectors.derived import EVERYWHERE, in_area, rows
from elderly.selectors.derived_sql import IN_AREA, belonging
from elderly.selectors.plans import visiting_grants

_MOST = 500
# `visit`: an open visit of care with a day, made by somebody in office there; `owner`: a plan whose owner is.
_PROOF = """
WITH {belonging}, office AS MATERIALIZED (
  SELECT * FROM unnest(%(users)s::bigint[], %(lows)s::text[], %(highs)s::text[]) AS said(holder, low, high)
), elder6 AS MATERIALIZED (
  SELECT b.id, b.area, b.codes FROM belongs b WHERE b.codes && %(national)s::text[]
), visit AS MATERIALIZED (
  SELECT tp.person_id, bool_or(t.due_on IS NOT NULL) AS dated,
    bool_or(t.due_on IS NOT NULL AND EXISTS (
      SELECT FROM office o WHERE o.holder = t.assignee_id AND e.area COLLATE "C" >= o.low AND e.area COLLATE "C" < o.high)) AS good
  FROM lifecycle_task t JOIN lifecycle_taskperson tp ON tp.task_id = t.id AND tp.place = 0 JOIN elder6 e ON e.id = tp.person_id
  WHERE t.kind = 'care-visit' AND t.state IN ('open', 'started', 'paused') GROUP BY tp.person_id
), owned AS MATERIALIZED (
  SELECT plan.person_id FROM elderly_careplan plan JOIN elder6 e ON e.id = plan.person_id
  WHERE plan.closed_on IS NULL AND EXISTS (
    SELECT FROM office o WHERE o.holder = plan.owner_id AND e.area COLLATE "C" >= o.low AND e.area COLLATE "C" < o.high)
), judged AS (
  SELECT e.*, visit.person_id IS NOT NULL AS has_visit, coalesce(visit.dated, false) AS dated, coalesce(visit.good, false) AS good,
    owned.person_id IS NOT NULL AS has_owner
  FROM elder6 e LEFT JOIN visit ON visit.person_id = e.id LEFT JOIN owned ON owned.person_id = e.id
)
SELECT id, area, codes, has_visit, dated, good, has_owner, total, missing FROM (
  SELECT judged.*, count(*) OVER () AS total, count(*) FILTER (WHERE NOT (good AND has_owner)) OVER () AS missing,
    row_number() OVER (ORDER BY (good AND has_owner), id) AS place FROM judged
) counted WHERE place = 1 OR (NOT (good AND has_owner) AND place <= %(most)s) ORDER BY place
"""


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody for whom the guarantee does not hold, and what is lacking."""

    person_id: int
    area: str
    codes: tuple[str, ...]
    lacks: tuple[str, ...]

    @property
    def words(self) -> str:
        return "、".join(self.lacks)


@dataclass(frozen=True)
class Proof:
    """`elders` of the six groups were looked at, at `at`; `missing` of them lack something, the first of them by name."""

    area: str
    at: dt.datetime
    elders: int
    missing: int
    without: tuple[Missing, ...]

    @property
    def holds(self) -> bool:
        return self.missing == 0


def prove(area: str = EVERYWHERE, *, most: int = _MOST) -> Proof:
    """Go through everybody of the six groups in an area in one statement. Past the wall: whoever asks has chosen the area."""
    now = clock.now()
    found = rows(
        _PROOF.format(belonging=belonging(IN_AREA)), {**in_area(area, on=now.date()), **_offices(), **_asked(most)}
    )
    if not found:
        return Proof(area, now, 0, 0, ())
    *_, total, missing = found[0]
    without = tuple(
        Missing(pk, where, tuple(codes), tuple(_lacks(has_visit, dated, good, has_owner)))
        for pk, where, codes, has_visit, dated, good, has_owner, _, _ in found
        if not (good and has_owner)
    )
    return Proof(area, now, total, missing, without)


def _lacks(has_visit: bool, dated: bool, good: bool, has_owner: bool) -> Iterator[str]:
    if not has_visit:
        yield "没有下一次探访"
    elif not dated:
        yield "下一次探访没有日子"
    elif not good:
        yield "下一次探访没有人去"
    if not has_owner:
        yield "没有责任人"


def _offices() -> dict[str, Any]:
    held = [(user, *area_range(area)) for user, area in visiting_grants()]
    users, lows, highs = (list(column) for column in zip(*held, strict=True)) if held else ([], [], [])
    return {"users": users, "lows": lows, "highs": highs}


def _asked(most: int) -> dict[str, Any]:
    return {"national": list(NATIONAL), "most": most}
