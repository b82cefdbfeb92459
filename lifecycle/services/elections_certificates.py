"""选民资格证明, in and out, and what the election committee or a court decides about the roll (若干规定 九; 选举法 29)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from accounts.selectors.areas import area_name, area_tree
from core import clock
from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from core.scope import as_system
from lifecycle.models import Election, RollDecision, VoterCertificate
from lifecycle.models.election import ElectionKind
from lifecycle.models.voter import Ruling
from lifecycle.selectors.elections import election_named, votes_in
from lifecycle.services.elections import EDIT, written
from lifecycle.services.elections_standing import tell_listing
from residents.services.access import locked_person


@dataclass(frozen=True)
class NewCertificate:
    """A certificate as it was issued: from the ward of the registration to the area of the home."""

    number: str
    from_area: str
    from_ward: str
    to_area: str
    organ: str
    issued_on: dt.date


@dataclass(frozen=True)
class NewRuling:
    """A decision about one person's place on the roll."""

    ruling: str
    organ: str
    document: str
    decided_on: dt.date
    why: str


def record_certificate(election_uid: UUID, person_uid: UUID, new: NewCertificate, *, by: Any) -> VoterCertificate:
    """Enter a certificate. Who goes out must be registered where it was issued; who comes in must live where it leads, when
    that is an area of ours: so that nobody stands on two of our lists, nor on none.
    """
    _check(new)
    with acting(by=by.username, why="登记选民资格证明"):
        election = election_named(election_uid, by.scope("election.view"))
        if election.kind != ElectionKind.CONGRESS:
            raise UserError("居委会选举不用资格证明，按是否表示参加登记。")
        person = locked_person(person_uid, by=by, permission=EDIT)
        _fits(person, new)
        with as_system("a voter may hold a certificate that another community entered: one is the most there can be"):
            held = VoterCertificate.objects.filter(election=election, person_id=person.pk, withdrawn_on=None).first()
        if held is not None:
            raise Conflict(
                f"{person.name}这次选举已经有资格证明 {held.number}，转到{area_name(held.to_area)}。",
                field="number",
                remedy="先收回原来的，再登记新的。",
            )
        row = VoterCertificate.objects.create(
            election=election, person_id=person.pk, **{**vars(new), "number": new.number.strip()}, **written(by)
        )
        tell_listing(person, on=new.issued_on, by=by)
    return row


def _check(new: NewCertificate) -> None:
    for name, words in (("number", "证明编号"), ("from_ward", "原选区"), ("organ", "出具单位")):
        if not getattr(new, name).strip():
            raise UserError(f"请填{words}。", field=name)
    if new.from_area == new.to_area:
        raise UserError("原选区和现居住地是同一处，不用资格证明。", field="to_area")
    if new.issued_on > clock.today():
        raise UserError(f"出具日期 {new.issued_on} 还没有到。", field="issued_on")


def _fits(person: Any, new: NewCertificate) -> None:
    tree = area_tree()
    if new.from_area in tree and not person.hukou_area.startswith(new.from_area):
        raise Conflict(
            f"底册里{person.name}的户籍不在{area_name(new.from_area)}。",
            field="from_area",
            remedy="请核对证明，或者先更正户籍登记。",
        )
    if new.to_area in tree and not person.living_area.startswith(new.to_area):
        raise Conflict(
            f"底册里{person.name}不住在{area_name(new.to_area)}，登记了证明也上不了那里的名单。",
            field="to_area",
            remedy="请先登记现在的住处。",
        )


def withdraw_certificate(uid: UUID, *, on: dt.date, why: str, by: Any) -> VoterCertificate:
    """The certificate was given back before it was used: the voter returns to the list of the registration."""
    if not why.strip():
        raise UserError("请写收回的原因。", field="why")
    row = VoterCertificate.objects.select_related("person").filter(uid=uid, withdrawn_on=None).first()
    if row is None:
        raise NotFound("没有这份证明，或不在你的范围内。")
    with acting(by=by.username, why=why.strip()):
        person = locked_person(row.person.uid, by=by, permission=EDIT)
        row.withdrawn_on, row.why = on, why.strip()
        row.save(update_fields=["withdrawn_on", "why"])
        tell_listing(person, on=on, by=by)
    return row


def rule_on_roll(election: Election, person: Any, new: NewRuling, *, by: Any) -> RollDecision:
    """Write the committee's or a court's decision; a later one replaces the earlier. Inside the caller's transaction."""
    if new.ruling not in Ruling.values:
        raise UserError("没有这种决定。", field="ruling")
    if not new.organ.strip() or not new.document.strip() or not new.why.strip():
        raise UserError("要写决定机关、文号和理由。", field="document")
    row, _ = RollDecision.objects.update_or_create(
        election=election,
        person_id=person.pk,
        defaults={
            "ruling": new.ruling,
            "organ": new.organ.strip(),
            "document": new.document.strip(),
            "decided_on": new.decided_on,
            "area_code": votes_in(election, person),
            **written(by, new.why.strip()),
        },
    )
    tell_listing(person, on=new.decided_on, by=by)
    return row


def decide_on_roll(election_uid: UUID, person_uid: UUID, new: NewRuling, *, by: Any) -> RollDecision:
    """A decision that no objection asked for (a court's, or the committee's own correction)."""
    with acting(by=by.username, why="名单决定"):
        election = election_named(election_uid, by.scope("election.view"))
        person = locked_person(person_uid, by=by, permission=EDIT)
        return rule_on_roll(election, person, new, by=by)
