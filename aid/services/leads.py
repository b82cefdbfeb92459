"""Leads begin, grow and end: what events say of families is gathered home by home, and a person says what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from aid.domain.leads import Reason
from aid.models import Lead, LeadReason, LeadStep
from aid.models.lead import OPEN, LeadEnd, LeadState
from aid.selectors.lead_scores import Weights, score_of
from aid.task_kinds.leads import VISIT
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from core.scope import as_system
from lifecycle.services.tasks import open_tasks
from lifecycle.tasking.declaration import NewTask
from residents.selectors.at_home import AtHome, Home, homes_on
from residents.services.access import locked_person

_WALL = "what happened to one community's resident may concern a home in another"
_WORDS, _STEP = 200, 300
_COMMUNITY = 12  # digits of a community's code; shorter is a district or a city
# These reasons bring somebody to the door by a task of their own (lifecycle/rules): no second visit is opened for them.
_VISITED_ANYWAY = frozenset({Reason.BEREAVED, Reason.JOBLESS, Reason.DROPPED_OUT})


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that happened to a person and may bring need. `see`: whom of the home to see, if not that person."""

    person: int
    reason: Reason
    on: dt.date
    source: str
    words: str = ""
    event: int | None = None
    see: int | None = None


def tell_signs(signs: Sequence[Sign], *, by: str) -> list[int | None]:
    """Gather signs into the leads of their homes: a new one, or the one that stands open; returns the reason's id of each sign.

    None where nobody of the home lives any more. The same event tells a lead once.
    """
    with as_system(_WALL):
        homes = homes_on({sign.see or sign.person for sign in signs}, clock.today())
        leads = _leads([(sign, homes[pk]) for sign in signs if (pk := sign.see or sign.person) in homes], by)
        made = [
            _reason(leads[key_of(homes[pk], pk)], sign, by) if (pk := sign.see or sign.person) in homes else None
            for sign in signs
        ]
        refresh_scores([lead.pk for lead in leads.values()], by=by)
    return made


def key_of(home: Home, person: int) -> str:
    """Which home a lead is about."""
    return f"h:{home.household_id}" if home.household_id else f"p:{person}"


def _leads(told: list[tuple[Sign, Home]], by: str) -> dict[str, Lead]:
    """The open lead of each home, opened where there is none."""
    wanted = {key_of(home, sign.see or sign.person): (sign, home) for sign, home in reversed(told)}
    found = {lead.key: lead for lead in Lead.objects.select_for_update().filter(key__in=wanted, state__in=OPEN)}
    now = clock.now()
    with acting(by=by, why="困难线索"):
        for key, (sign, home) in wanted.items():
            if key not in found:
                host = whom_to_see(home, sign.see or sign.person)
                found[key] = Lead.objects.create(
                    key=key,
                    person_id=host.id,
                    household_id=home.household_id,
                    area_code=_community(host, home),
                    opened_at=now,
                )
    return found


def _community(host: AtHome, home: Home) -> str:
    """Where the lead belongs: the community they live in; the household's where only a far district of theirs is known."""
    return next((area for area in (host.area, home.area) if len(area) >= _COMMUNITY), host.area or home.area)


def whom_to_see(home: Home, person: int) -> AtHome:
    """The person it happened to when of age, else the oldest adult at home, else whoever is there."""
    members = {one.id: one for one in home.members}
    own = members.get(person)
    if own is not None and not own.minor(home.on):
        return own
    return min(home.adults or home.members, key=lambda one: (one.born is None, one.born))


def _reason(lead: Lead, sign: Sign, by: str) -> int:
    if sign.event is not None:
        known = LeadReason.objects.filter(lead=lead, reason=sign.reason.value, event_id=sign.event).first()
        if known is not None:
            return int(known.pk)
    made = LeadReason.objects.create(
        lead=lead,
        reason=sign.reason.value,
        person_id=sign.person,
        area_code=lead.area_code,
        event_id=sign.event,
        happened_on=sign.on,
        words=sign.words[:_WORDS],
        source=sign.source[:64],
        recorded_at=clock.now(),
        recorded_by=by,
    )
    return int(made.pk)


def withdraw_reasons(ids: Collection[int], *, by: str, why: str) -> dict[int, bool]:
    """What told them never happened. A lead that nobody has looked at and that has no other reason ends by itself; returns
    {reason: False when somebody has acted on the lead already and must look at it again}.
    """
    with as_system(_WALL), acting(by=by, why=why):
        rows = list(LeadReason.objects.filter(pk__in=ids, withdrawn_at=None).select_related("lead"))
        LeadReason.objects.filter(pk__in=[row.pk for row in rows]).update(
            withdrawn_at=clock.now(), withdrawn_why=why[:_WORDS]
        )
        bare = [
            row.lead
            for row in rows
            if row.lead.state in OPEN and not row.lead.reasons.filter(withdrawn_at=None).exists()
        ]
        untouched = [lead for lead in bare if lead.state == LeadState.NEW]
        for lead in untouched:
            _end(lead, LeadEnd.VOID, why, by)
        refresh_scores([row.lead_id for row in rows], by=by)
        closed = {lead.pk for lead in untouched}
    return {row.pk: row.lead.state in (LeadState.NEW, LeadState.CLOSED) or row.lead_id in closed for row in rows}


def refresh_scores(ids: Collection[int] | None = None, *, by: str, why: str = "困难线索重新计分") -> int:
    """Count open leads anew (`ids`: only these), and have somebody go where the sum has come up to the line; how many changed."""
    rows = list(
        Lead.objects.filter(Q(state__in=OPEN), *([Q(pk__in=list(ids))] if ids is not None else [])).prefetch_related(
            "reasons"
        )
    )
    homes = homes_on({lead.person_id for lead in rows}, clock.today())
    weights = Weights()
    changed, visits = 0, []
    with acting(by=by, why=why):
        for lead in rows:
            score = score_of(lead, homes.get(lead.person_id), weights)
            if score.total != lead.score:
                changed += 1
                Lead.objects.filter(pk=lead.pk).update(score=score.total)
            reasons = {Reason(row.reason) for row in lead.reasons.all() if row.withdrawn_at is None}
            line = weights.visit_from(lead.area_code)
            if lead.state == LeadState.NEW and line and score.total >= line and not reasons & _VISITED_ANYWAY:
                visits.append(_visit(lead, score.arithmetic))
    open_tasks(visits, by=by)
    return changed


def _visit(lead: Lead, arithmetic: str) -> NewTask:
    return NewTask(
        VISIT,
        lead.area_code,
        "",
        f"困难线索：{arithmetic}。",
        f"lead:{lead.uid}",
        clock.today(),
        ((lead.person_id, "subject"),),
        household=lead.household_id,
        data={"lead": str(lead.uid)},
    )


def report_hardship(person_uid: UUID, words: str, *, by: Any, on: dt.date | None = None) -> Lead:
    """Somebody of the committee or the street saw need (社会救助法 第三十九条: the committee reports what it finds).

    The lead belongs to the community where the family lives: out of sight of whoever reported it when that is another one.
    """
    if not words.strip():
        raise UserError("还没有写看到的情况。", field="words", remedy="一两句话写清哪里困难，不写病名、证号。")
    with acting(by=by.username, why="登记困难线索"):
        person = locked_person(person_uid, by=by, permission="aid.assist")
        sign = Sign(person.pk, Reason.FOUND, on or clock.today(), f"desk:{by.username}", words.strip())
        [reason] = tell_signs([sign], by=by.username)
        if reason is None:
            raise Conflict(f"{person.name}不在世或者已并入别的记录。")
        with as_system(_WALL):
            return Lead.objects.get(reasons=reason)


def open_lead(uid: UUID, *, by: Any) -> Lead:
    """The lead, locked, for somebody who may act on it. NotFound out of scope, NotAllowed without the right."""
    if not by.has_permission("aid.assist"):
        raise NotAllowed("这一步归居委会和街道。")
    lead = Lead.objects.select_for_update().filter(by.scope("aid.assist").q("area_code"), uid=uid).first()
    if lead is None:
        raise NotFound("没有这条困难线索，或者不在你的范围里。")
    if lead.state == LeadState.CLOSED:
        raise Conflict("这条线索已经了结。", remedy="又有困难的，请重新登记一条。")
    return lead


def note_lead(uid: UUID, words: str, *, by: Any, look_on: dt.date | None = None) -> Lead:
    """Somebody looked: what was found out, and the day on which to look again."""
    if not words.strip():
        raise UserError("还没有写了解到的情况。", field="words")
    if look_on is not None and look_on <= clock.today():
        raise UserError(f"再看的日子 {look_on} 不在今天之后。", field="look_on", remedy="请选后面的日子。")
    with acting(by=by.username, why="了解困难线索"):
        lead = open_lead(uid, by=by)
        lead.state = LeadState.SEEN if lead.state == LeadState.NEW else lead.state
        lead.look_on = look_on
        lead.save(update_fields=["state", "look_on"])
        _step(lead, "note", words.strip() + (f"（{look_on} 再看）" if look_on else ""), by.username)
    return lead


def offer(lead: Lead, offers: Iterable[str], words: str, *, by: str) -> None:
    """What the family wants of what was offered; in the transaction of whoever wrote it down."""
    wanted = list(dict.fromkeys([*lead.offered, *offers]))
    lead.offered = wanted
    lead.state = LeadState.HELPING if wanted else LeadState.SEEN
    lead.save(update_fields=["offered", "state"])
    _step(lead, "offer", words, by)


def note_step(lead: Lead, words: str, *, by: str) -> None:
    """Write down what came of it, in the caller's transaction."""
    _step(lead, "note", words, by)


def close_lead(uid: UUID, *, how: str, why: str, by: Any) -> Lead:
    """Say how it ended. `how`: a LeadEnd other than void; a refusal or "no need" asks for a sentence."""
    if how not in LeadEnd.values or how == LeadEnd.VOID:
        raise UserError("还没有选怎样了结。", field="how")
    if how in (LeadEnd.DECLINED, LeadEnd.NOT_NEEDED) and not why.strip():
        raise UserError("请写一句怎么了解到的。", field="why", remedy="例如：上门问过本人，退休金够用。")
    with acting(by=by.username, why="了结困难线索"):
        lead = open_lead(uid, by=by)
        _end(lead, LeadEnd(how), why.strip(), by.username)
    return lead


def _end(lead: Lead, how: LeadEnd, why: str, by: str) -> None:
    lead.state, lead.ended, lead.ended_why = LeadState.CLOSED, how, why[:_WORDS]
    lead.closed_at, lead.closed_by = clock.now(), by
    lead.save(update_fields=["state", "ended", "ended_why", "closed_at", "closed_by"])
    _step(lead, "close", "，".join(filter(None, [str(how.label), why])), by)


def _step(lead: Lead, act: str, words: str, by: str) -> None:
    LeadStep.objects.create(lead=lead, area_code=lead.area_code, at=clock.now(), by=by, act=act, words=words[:_STEP])


def leads_at(households: Iterable[int], people: Iterable[int]) -> Mapping[int, Lead]:
    """{lead id: lead}, locked, of the open ones about these homes or people."""
    rows = Lead.objects.select_for_update().filter(
        Q(household_id__in=list(households)) | Q(person_id__in=list(people)), state__in=OPEN
    )
    return {lead.pk: lead for lead in rows}
