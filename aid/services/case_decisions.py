"""Decisions: confirmed with a sum from a month on, refused with reasons, sent back; told in writing; reconsidered."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name
from aid.domain.case_states import State
from aid.domain.law import AID_KINDS
from aid.domain.months import months_later
from aid.domain.recalculation import takes_effect
from aid.models import AidCase, CaseDecision, CaseFinding, CaseObjection
from aid.selectors.case_rules import confirmed_by_street, review_months
from aid.services.awards import grant
from aid.services.case_intake import street_organ
from aid.services.case_moves import case_to, day_of, moved, reason_of, written
from aid.services.figures import figure
from core.audit import acting
from core.errors import Conflict, UserError

_DISTRICT = 6


@dataclass(frozen=True)
class Granted:
    """What is confirmed: document number and day, the sum (a month, or once), from which month, how often it is looked at again.

    `differs_why`: why the sum is another one than the figures come to.
    """

    on: dt.date
    number: str
    amount: Decimal | None = None
    starts_on: dt.date | None = None
    review_class: str = ""
    differs_why: str = ""


def confirm(uid: UUID, granted: Granted, *, by: Any) -> AidCase:
    """Confirm, by somebody else than who gave the street's opinion. UserError while a number that the sum rests on is 待确认."""
    with acting(by=by.username, why="救助确认"):
        case = case_to("confirm", uid, by=by)
        _second_pair_of_eyes(case, by)
        day = day_of(granted.on, case.accepted_on or case.applied_on)
        decision = decide(case, "confirmed", granted, by=by)
        grant(case, decision, by=by.username)
        return moved(
            case,
            "confirm",
            by=by,
            on=day,
            to=State.IN_FORCE,
            words=sum_words(decision),
            review_class=decision.review_class,
            review_on=review_day(case, decision.review_class, day),
        )


def decide(case: AidCase, verdict: str, granted: Granted, *, by: Any) -> CaseDecision:
    """Write a decision that grants: what its sum must be, by the kind."""
    if not granted.number.strip():
        raise UserError("请填文号。", field="number")
    monthly, once, arithmetic = _sums(case, granted)
    return CaseDecision.objects.create(
        case=case,
        verdict=verdict,
        organ=organ_of(case),
        number=granted.number.strip(),
        on=granted.on,
        reasons=granted.differs_why.strip(),
        monthly=monthly,
        once=once,
        starts_on=granted.starts_on or takes_effect(granted.on),
        review_class=granted.review_class,
        arithmetic=arithmetic,
        **written(by),
    )


def _sums(case: AidCase, granted: Granted) -> tuple[Decimal | None, Decimal | None, list[str]]:
    pays = AID_KINDS[case.kind].pays
    if pays == "nothing":
        return None, None, []
    if granted.amount is None or granted.amount <= 0:
        raise UserError("请填金额，要大于 0。", field="amount")
    if pays == "once":
        return None, granted.amount, []
    figures = figure(case, on=granted.on)
    if figures.amount is None:
        missing = "；".join(figures.missing) or "金额算不出来"
        raise UserError(f"{missing}。", field="amount", remedy="请先在参数页录入，或在收入财产里补齐，再确认。")
    if figures.amount != granted.amount and not granted.differs_why.strip():
        raise UserError(
            f"按登记的收入财产算出来是每月 {figures.amount:,.2f} 元，和填的不一样。",
            field="differs_why",
            remedy="请写明为什么，或者改成算出来的数。",
        )
    return granted.amount, None, figures.arithmetic


def refuse(uid: UUID, *, on: dt.date, number: str, reason: str, by: Any) -> AidCase:
    """Refuse, with reasons that the family can read; they are told in writing within three working days (社会救助法 第四十五条)."""
    with acting(by=by.username, why="救助不予确认"):
        case = case_to("refuse", uid, by=by)
        words, day = reason_of(reason, "refuse"), day_of(on, case.accepted_on or case.applied_on)
        _second_pair_of_eyes(case, by)
        CaseDecision.objects.create(
            case=case,
            verdict="refused",
            organ=organ_of(case),
            number=number.strip(),
            on=day,
            reasons=words,
            **written(by),
        )
        return moved(case, "refuse", by=by, on=day, to=State.REFUSING, words="理由见不予确认决定书")


def send_back(uid: UUID, *, on: dt.date, reason: str, by: Any) -> AidCase:
    """Review it anew, and say why."""
    with acting(by=by.username, why="退回重审"):
        case = case_to("send-back", uid, by=by)
        words = reason_of(reason, "send-back")
        return moved(case, "send-back", by=by, on=on, to=State.REVIEWING, words=words)


def tell(uid: UUID, *, on: dt.date, how: str, by: Any) -> AidCase:
    """The letter was handed over: the day and how. A refusal is then complete."""
    with acting(by=by.username, why="书面告知"):
        case = case_to("tell", uid, by=by)
        decision = (
            CaseDecision.objects.filter(case=case, told_on=None).exclude(verdict="advanced").order_by("-id").first()
        )
        if decision is None:
            raise Conflict("最近一次决定已经书面告知了。")
        decision.told_on, decision.told_how = day_of(on, decision.on), how.strip()[:80]
        decision.save(update_fields=["told_on", "told_how"])
        words = f"{decision.get_verdict_display()}决定 {how.strip()}"
        if case.state != State.REFUSING:
            return moved(case, "tell", by=by, on=on, words=words)
        return moved(case, "tell", by=by, on=on, to=State.REFUSED, words=words, ended_on=on)


def reconsider(uid: UUID, *, on: dt.date, by_name: str, words: str, by: Any) -> CaseObjection:
    """The family does not accept it and asks for reconsideration (行政复议); the refusal stands until decided."""
    with acting(by=by.username, why="救助复议申请"):
        case = case_to("reconsider", uid, by=by)
        if not words.strip():
            raise UserError("请写复议的理由。", field="words")
        row = CaseObjection.objects.create(
            case=case,
            reconsideration=True,
            received_on=day_of(on, case.ended_on or case.applied_on),
            by_name=by_name.strip(),
            words=words.strip(),
            **written(by),
        )
        moved(case, "reconsider", by=by, on=on, words="申请复议")
        return row


def answer_reconsideration(uid: UUID, *, on: dt.date, outcome: str, reason: str, by: Any) -> AidCase:
    """What the organ of reconsideration decided: upheld, the case goes on where it was refused; else the refusal stands."""
    with acting(by=by.username, why="救助复议结果"):
        case = case_to("answer-reconsider", uid, by=by)
        words = reason_of(reason, "answer-reconsider")
        row = CaseObjection.objects.filter(case=case, reconsideration=True, outcome="").order_by("id").first()
        if row is None:
            raise UserError("还没有登记复议申请。", field="outcome")
        if outcome not in ("upheld", "rejected"):
            raise UserError("请选复议结果。", field="outcome")
        row.outcome, row.answer, row.answered_on = outcome, words, day_of(on, row.received_on)
        row.save(update_fields=["outcome", "answer", "answered_on"])
        if outcome == "rejected":
            return moved(case, "answer-reconsider", by=by, on=on, words="维持原决定")
        to = State.REVIEWING if case.accepted_on else State.APPLIED
        return moved(case, "answer-reconsider", by=by, on=on, to=to, words="撤销原决定，重新办理", ended_on=None)


def organ_of(case: AidCase) -> str:
    """Who decides, as letters name it: the bureau of the district, or the street where the province has delegated it."""
    return street_organ(case) if confirmed_by_street(case) else f"{area_name(case.area_code[:_DISTRICT])}民政局"


def sum_words(decision: CaseDecision) -> str:
    """每月 2,150.00 元，从 2026-12 起; a recognition names no sum."""
    since = f"，从 {decision.starts_on:%Y-%m} 起" if decision.starts_on else ""
    if decision.monthly is not None:
        return f"每月 {decision.monthly:,.2f} 元{since}"
    return f"一次性 {decision.once:,.2f} 元" if decision.once is not None else f"认定{since}"


def _second_pair_of_eyes(case: AidCase, by: Any) -> None:
    opinion = CaseFinding.objects.filter(case=case, kind="opinion").order_by("-id").first()
    if opinion is not None and opinion.recorded_by == by.username:
        raise UserError("审核和确认要由不同的人办。", field="on", remedy="请另一位同事确认。")


def review_day(case: AidCase, review_class: str, day: dt.date) -> dt.date | None:
    """The next look, where the kind goes on from month to month and the place says how often."""
    if AID_KINDS[case.kind].pays == "once" or not review_class:
        return None
    months = review_months(case, review_class, day).value
    return None if months is None else months_later(day, int(months))
