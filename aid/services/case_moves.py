"""The one place that changes a case's state: by the table of acts, with a step, and the tasks that follow."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from aid.domain.case_states import ACTS, CONFIRM, REVIEW, Act, State, follows
from aid.models import AidCase, CaseStep
from aid.selectors.case_rules import confirmed_by_street
from aid.services.case_tasks import follow_case
from core import clock
from core.errors import Conflict, NotAllowed, NotFound, UserError

VIEW = "aid.view"
_OFFICES = {"aid.assist": "社区", REVIEW: "街道", CONFIRM: "区民政局"}


def written(by: Any, why: str = "") -> dict[str, Any]:
    """Who wrote a row of this duty, when and why; `by`: a user, or the name of a job."""
    name = getattr(by, "username", by)
    source = f"desk:{name}" if hasattr(by, "username") else name
    return {"recorded_at": clock.now(), "recorded_by": name, "source": source, "why": why[:200]}


def permission_for(act: Act, case: AidCase) -> str:
    """Who does it: confirming is the district's, or the street's where the province has delegated it."""
    return REVIEW if act.by == CONFIRM and confirmed_by_street(case) else act.by


def case_to(act: str, uid: UUID, *, by: Any) -> AidCase:
    """The case, locked, when this user may do this with it now. Raises NotFound, NotAllowed, Conflict in words."""
    case = seen_case(uid, by=by, lock=True)
    known = ACTS[act]
    wanted = permission_for(known, case)
    if not by.scope(wanted).holds(case.area_code):
        raise NotAllowed(
            f"「{known.title}」由{_OFFICES[wanted]}办理，你的岗位不能办。", remedy="社区可以代办、初核、入户、张贴。"
        )
    if follows(act, case.state) is None:
        raise Conflict(
            f"这件救助现在是「{State(case.state).title}」，不能再{known.title}。", remedy="请刷新看最新的情况。"
        )
    return case


def seen_case(uid: UUID, *, by: Any, lock: bool = False) -> AidCase:
    """A case in the user's sight. NotFound outside."""
    rows = AidCase.objects.filter(by.scope(VIEW).q("area_code"), uid=uid)
    case = (rows.select_for_update() if lock else rows).first()
    if case is None:
        raise NotFound("没有这件救助，或者不在你的范围里。")
    return case


def moved(
    case: AidCase,
    act: str,
    *,
    by: Any,
    on: dt.date,
    to: State | None = None,
    words: str = "",
    **changes: Any,
) -> AidCase:
    """Carry an act out: the state it leads to, columns that change with it, a step, tasks. Conflict when the table has no such way."""
    name = getattr(by, "username", by)
    after = follows(act, case.state, to)
    if after is None:
        raise Conflict(f"从「{State(case.state).title}」不能{ACTS[act].title}。")
    before, case.state = case.state, after.value
    for column, value in changes.items():
        setattr(case, column, value)
    case.save(update_fields=["state", *changes])
    note_step(case, act, by=by, on=on, words=words, before=before)
    follow_case(case, by=name, on=on, words=f"{ACTS[act].title}{'：' + words if words else ''}"[:200])
    return case


def note_step(case: AidCase, act: str, *, by: Any, on: dt.date, words: str = "", before: str = "") -> None:
    """A line of the log."""
    CaseStep.objects.create(
        case=case,
        at=clock.now(),
        on=on,
        by=getattr(by, "username", by),
        act=act,
        words=words[:300],
        before=before or case.state,
        after=case.state,
    )


def reason_of(text: str, act: str, field: str = "reason") -> str:
    """A reason was given. UserError without one."""
    words = text.strip()
    if not words:
        raise UserError(f"{ACTS[act].title}要写理由。", field=field, remedy="写明事实和依据，家庭看得懂。")
    return words


def day_of(on: dt.date, since: dt.date, field: str = "on") -> dt.date:
    """A day of the procedure: not before what it rests on, not in the future."""
    if on < since:
        raise UserError(f"日期不能早于 {since}。", field=field)
    if on > clock.today():
        raise UserError("日期不能在今天以后。", field=field)
    return on
