"""What is established before a decision: the check of means, the visit at home, the street's opinion."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from aid.domain.case_states import State, after
from aid.domain.law import AID_KINDS
from aid.models import AidCase, CaseFinding
from aid.selectors.case_rules import posting_days
from aid.services.case_moves import case_to, day_of, moved, written
from core.audit import acting
from core.errors import UserError

VERDICTS = {"fits": "符合", "unfit": "不符合", "unclear": "需要进一步核实"}
_TWO = 2


def record_check(uid: UUID, *, on: dt.date, number: str, verdict: str, words: str, by: Any) -> AidCase:
    """The report of the check of means (经济状况核对): its number and what it says."""
    with acting(by=by.username, why="经济状况核对"):
        case = case_to("check", uid, by=by)
        if not number.strip():
            raise UserError("请填核对报告号。", field="number", remedy="报告号在核对平台出具的报告上。")
        _found(case, "check", on, verdict, words, by, number=number)
        to = after("check", AID_KINDS[case.kind].steps)
        return moved(case, "check", by=by, on=on, to=to, words=f"报告 {number.strip()}，{VERDICTS[verdict]}")


def record_survey(
    uid: UUID,
    *,
    on: dt.date,
    who: Sequence[str],
    verdict: str,
    words: str,
    by: Any,
    uid_of_form: UUID | None = None,
) -> AidCase:
    """A visit at home by two or more people, with its conclusion. `uid_of_form`: of the form a phone sent, kept as the finding's."""
    with acting(by=by.username, why="救助入户调查"):
        case = case_to("survey", uid, by=by)
        people = list(dict.fromkeys(filter(None, (name.strip() for name in who))))
        if len(people) < _TWO:
            raise UserError("入户调查要两人以上。", field="who", remedy="请写齐每个人的姓名，用顿号隔开。")
        if not words.strip():
            raise UserError("请写家里的情况和结论。", field="words")
        _found(case, "survey", on, verdict, words, by, who="、".join(people), uid=uid_of_form)
        return moved(
            case, "survey", by=by, on=on, to=State.REVIEWING, words=f"{'、'.join(people)}入户，{VERDICTS[verdict]}"
        )


def review(uid: UUID, *, on: dt.date, verdict: str, words: str, by: Any) -> AidCase:
    """The street's opinion. One that finds the family unfit goes straight to whoever decides; else it is posted first."""
    with acting(by=by.username, why="街道审核"):
        case = case_to("review", uid, by=by)
        if verdict not in ("fits", "unfit"):
            raise UserError("审核意见要写明符合或不符合。", field="verdict")
        if verdict == "unfit" and not words.strip():
            raise UserError("不符合的要写理由。", field="words", remedy="写明哪一条不符合，差多少。")
        _found(case, "opinion", on, verdict, words, by)
        posted = "post" in AID_KINDS[case.kind].steps and posting_days(case, on).value != 0
        to = State.TO_POST if verdict == "fits" and posted else State.CONFIRMING
        return moved(case, "review", by=by, on=on, to=to, words=f"街道认为{VERDICTS[verdict]}")


def _found(
    case: AidCase,
    kind: str,
    on: dt.date,
    verdict: str,
    words: str,
    by: Any,
    *,
    number: str = "",
    who: str = "",
    uid: UUID | None = None,
) -> CaseFinding:
    if verdict not in VERDICTS:
        raise UserError("请选结论。", field="verdict")
    return CaseFinding.objects.create(
        **({"uid": uid} if uid else {}),
        case=case,
        kind=kind,
        on=day_of(on, case.accepted_on or case.applied_on),
        verdict=verdict,
        number=number.strip(),
        who=who[:120],
        words=words.strip(),
        **written(by),
    )
