"""Who may not vote and why: documents of deprivation, suspension, incapacity, leave to vote (选举法 4, 27; 若干规定 三、四、五)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting, log_read
from core.errors import Conflict, NotFound, UserError
from core.outbox import NewEvent, Subject, emit
from lifecycle.models import VoterStanding
from lifecycle.models.voter import StandingKind
from lifecycle.selectors.elections import election_named
from lifecycle.services.elections import EDIT, written
from residents.services.access import locked_person

CHANGED = "voter.listing_changed"


@dataclass(frozen=True)
class NewStanding:
    """A document about a person's right to vote; `until` is the first day on which it no longer holds, None: not known."""

    kind: str
    since: dt.date
    organ: str
    document: str
    until: dt.date | None = None
    evidence: str = ""
    election: UUID | None = None


def record_standing(person_uid: UUID, new: NewStanding, *, by: Any) -> VoterStanding:
    """Enter a document. An incapacity needs the election whose committee confirmed it, and counts for that one alone; leave to
    vote contradicts a bar that is in force."""
    if new.kind not in StandingKind.values:
        raise UserError("没有这种资格状态。", field="kind")
    if not new.organ.strip() or not new.document.strip():
        raise UserError("要写决定机关和文号：没有文件，谁也不能从名单上去掉。", field="document")
    if new.until is not None and new.until <= new.since:
        raise UserError("终止的日子要在开始以后。", field="until")
    with acting(by=by.username, why="登记选举资格"):
        person = locked_person(person_uid, by=by, permission=EDIT)
        election, until = None, new.until
        if new.kind == StandingKind.INCAPABLE:
            if new.election is None:
                raise UserError(
                    "不能行使选举权利，要由这次选举的选举委员会确认。",
                    field="election",
                    remedy="有诊断不等于确认；请选是哪次选举。",
                )
            election = election_named(new.election, by.scope("election.view"))
            until = election.day + dt.timedelta(days=1)
        _fits(person, new, until)
        row = VoterStanding.objects.create(
            person_id=person.pk,
            kind=new.kind,
            during=(new.since, until),
            organ=new.organ.strip(),
            document=new.document.strip(),
            evidence=new.evidence.strip(),
            election=election,
            **written(by),
        )
        tell_listing(person, on=new.since, by=by)
    return row


def _fits(person: Any, new: NewStanding, until: dt.date | None) -> None:
    rows = VoterStanding.objects.filter(person_id=person.pk, during__overlap=(new.since, until))
    if rows.filter(kind=new.kind).exists():
        raise Conflict(f"{person.name}这段时间已经登记了“{StandingKind(new.kind).label}”。", field="since")
    barred = rows.filter(kind__in=[StandingKind.DEPRIVED, StandingKind.SUSPENDED])
    if new.kind == StandingKind.PERMITTED and (bar := barred.first()):
        raise Conflict(
            f"{person.name}这段时间{StandingKind(bar.kind).label}，不能准予行使。",
            field="since",
            remedy="请先核对原来的文件。",
        )


def end_standing(uid: UUID, *, on: dt.date, why: str, by: Any) -> VoterStanding:
    """From this day on the document no longer holds (the sentence was served, the decision revoked)."""
    if not why.strip():
        raise UserError("请写依据。", field="why")
    row = VoterStanding.objects.select_related("person").filter(uid=uid).first()
    if row is None:
        raise NotFound("没有这份文件，或不在你的范围内。")
    with acting(by=by.username, why=why.strip()):
        person = locked_person(row.person.uid, by=by, permission=EDIT)
        if on <= row.during.lower or (row.during.upper and on > row.during.upper):
            raise UserError("终止的日子要在这份文件的期间里。", field="on")
        row.during = (row.during.lower, on)
        row.why = why.strip()
        row.save(update_fields=["during", "why"])
        tell_listing(person, on=on, by=by)
    return row


def tell_listing(person: Any, *, on: dt.date, by: Any) -> None:
    """A neutral event: what changed a person's place on a roll, without saying why (that is read where it may be)."""
    area = person.living_area or person.hukou_area
    emit(NewEvent(CHANGED, on, (Subject(person.pk, area=area),), source=f"desk:{by.username}"), by=by.username)


def reveal_document(uid: UUID, *, by: Any) -> tuple[str, str]:
    """(number, evidence) of a document, for who may edit; the look is written down."""
    row = VoterStanding.objects.select_related("person").filter(uid=uid).first()
    scope = by.scope(EDIT)
    if row is None or not (scope.holds(row.person.hukou_area) or scope.holds(row.person.living_area)):
        raise NotFound("没有这份文件，或不在你的范围内。")
    log_read(
        by=by,
        action="reveal-standing",
        kind="person",
        uid=row.person.uid,
        label=row.person.name,
        area=row.person.living_area or row.person.hukou_area,
        reason="看选举资格文件",
    )
    return row.document or "", row.evidence or ""


def in_force(row: VoterStanding, day: dt.date | None = None) -> bool:
    """Does the document hold on a day (today)?"""
    day = day or clock.today()
    return bool(row.during.lower <= day and (row.during.upper is None or day < row.during.upper))
