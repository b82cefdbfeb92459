"""Which tasks a case asks for as it stands; the others of it are closed by what was done."""

from __future__ import annotations

import datetime as dt

from aid.domain.case_states import ENDED, State
from aid.domain.law import AID_KINDS, LAWS
from aid.models import AidCase, CaseDecision, CasePosting
from aid.selectors.case_rules import confirmed_by_street
from aid.task_kinds import cases as kinds
from lifecycle.services.tasks import open_ids, open_tasks
from lifecycle.services.tasks_told import fulfil_told, take_back_told
from lifecycle.tasking.declaration import NewTask, TaskKind

_ALL = (
    kinds.ACCEPT, kinds.MEND, kinds.CHECK, kinds.SURVEY, kinds.REVIEW, kinds.POST, kinds.POSTED, kinds.OBJECTION, kinds.CONFIRM,
    kinds.CONFIRM_LONG, kinds.CONFIRM_STREET, kinds.TELL_REFUSAL, kinds.TELL, kinds.PUBLISH, kinds.RECHECK, kinds.HEAR,
)  # fmt: skip
_BY_STATE = {
    State.APPLIED: (kinds.ACCEPT,),
    State.MENDING: (kinds.ACCEPT, kinds.MEND),
    State.CHECKING: (kinds.CHECK,),
    State.SURVEYING: (kinds.SURVEY,),
    State.REVIEWING: (kinds.REVIEW,),
    State.TO_POST: (kinds.POST,),
    State.POSTED: (kinds.POSTED,),
    State.CONTESTED: (kinds.OBJECTION,),
    State.HEARING: (kinds.HEAR,),
}


def key_of(case: AidCase) -> str:
    """All tasks of a case have one key: of each kind, one is open at a time."""
    return f"case:{case.uid}"


def follow_case(case: AidCase, *, by: str, on: dt.date, words: str) -> None:
    """Open what the case now asks for, close what was done (or need not be done any more)."""
    key = key_of(case)
    wanted = {task.kind: task for task in _wanted(case, on)}
    standing = open_ids([(kind.key, key) for kind in _ALL])
    gone = [(kind, key) for kind, _ in standing if kind not in wanted]
    close = take_back_told if case.state in ENDED and case.state != State.REFUSED else fulfil_told
    close(gone, by=by, words=words)
    open_tasks([task for kind, task in wanted.items() if (kind, key) not in standing], by=by)


def _wanted(case: AidCase, on: dt.date) -> list[NewTask]:
    state = State(case.state)
    found = [_task(case, kind, on) for kind in _BY_STATE.get(state, ())]
    if state is State.CONFIRMING and case.accepted_on:
        found.append(_task(case, _confirming(case), case.accepted_on))
    if state is State.POSTED:
        hanging = CasePosting.objects.filter(case=case, taken_down_on=None).order_by("-id").first()
        found = [_task(case, kinds.POSTED, hanging.since if hanging else on, due=hanging.until if hanging else None)]
    if state in (State.IN_FORCE, State.RECHECKING) and case.review_on:
        found.append(_task(case, kinds.RECHECK, on, due=case.review_on))
    return [*found, *_notices(case, state)]


def _notices(case: AidCase, state: State) -> list[NewTask]:
    """A decision that nobody has handed over; a confirmation that the law wants published."""
    last = CaseDecision.objects.filter(case=case).exclude(verdict="advanced").order_by("-id").first()
    if last is None:
        return []
    found = []
    if last.told_on is None:
        kind = kinds.TELL_REFUSAL if last.verdict in ("refused", "rejected") else kinds.TELL
        found.append(_task(case, kind, last.on))
    law = LAWS.get(case.law)
    public = last.verdict == "confirmed" and state not in ENDED and law is not None and law.published_after
    if public and not CasePosting.objects.filter(case=case, kind="decision").exists():
        found.append(_task(case, kinds.PUBLISH, last.on))
    return found


def _confirming(case: AidCase) -> TaskKind:
    if confirmed_by_street(case):
        return kinds.CONFIRM_STREET
    return kinds.CONFIRM_LONG if case.extended else kinds.CONFIRM


def _task(case: AidCase, kind: TaskKind, on: dt.date, *, due: dt.date | None = None) -> NewTask:
    return NewTask(
        kind.key,
        case.area_code,
        "",
        f"{AID_KINDS[case.kind].title}，申请编号 {case.number}。",
        key_of(case),
        on,
        ((case.applicant_id, "applicant"),),
        household=case.household_id,
        due_on=due,
        data={"of": str(case.uid)},
    )
