"""Notices in the community: put up, objected to, taken down (公示; 公布, 社会救助法 第四十五条)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

from aid.domain.case_states import State
from aid.domain.law import AID_KINDS, LAWS
from aid.domain.posting import notice
from aid.models import AidCase, Award, CaseMember, CaseObjection, CasePosting
from aid.parameters.cases import POSTING_AMOUNT, SUPERVISION_PHONE
from aid.selectors.case_rules import posting_days, published_days
from aid.services.case_intake import street_organ
from aid.services.case_moves import case_to, day_of, moved, note_step, reason_of, written
from aid.services.case_tasks import follow_case
from core import clock
from core.audit import acting
from core.errors import NotFound, UserError
from core.parameters import Reading, read_many
from core.scope import as_system
from residents.selectors.household import household_page, household_uids

_WHERE = "社区公告栏"


def post(uid: UUID, *, on: dt.date, where: str, until: dt.date | None = None, by: Any) -> AidCase:
    """Put up the street's opinion; it hangs so many natural days after this one (7 by 民发〔2021〕57号)."""
    with acting(by=by.username, why="张贴救助公示"):
        case = case_to("post", uid, by=by)
        day = day_of(on, case.accepted_on or case.applied_on)
        last = _last_day(posting_days(case, day), day, until)
        _hang(case, "review", day, last, where, None, by)
        return moved(case, "post", by=by, on=day, to=State.POSTED, words=f"{day} 至 {last}，{where.strip() or _WHERE}")


def take_down(uid: UUID, *, on: dt.date, by: Any) -> AidCase:
    """The days are over and nobody objected: it comes down, and whoever decides is asked."""
    with acting(by=by.username, why="公示期满"):
        case = case_to("take-down", uid, by=by)
        hanging = CasePosting.objects.filter(case=case, kind="review", taken_down_on=None).order_by("-id").first()
        if hanging is not None and on <= hanging.until:
            raise UserError(f"公示到 {hanging.until} 为止，还没有期满。", field="on", remedy="期满的次日再取下。")
        CasePosting.objects.filter(case=case, taken_down_on=None).update(taken_down_on=day_of(on, case.applied_on))
        return moved(case, "take-down", by=by, on=on, to=State.CONFIRMING, words="期满，没有未答复的异议")


def publish(uid: UUID, *, on: dt.date, where: str, until: dt.date | None = None, by: Any) -> AidCase:
    """Publish the confirmation in the community, which the law of 2026 asks for."""
    with acting(by=by.username, why="公布救助确认决定"):
        case = case_to("publish", uid, by=by)
        law = LAWS.get(case.law)
        if law is None or not law.published_after:
            raise UserError("这件救助适用的法律没有要求公布确认决定。", field="on")
        day = day_of(on, case.accepted_on or case.applied_on)
        award = Award.objects.filter(case=case).order_by("-id").first()
        last = _last_day(published_days(case, day), day, until)
        _hang(case, "decision", day, last, where, award.monthly or award.once if award else None, by)
        return moved(case, "publish", by=by, on=day, words=f"{day} 至 {last}，{where.strip() or _WHERE}")


def receive_objection(uid: UUID, *, on: dt.date, by_name: str, words: str, by: Any) -> CaseObjection:
    """Somebody objects while it hangs; until answered nothing goes on."""
    with acting(by=by.username, why="公示异议"):
        case = case_to("object", uid, by=by)
        if not words.strip():
            raise UserError("请写异议的内容。", field="words")
        hanging = CasePosting.objects.filter(case=case, kind="review").order_by("-id").first()
        if hanging is None or not hanging.since <= on <= hanging.until:
            raise UserError("异议要在公示期内提出。", field="on", remedy="期满后的反映按举报线索核查。")
        row = CaseObjection.objects.create(
            case=case, received_on=on, by_name=by_name.strip(), words=words.strip(), **written(by)
        )
        moved(case, "object", by=by, on=on, to=State.CONTESTED, words="收到一件异议，等街道核查")
        return row


def answer_objection(uid: UUID, *, on: dt.date, outcome: str, reason: str, by: Any) -> AidCase:
    """The street looked into the oldest open objection: upheld, the case is reviewed anew; else the posting goes on."""
    with acting(by=by.username, why="答复公示异议"):
        case = case_to("answer-objection", uid, by=by)
        words = reason_of(reason, "answer-objection")
        if outcome not in ("upheld", "rejected"):
            raise UserError("请选异议成立或不成立。", field="outcome")
        row = CaseObjection.objects.filter(case=case, reconsideration=False, outcome="").order_by("id").first()
        if row is not None:
            row.outcome, row.answer, row.answered_on = outcome, words, day_of(on, row.received_on)
            row.save(update_fields=["outcome", "answer", "answered_on"])
        left = CaseObjection.objects.filter(case=case, reconsideration=False, outcome="").exists()
        to = State.REVIEWING if outcome == "upheld" else State.CONTESTED if left else State.POSTED
        if to is State.REVIEWING:
            CasePosting.objects.filter(case=case, taken_down_on=None).update(taken_down_on=on)
        said = "异议成立，重新审核" if outcome == "upheld" else "异议不成立"
        return moved(case, "answer-objection", by=by, on=on, to=to, words=said)


def supervision_phone(case: AidCase, on: dt.date) -> str:
    """Whom to call about aid in this place; "" while nobody has recorded it."""
    return str(read_many([SUPERVISION_PHONE], on=on, area=case.area_code)[SUPERVISION_PHONE].value or "")


def take_down_published() -> int:
    """By night: confirmations whose last day has passed come down. Returns how many."""
    today = clock.today()
    with as_system("notices come down in every community"), acting(by="system", why="公布期满"):
        rows = CasePosting.objects.filter(kind="decision", taken_down_on=None, until__lt=today).select_related("case")
        for row in rows.select_for_update(of=("self",)):
            row.taken_down_on = row.until + dt.timedelta(days=1)
            row.save(update_fields=["taken_down_on"])
            note_step(row.case, "publish", by="system", on=row.taken_down_on, words="公布期满，已取下")
            follow_case(row.case, by="system", on=today, words="公布期满")
        return len(rows)


def _hang(
    case: AidCase, kind: str, since: dt.date, until: dt.date, where: str, amount: Decimal | None, by: Any
) -> CasePosting:
    said = read_many([POSTING_AMOUNT, SUPERVISION_PHONE], on=since, area=case.area_code)
    members = list(CaseMember.objects.filter(case=case).select_related("person").order_by("place"))
    content = notice(
        applicant=case.applicant.name,
        head=_head(case, by) or case.applicant.name,
        people=sum(member.covered for member in members),
        kind=AID_KINDS[case.kind].title,
        amount=amount if str(said[POSTING_AMOUNT].value or "") == "是" else None,
        since=since.isoformat(),
        until=until.isoformat(),
        organ=street_organ(case),
        phone=str(said[SUPERVISION_PHONE].value or ""),
    )
    return CasePosting.objects.create(
        case=case, kind=kind, since=since, until=until, where=where.strip() or _WHERE, content=content, **written(by)
    )


def _head(case: AidCase, by: Any) -> str:
    if case.household_id is None:
        return ""
    uid = household_uids([case.household_id]).get(case.household_id)
    try:
        view = household_page(uid, scope=by.scope("household.view")) if uid else None
    except NotFound:  # aid at the place of an emergency: the household stands elsewhere
        return ""
    return view.head.name if view and view.head else ""


def _last_day(days: Reading, since: dt.date, until: dt.date | None) -> dt.date:
    if until is not None:
        if until <= since:
            raise UserError("取下的日子要晚于张贴。", field="until")
        return until
    if days.value is None:
        raise UserError(days.warning, field="until", remedy="或者按当地规定填公示到哪天。")
    return since + dt.timedelta(days=int(days.value))
