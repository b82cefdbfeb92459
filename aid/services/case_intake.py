"""The street takes an application in, asks for papers once, or says why not; the family may take it back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name
from aid.domain.case_states import State, after
from aid.domain.law import AID_KINDS, law_on, unnamed
from aid.models import AidCase, CaseDecision, CasePaper
from aid.parameters.cases import ADVANCE_MOST
from aid.selectors.case_rules import due_on
from aid.services.case_moves import case_to, day_of, moved, reason_of, written
from aid.services.case_tasks import key_of
from aid.task_kinds import cases as kinds
from core.audit import acting
from core.errors import UserError
from core.parameters import read
from lifecycle.services.tasks_told import go_on_told, hold_told

SIGNED = {"authorization": "授权核对书", "commitment": "承诺书"}


def accept(uid: UUID, *, on: dt.date, by: Any) -> AidCase:
    """Accept it: the law of this day applies, and the limit counts from the next. UserError without signatures (社会救助法 第四十条)."""
    with acting(by=by.username, why="救助受理"):
        case = case_to("accept", uid, by=by)
        day_of(on, case.applied_on)
        law = law_on(on)
        if refused := unnamed(case.kind, law):
            raise UserError(refused, field="on")
        if missing := unsigned(case):
            raise UserError(
                f"还没有登记{'、'.join(missing)}。",
                field="on",
                remedy="请先在材料里登记签字日期，或者一次告知补正。",
            )
        case.accepted_on, case.law = on, law.key
        return moved(
            case,
            "accept",
            by=by,
            on=on,
            to=after("accept", AID_KINDS[case.kind].steps),
            words=f"按《{law.title}》办理",
            accepted_on=on,
            law=law.key,
            due_on=due_on(case),
        )


def unsigned(case: AidCase) -> list[str]:
    """Which of the two signed papers of the whole family are missing."""
    signed = CasePaper.objects.filter(case=case, kind__in=SIGNED, signed_on__isnull=False, withdrawn_on=None)
    there = set(signed.values_list("kind", flat=True))
    return [title for kind, title in SIGNED.items() if kind not in there]


def ask_papers(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """Say once all that is missing; the time for acceptance stands still until it comes."""
    with acting(by=by.username, why="救助补正"):
        case = case_to("ask-papers", uid, by=by)
        words = reason_of(reason, "ask-papers")
        moved(case, "ask-papers", by=by, on=day_of(on, case.applied_on), to=State.MENDING, words=words)
        hold_told([(kinds.ACCEPT.key, key_of(case))], by=by.username, words=f"等补正材料：{words}")
        return case


def papers_in(uid: UUID, *, on: dt.date, words: str = "", by: Any) -> AidCase:
    """The papers came; time runs again."""
    with acting(by=by.username, why="补正材料已交"):
        case = case_to("papers-in", uid, by=by)
        moved(case, "papers-in", by=by, on=day_of(on, case.applied_on), to=State.APPLIED, words=words)
        go_on_told([(kinds.ACCEPT.key, key_of(case))], by=by.username, words="补正材料已交")
        return case


def reject(uid: UUID, *, on: dt.date, reason: str, number: str = "", by: Any) -> AidCase:
    """Not accepted, with reasons in writing."""
    with acting(by=by.username, why="救助不予受理"):
        case = case_to("reject", uid, by=by)
        words, day = reason_of(reason, "reject"), day_of(on, case.applied_on)
        CaseDecision.objects.create(
            case=case,
            verdict="rejected",
            organ=street_organ(case),
            number=number.strip(),
            on=day,
            reasons=words,
            **written(by),
        )
        return moved(case, "reject", by=by, on=day, to=State.REJECTED, words=words, ended_on=day)


def withdraw(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """The family takes back its application or its authorization: the case ends (社会救助法 第四十条)."""
    with acting(by=by.username, why="撤回救助申请"):
        case = case_to("withdraw", uid, by=by)
        words, day = reason_of(reason, "withdraw"), day_of(on, case.applied_on)
        CasePaper.objects.filter(case=case, kind="authorization", withdrawn_on=None).update(withdrawn_on=day)
        return moved(case, "withdraw", by=by, on=day, to=State.WITHDRAWN, words=words, ended_on=day)


def extend(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """A special case may take longer (45 working days by 民发〔2021〕57号); the reason is kept and the day moves."""
    with acting(by=by.username, why="救助办结延长"):
        case = case_to("extend", uid, by=by)
        words = reason_of(reason, "extend")
        if case.extended:
            raise UserError("已经延长过一次。", field="reason")
        case.extended = True
        return moved(case, "extend", by=by, on=on, words=words, extended=True, due_on=due_on(case))


def advance(uid: UUID, *, on: dt.date, amount: Decimal, reason: str, number: str = "", by: Any) -> AidCase:
    """先行救助: the street gives a small sum at once, the procedure follows (社会救助法 第五十条). Temporary aid of an urgent case only."""
    with acting(by=by.username, why="先行救助"):
        case = case_to("advance", uid, by=by)
        words, day = reason_of(reason, "advance"), day_of(on, case.applied_on)
        if case.kind != "temporary" or not case.urgent:
            raise UserError("先行救助只用于情况紧急的临时救助。", field="reason")
        if amount <= 0:
            raise UserError("金额要大于 0。", field="amount")
        most = read(ADVANCE_MOST, on=day, area=case.area_code)
        if most.value is None:
            raise UserError(most.warning, field="amount", remedy="请区里先录入先行救助的金额上限。")
        if amount > Decimal(str(most.value)):
            raise UserError(f"超过先行救助上限 {Decimal(str(most.value)):,.2f} 元。", field="amount")
        CaseDecision.objects.create(
            case=case,
            verdict="advanced",
            organ=street_organ(case),
            number=number.strip(),
            on=day,
            reasons=words,
            once=amount,
            **written(by),
        )
        return moved(case, "advance", by=by, on=day, words=f"先给 {amount:,.2f} 元：{words}")


def street_organ(case: AidCase) -> str:
    """The street office as letters name it."""
    return f"{area_name(case.street)}办事处"
