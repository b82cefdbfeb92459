"""Aid in force is looked at again; before it shrinks or ends the family is heard, then told in writing.

社会救助法 第四十六条至第四十八条.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from aid.domain.case_states import State
from aid.domain.law import AID_KINDS
from aid.domain.recalculation import takes_effect
from aid.models import AidCase, CaseDecision, CaseFinding
from aid.services.awards import end_award, grant, living_members
from aid.services.case_decisions import Granted, decide, organ_of, review_day, sum_words
from aid.services.case_moves import case_to, day_of, moved, reason_of, written
from core.audit import acting
from core.errors import UserError


def start_review(uid: UUID, *, on: dt.date, words: str = "", by: Any) -> AidCase:
    """Begin: by the calendar, or because something happened."""
    with acting(by=by.username, why="救助复核"):
        case = case_to("recheck", uid, by=by)
        return moved(case, "recheck", by=by, on=on, to=State.RECHECKING, words=words.strip())


def keep(uid: UUID, *, on: dt.date, words: str = "", by: Any) -> AidCase:
    """Nothing has changed: the next look is counted from this one."""
    with acting(by=by.username, why="救助复核无变化"):
        case = case_to("keep", uid, by=by)
        day = day_of(on, case.accepted_on or case.applied_on)
        next_on = review_day(case, case.review_class, day)
        case.review_on = next_on
        return moved(case, "keep", by=by, on=day, to=State.IN_FORCE, words=words.strip() or "无变化", review_on=next_on)


def propose(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """The street means to change or stop it, and says why: now the family is heard."""
    with acting(by=by.username, why="拟调整救助"):
        case = case_to("propose", uid, by=by)
        words = reason_of(reason, "propose")
        return moved(case, "propose", by=by, on=on, to=State.HEARING, words=words)


def hear(uid: UUID, *, on: dt.date, who: str, words: str, by: Any) -> CaseFinding:
    """What the family says of it."""
    with acting(by=by.username, why="听取意见"):
        case = case_to("hear", uid, by=by)
        if not words.strip():
            raise UserError("请写这家人怎么说。", field="words", remedy="全家都已去世的，写明已故。")
        row = CaseFinding.objects.create(
            case=case,
            kind="heard",
            on=day_of(on, case.accepted_on or case.applied_on),
            who=who.strip()[:120],
            words=words.strip(),
            **written(by),
        )
        moved(case, "hear", by=by, on=on, words="已听取意见")
        return row


def change(uid: UUID, granted: Granted, *, reason: str, by: Any) -> AidCase:
    """Another sum from a later month on; nobody is heard for more, everybody for less."""
    with acting(by=by.username, why="救助调整"):
        case = case_to("change", uid, by=by)
        words, day = reason_of(reason, "change"), day_of(granted.on, case.accepted_on or case.applied_on)
        _heard(case)
        decision = decide(case, "changed", granted, by=by)
        decision.reasons = "。".join(filter(None, [words, decision.reasons]))
        decision.save(update_fields=["reasons"])
        grant(case, decision, by=by.username)
        review_class = granted.review_class or case.review_class
        return moved(
            case,
            "change",
            by=by,
            on=day,
            to=State.IN_FORCE,
            words=sum_words(decision),
            review_class=review_class,
            review_on=review_day(case, review_class, day),
        )


def stop(uid: UUID, *, on: dt.date, number: str, reason: str, by: Any) -> AidCase:
    """Stop it: nothing is given from the next month on."""
    with acting(by=by.username, why="救助停止"):
        case = case_to("stop", uid, by=by)
        words, day = reason_of(reason, "stop"), day_of(on, case.accepted_on or case.applied_on)
        _heard(case)
        without = takes_effect(day)
        CaseDecision.objects.create(
            case=case,
            verdict="stopped",
            organ=organ_of(case),
            number=number.strip(),
            on=day,
            reasons=words,
            starts_on=without,
            **written(by),
        )
        end_award(case, on=without, reason=words, by=by.username)
        return moved(
            case, "stop", by=by, on=day, to=State.STOPPED, words=f"从 {without:%Y-%m} 起停止", ended_on=without
        )


def drop(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """After hearing the family nothing is changed."""
    with acting(by=by.username, why="不再调整"):
        case = case_to("drop", uid, by=by)
        words = reason_of(reason, "drop")
        next_on = review_day(case, case.review_class, on)
        return moved(case, "drop", by=by, on=on, to=State.IN_FORCE, words=words, review_on=next_on)


def finish(uid: UUID, *, on: dt.date, by: Any) -> AidCase:
    """A single sum was given: there is nothing more to look at."""
    with acting(by=by.username, why="一次性救助已发放"):
        case = case_to("finish", uid, by=by)
        if AID_KINDS[case.kind].pays != "once":
            raise UserError("按月发放的救助要经复核、听取意见才能停止。", field="on")
        return moved(case, "finish", by=by, on=on, to=State.STOPPED, words="一次性救助已发放", ended_on=on)


def _heard(case: AidCase) -> None:
    """Was the family heard since the change was proposed? Needless when none of them lives any more."""
    if not living_members(case):
        return
    proposed = case.steps.filter(act="propose").order_by("-id").first()
    heard = CaseFinding.objects.filter(case=case, kind="heard")
    if proposed is not None:
        heard = heard.filter(recorded_at__gte=proposed.at)
    if not heard.exists():
        raise UserError(
            "还没有听取家庭的意见。", field="reason", remedy="先登记家庭的意见，再作决定（社会救助法第四十八条）。"
        )
