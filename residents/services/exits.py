"""疑似退出: who is registered here but missing from a bureau's full list. Absent is not gone (handbook D31).

Set-based throughout: a district's list has a hundred thousand lines.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from residents.models import PossibleExit
from residents.selectors.full_lists import ABSENT

State = PossibleExit.State
DECISIONS = {State.HERE: "人还在，是名单漏了", State.LEFT: "已经迁走或搬走", State.DEAD: "可能已故，等公安核实"}


@dataclass(frozen=True, slots=True)
class StatedExit:
    """A list that names a person and says in the column 状态 that the person is gone."""

    person_id: int
    area: str
    on: dt.date
    said: str
    source: str


# One row stands for a person and feed until a file lists the person again; a clerk's 「人还在」 is not asked anew each month.
_OPEN = f"""
INSERT INTO residents_possibleexit (person_id, area_code, feed, absent_on, said, state, decided_by, reason, seen_source,
                                    recorded_at, recorded_by, source, why)
SELECT gone.id, gone.area, %(feed)s, %(on)s, '', 'open', '', '', '', %(now)s, %(by)s, %(source)s, %(why)s
FROM ({ABSENT}) gone
WHERE NOT EXISTS (SELECT FROM residents_possibleexit e
                  WHERE e.person_id = gone.id AND e.feed = %(feed)s AND e.seen_on IS NULL)
"""
_SEEN = """
UPDATE residents_possibleexit e
SET seen_on = %(on)s, seen_source = %(source)s, state = CASE WHEN e.state = 'open' THEN 'back' ELSE e.state END
WHERE e.feed = %(feed)s AND e.seen_on IS NULL AND e.absent_on <= %(on)s AND e.source <> %(source)s
  AND NOT starts_with(e.source, %(source)s || ':')
  AND EXISTS (SELECT FROM core_importrow i WHERE i.batch_id = %(batch)s AND i.person_id = e.person_id
              AND i.verdict IN ('accepted', 'unchanged'))
"""


def follow_full_list(
    *, batch_id: int, areas: Sequence[str], on: dt.date, feed: str, source: str, by: Any, why: str
) -> tuple[int, int]:
    """After a full list has entered: those it lists again are closed, those missing in the areas it covers are opened.

    Returns (opened, closed). Two statements.
    """
    values = {
        "batch": batch_id, "areas": list(areas), "on": on, "feed": feed, "source": source, "by": by.username, "why": why,
        "now": clock.now(),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, values)
        closed = cursor.rowcount
        cursor.execute(_OPEN, values)
        return cursor.rowcount, closed


def state_exits(stated: Iterable[StatedExit], *, feed: str, by: Any, why: str = "") -> None:
    """Put people on the list whom a file itself calls gone; who is on it already is left alone."""
    stated = list(stated)
    waiting = PossibleExit.objects.filter(person_id__in=[one.person_id for one in stated], feed=feed, seen_on=None)
    there = set(waiting.values_list("person_id", flat=True))
    now = clock.now()
    PossibleExit.objects.bulk_create(
        PossibleExit(
            person_id=one.person_id, area_code=one.area, feed=feed, absent_on=one.on, said=one.said,
            recorded_at=now, recorded_by=by.username, source=one.source, why=why,
        )
        for one in stated
        if one.person_id not in there
    )  # fmt: skip


def decide_exit(exit_id: int, *, state: str, reason: str, by: Any) -> PossibleExit:
    """What was found out about one person: still here, left, or perhaps dead. The registration itself is not touched.

    NotFound out of scope; UserError without a reason; Conflict when the person is listed again or somebody was quicker.
    """
    if not by.has_permission("person.edit"):
        raise NotAllowed("这一步不在你的职责里。", remedy="请找所在社区的专干核对。")
    if state not in DECISIONS:
        raise UserError("请选核对的结果。", field="state")
    if not reason.strip():
        raise UserError("请写是怎么核对的。", field="reason", remedy="例如：上门见到本人；家属说 9 月迁去番禺。")
    scope = by.scope("person.edit")
    with acting(by=by.username, why=reason):
        row = PossibleExit.objects.select_for_update(of=("self",)).select_related("person").filter(pk=exit_id).first()
        if row is None or not (scope.holds(row.person.hukou_area) or scope.holds(row.person.living_area)):
            raise NotFound("没有这一条，或者不在你的范围里。")
        if row.seen_on:
            raise Conflict(f"{row.person.name}在 {row.seen_on} 的名单里又有了，不用核对。")
        if row.state != State.OPEN:
            raise Conflict(f"已经有人核对过：{row.get_state_display()}。")
        row.state, row.reason = state, reason[:200]
        row.decided_by, row.decided_at = by.username, clock.now()
        row.save(update_fields=["state", "reason", "decided_by", "decided_at"])
    return row
