"""委托投票 and candidates: three votes for others at most, in writing, with consent (选举法 第四十二条; 组织法 2025 修订 第十九条)."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from core.audit import acting
from core.errors import Conflict, NotFound, UserError
from core.scope import as_system
from lifecycle.domain.elections import MOST_PROXIES
from lifecycle.models import Candidate, Election, VoterProxy, Ward
from lifecycle.models.election import ElectionKind, VotingForm
from lifecycle.selectors.elections import election_named
from lifecycle.selectors.elections_people import off_roll
from lifecycle.services.elections import EDIT, written
from residents.services.access import locked_person, locked_persons


def appoint_proxy(
    election_uid: UUID, *, voter: UUID, proxy: UUID, written_on: dt.date, consented_on: dt.date, by: Any
) -> VoterProxy:
    """A voter asks another to vote for him. Both must be on the roll; nobody votes for more than three; in a committee election
    a candidate votes for nobody else, and residents' representatives vote themselves."""
    with acting(by=by.username, why="登记委托投票"):
        election = election_named(election_uid, by.scope("election.view"))
        asks, votes = locked_persons([voter, proxy], by=by, permission=EDIT) if voter != proxy else (None, None)
        if asks is None or votes is None:
            raise UserError("不能委托自己。", field="proxy")
        if consented_on < written_on:
            raise UserError("选举委员会同意的日期早于委托书。", field="consented_on")
        if max(written_on, consented_on) > election.day:
            raise UserError(f"要在选举日 {election.day} 以前办好。", field="consented_on")
        _allowed(election, votes)
        _on_the_roll(election, asks, votes)
        _not_too_many(election, asks, votes)
        return VoterProxy.objects.create(
            election=election,
            person_id=asks.pk,
            proxy_id=votes.pk,
            written_on=written_on,
            consented_on=consented_on,
            **written(by),
        )


def _allowed(election: Election, votes: Any) -> None:
    if election.kind != ElectionKind.COMMITTEE:
        return
    if election.form == VotingForm.REPRESENTATIVES:
        raise UserError("居民代表投票的，不能委托（居民委员会组织法第十九条）。")
    if Candidate.objects.filter(election=election, person_id=votes.pk).exists():
        raise UserError(f"{votes.name}是候选人，不能接受委托（居民委员会组织法第十九条）。", field="proxy")


def _on_the_roll(election: Election, asks: Any, votes: Any) -> None:
    missing = off_roll(election, [asks.pk, votes.pk])
    for person, role in ((asks, "委托人"), (votes, "受托人")):
        if person.pk in missing:
            raise UserError(f"{role}{person.name}不在这次选举的名单上。", remedy="请先看为什么不在。")


def _not_too_many(election: Election, asks: Any, votes: Any) -> None:
    with as_system("the limit counts votes entrusted anywhere in the election"):
        standing = VoterProxy.objects.filter(election=election, ended_on=None)
        if standing.filter(person_id=asks.pk).exists():
            raise Conflict(f"{asks.name}已经委托过别人。", field="voter", remedy="先收回原来的委托。")
        held = standing.filter(proxy_id=votes.pk).count()
    if held >= MOST_PROXIES:
        raise Conflict(f"{votes.name}已经接受 {held} 人委托，每人最多 {MOST_PROXIES} 人。", field="proxy")


def end_proxy(uid: UUID, *, on: dt.date, why: str, by: Any) -> VoterProxy:
    """The voter took it back, or comes himself."""
    row = VoterProxy.objects.select_related("person").filter(uid=uid, ended_on=None).first()
    if row is None:
        raise NotFound("没有这份委托，或不在你的范围内。")
    with acting(by=by.username, why=why or "收回委托"):
        locked_person(row.person.uid, by=by, permission=EDIT)
        row.ended_on, row.end_reason = on, (why or "收回委托")[:120]
        row.save(update_fields=["ended_on", "end_reason"])
    return row


def propose_candidate(
    election_uid: UUID, *, person: UUID, proposed_by: str, final: bool = False, ward: str = "", by: Any
) -> Candidate:
    """Enter a candidate, or that he is now a final one. Whoever has been asked to vote for others gives that up first."""
    if not proposed_by.strip():
        raise UserError("请写谁推荐的。", field="proposed_by")
    with acting(by=by.username, why="登记候选人"):
        election = election_named(election_uid, by.scope("election.view"))
        chosen = locked_person(person, by=by, permission=EDIT)
        if chosen.pk in off_roll(election, [chosen.pk]):
            raise UserError(f"{chosen.name}不在这次选举的名单上。", field="person")
        held = VoterProxy.objects.filter(election=election, proxy_id=chosen.pk, ended_on=None)
        if election.kind == ElectionKind.COMMITTEE and held.exists():
            raise Conflict(f"{chosen.name}接受了别人的委托，不能同时是候选人。", remedy="先收回那些委托。")
        row, _ = Candidate.objects.update_or_create(
            election=election,
            person_id=chosen.pk,
            defaults={
                "proposed_by": proposed_by.strip(),
                "final": final,
                "ward": Ward.objects.filter(election=election, number=ward).first() if ward else None,
                **written(by),
            },
        )
    return row
