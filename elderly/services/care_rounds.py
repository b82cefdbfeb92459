"""加访: for heat, typhoon, cold, festivals a street or committee has exactly the people of some groups seen by a day (handbook §6.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from core import clock
from core.audit import acting
from core.errors import NotFound, UserError
from core.scope import EVERYWHERE, as_system
from elderly.domain.categories import categories, names_of
from elderly.models import CareRound, RoundReason
from elderly.selectors.categories import people_in
from elderly.selectors.plans import choosing, standing_plans
from elderly.task_kinds.care import ROUND
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from residents.selectors.someone import people_by_id

EDIT = "elder.edit"
_LONGEST = 31  # days
_WALL = "the people were chosen inside the area of whoever calls the round; their visits may be another colleague's"


@dataclass(frozen=True, slots=True)
class NewRound:
    """Where, which groups, why (RoundReason), until which day, in what words."""

    area: str
    groups: tuple[str, ...]
    reason: str
    until: dt.date
    words: str = ""


def call_round(new: NewRound, *, by: Any) -> CareRound:
    """Open a visit for everybody of these groups in the area, each for whoever answers for them. Raises UserError, NotFound."""
    today = clock.today()
    _check(new, by, today)
    people = people_in(new.area, new.groups, today)
    if not people:
        raise UserError(f"这里没有{names_of(new.groups)}。", field="groups", remedy="换一个地区，或者多选几类。")
    said = RoundReason(new.reason).label
    with acting(by=by.username, why=f"加访：{said}", source=f"desk:{by.username}"):
        row = CareRound.objects.create(
            area_code=new.area,
            groups=list(new.groups),
            reason=new.reason,
            words=new.words.strip()[:120],
            called_on=today,
            until=new.until,
            number=len(people),
            recorded_at=clock.now(),
            recorded_by=by.username,
            source=f"desk:{by.username}",
            why=f"加访：{said}",
        )
        with as_system(_WALL):
            open_tasks(_visits(row, people, today), by=by)
    return row


def _visits(row: CareRound, people: Collection[int], today: dt.date) -> list[NewTask]:
    """Whoever answers for somebody goes; of those without a plan, the nearest office with the fewest people."""
    plans, chooser = standing_plans(people), choosing()
    known = people_by_id(people, scope=EVERYWHERE)
    why = "，".join(filter(None, [f"{row.get_reason_display()}加访", row.words])) + f"，{row.until} 前看到。"
    return [
        NewTask(
            ROUND,
            known[person].area,
            "",
            why,
            f"{row.pk}:{person}",
            today,
            ((person, "subject"),),
            source=f"care-round:{row.pk}",
            due_on=row.until,
            assignee=chooser.owner(known[person].area, now=plans[person].owner if person in plans else None).user,
        )
        for person in people
        if person in known
    ]


def _check(new: NewRound, by: Any, today: dt.date) -> None:
    if not by.scope(EDIT).covers(new.area):
        raise NotFound("没有这个地区，或者不在你的范围里。")
    if not new.groups or any(code not in categories() for code in new.groups):
        raise UserError("要选探访哪几类老人。", field="groups")
    if new.reason not in RoundReason.values:
        raise UserError("要选为什么加访。", field="reason")
    if new.until < today:
        raise UserError(f"{new.until} 已经过去。", field="until", remedy="请写今天或以后的日子。")
    if (new.until - today).days > _LONGEST:
        raise UserError(f"加访最长 {_LONGEST} 天。", field="until", remedy="更长的请改探访频次的参数。")
