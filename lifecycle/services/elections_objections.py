"""申诉: received, decided within three days, published, taken to court (选举法 第二十九条; 居民委员会组织法 2025 修订 第十七条)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from lifecycle.domain.electoral_calendar import SUIT_DAYS
from lifecycle.models import Objection
from lifecycle.models.voter import ObjectionKind, Outcome
from lifecycle.selectors.elections import election_named, votes_in
from lifecycle.selectors.elections_objections import objection_window
from lifecycle.services.elections import EDIT, written
from lifecycle.services.elections_certificates import NewRuling, rule_on_roll
from residents.services.access import locked_person


@dataclass(frozen=True)
class NewObjection:
    """Who says what about whose place on the list."""

    kind: str
    by_name: str
    words: str
    received_on: dt.date


@dataclass(frozen=True)
class Decided:
    """What the election committee made of it; `ruling` changes the roll, else a fact of the base was mended."""

    outcome: str
    decision: str
    decided_on: dt.date
    ruling: NewRuling | None = None


def receive_objection(election_uid: UUID, person_uid: UUID, new: NewObjection, *, by: Any) -> Objection:
    """Take an objection in. One that comes before the list was posted, or after the five days, is refused with the days."""
    if new.kind not in ObjectionKind.values:
        raise UserError("请选申诉事项。", field="kind")
    if not new.by_name.strip() or not new.words.strip():
        raise UserError("要写申诉人和申诉内容。", field="words")
    with acting(by=by.username, why="受理申诉"):
        election = election_named(election_uid, by.scope("election.view"))
        person = locked_person(person_uid, by=by, permission=EDIT)
        window = objection_window(election, votes_in(election, person))
        if window is None:
            raise UserError("名单还没有公布，没有可以申诉的。", field="received_on", remedy="先登记名单公布的日子。")
        first, last = window
        if not first <= new.received_on <= last:
            raise UserError(
                f"申诉要在名单公布起五日内提出：{first} 至 {last}。",
                field="received_on",
                remedy="过了期限的，按线索核实，由选举委员会自行更正名单。",
            )
        return Objection.objects.create(
            election=election,
            person_id=person.pk,
            kind=new.kind,
            by_name=new.by_name.strip(),
            words=new.words.strip(),
            received_on=new.received_on,
            **written(by),
        )


def decide_objection(uid: UUID, decided: Decided, *, by: Any) -> Objection:
    """Decide. Upheld with a ruling changes the roll at once; publishing the list again makes it a supplement (补正)."""
    if decided.outcome not in Outcome.values or not decided.decision.strip():
        raise UserError("请选处理结果，写明决定。", field="decision")
    with acting(by=by.username, why="处理申诉"):
        row = _locked(uid, by)
        if row.outcome:
            raise Conflict(f"{row.decided_on} 已经处理过。", remedy="不服的，可以登记起诉。")
        if decided.decided_on < row.received_on:
            raise UserError("处理日期早于收到日期。", field="decided_on")
        if decided.ruling is not None:
            if decided.outcome != Outcome.UPHELD:
                raise UserError("申诉不成立，名单不变。", field="ruling")
            rule_on_roll(row.election, row.person, decided.ruling, by=by)
        row.outcome, row.decision = decided.outcome, decided.decision.strip()
        row.decided_on = decided.decided_on
        row.save(update_fields=["outcome", "decision", "decided_on"])
    return row


def publish_decision(uid: UUID, *, on: dt.date, by: Any) -> Objection:
    """The result was posted (a committee election owes it: 组织法 第十七条)."""
    with acting(by=by.username, why="公布申诉处理结果"):
        row = _locked(uid, by)
        if not row.decided_on or on < row.decided_on:
            raise UserError("先有处理结果，才能公布。", field="on")
        row.published_on = on
        row.save(update_fields=["published_on"])
    return row


def sue(uid: UUID, *, on: dt.date, by: Any) -> Objection:
    """Somebody who does not accept the decision went to court, five days before the election at the latest."""
    with acting(by=by.username, why="对申诉决定起诉"):
        row = _locked(uid, by)
        if not row.decided_on:
            raise UserError("选举委员会还没有处理，不能起诉。", field="on")
        last = row.election.day - dt.timedelta(days=SUIT_DAYS)
        if not row.decided_on <= on <= last:
            raise UserError(f"起诉要在选举日的五日以前：{row.decided_on} 至 {last}。", field="on")
        row.sued_on = on
        row.save(update_fields=["sued_on"])
    return row


def record_judgement(uid: UUID, *, on: dt.date, judgement: str, ruling: NewRuling | None, by: Any) -> Objection:
    """The court's judgement, which is final (选举法 第二十九条); with `ruling` it changes the roll."""
    if not judgement.strip():
        raise UserError("请写判决内容和案号。", field="judgement")
    with acting(by=by.username, why="登记判决"):
        row = _locked(uid, by)
        if not row.sued_on or on < row.sued_on:
            raise UserError("没有登记起诉，或判决日期早于起诉。", field="on")
        if ruling is not None:
            rule_on_roll(row.election, row.person, ruling, by=by)
        row.judged_on, row.judgement = on, judgement.strip()
        row.save(update_fields=["judged_on", "judgement"])
    return row


def _locked(uid: UUID, by: Any) -> Objection:
    row = Objection.objects.select_related("election", "person").filter(uid=uid).first()
    if row is None:
        raise NotFound("没有这件申诉，或不在你的范围内。")
    locked_person(row.person.uid, by=by, permission=EDIT)
    return row
