"""A family asks for aid, or is found: a case is opened with those who live together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Max

from aid.domain.case_states import OPEN, UNDECIDED, State
from aid.domain.law import AID_KINDS
from aid.domain.recalculation import takes_effect
from aid.models import AidCase, CaseMember
from aid.services.case_moves import note_step, written
from aid.services.case_tasks import follow_case
from aid.services.guard import refuse_double
from core import clock
from core.audit import acting
from core.errors import Conflict, NotAllowed, UserError
from core.scope import area_prefix, as_system
from residents.selectors.household import household_page, household_uids
from residents.selectors.person import person_page
from residents.selectors.someone import Someone, people_by_id

ASSIST = "aid.assist"
_COMMUNITY = 12


@dataclass(frozen=True)
class Together:
    """Somebody who lives with the applicant: relation to the head (GB/T 4761), and why they are left out, if they are."""

    person_id: int
    relation: str
    excluded_reason: str = ""


def open_case(
    *,
    kind: str,
    applicant_id: int,
    household_id: int | None,
    area: str,
    lead_uid: UUID | None = None,
    by: Any,
    on: dt.date,
    agent: str = "",
    agent_relation: str = "",
    urgent: bool = False,
    causes: Sequence[str] = (),
    excluded: dict[int, str] | None = None,
) -> AidCase:
    """Hand in an application; everybody of the household is a member unless `excluded` says why not.

    A lead whose family already has an undecided case of the kind gets that one. Raises UserError for a kind or a person that cannot
    be, Conflict when aid of the kind is asked for or in force already, NotAllowed outside the user's area.
    """
    if kind not in AID_KINDS:
        raise UserError("请选申请哪一种救助。", field="kind")
    if not by.scope(ASSIST).holds(area):
        raise NotAllowed("这个社区不在你的范围里。", remedy="请找所在社区代办。")
    if on > clock.today():
        raise UserError("申请日期不能在今天以后。", field="applied_on")
    with acting(by=by.username, why=f"救助申请：{AID_KINDS[kind].title}"):
        applicant = _applicant(applicant_id, by)
        if standing := _standing(applicant, kind, lead_uid):
            return standing
        case = AidCase.objects.create(
            number=_next_number(area, on),
            kind=kind,
            origin="found" if lead_uid else "applied",
            area_code=area_prefix(area)[:_COMMUNITY],
            applicant_id=applicant.id,
            household_id=household_id if AID_KINDS[kind].household or household_id else None,
            urgent=urgent,
            agent=agent.strip(),
            agent_relation=agent_relation.strip(),
            causes=list(causes),
            lead_uid=lead_uid,
            applied_on=on,
            **written(by),
        )
        _members(case, applicant, excluded or {}, by)
        covered = CaseMember.objects.filter(case=case, covered=True, person__isnull=False)
        refuse_double(
            list(covered.values_list("person_id", flat=True)), kind, since=takes_effect(on), by=by, case=case.uid
        )
        note_step(case, "apply", by=by, on=on, words=_how(case))
        follow_case(case, by=by.username, on=on, words="已申请")
    return case


def apply_for(person_uid: UUID, *, kind: str, on: dt.date, by: Any, **more: Any) -> AidCase:
    """The same for somebody of the base: their household comes along, and the community that helps, of the registration or of the
    emergency (社会救助法 第三十七条). `more`: agent, agent_relation, urgent, causes.
    """
    known = AID_KINDS.get(kind)
    if known is None:
        raise UserError("请选申请哪一种救助。", field="kind")
    view = person_page(person_uid, scope=by.scope("person.view"))
    first, second = (view.living_area, view.hukou_area) if known.at_emergency else (view.hukou_area, view.living_area)
    household = view.households[0].household if view.households else None
    return open_case(
        kind=kind,
        applicant_id=view.pk,
        household_id=household.pk if household else None,
        area=first if len(first) >= _COMMUNITY else second,
        by=by,
        on=on,
        **more,
    )


def _applicant(person_id: int, by: Any) -> Someone:
    found = people_by_id([person_id], scope=by.scope("person.view")).get(person_id)
    if found is None:
        raise UserError("没有这个人，或者不在你的范围里。", field="person")
    if found.deceased:
        raise UserError(f"{found.name}已去世，不能作申请人。", field="person")
    return found


def _standing(applicant: Someone, kind: str, lead_uid: UUID | None) -> AidCase | None:
    """The undecided case that a lead is joined to; Conflict when somebody asks twice."""
    states = [state.value for state in OPEN]
    row = AidCase.objects.filter(applicant_id=applicant.id, kind=kind, state__in=states).first()
    if row is None:
        return None
    if lead_uid and row.state in UNDECIDED:
        if row.lead_uid is None:
            row.lead_uid = lead_uid
            row.save(update_fields=["lead_uid"])
        return row
    raise Conflict(
        f"{applicant.name}的{AID_KINDS[kind].title}已有一件（{row.number}，{State(row.state).title}）。",
        field="kind",
        remedy="请打开那一件办理。",
    )


def _next_number(area: str, on: dt.date) -> str:
    """街道码-年-顺序号, without gaps inside a transaction."""
    head = f"{area_prefix(area)[:9]}-{on.year}-"
    with as_system("a number is unique in the whole street"), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"aid-case {head}"])
        last = AidCase.objects.filter(number__startswith=head).aggregate(last=Max("number"))["last"]
    return f"{head}{int(last.rsplit('-', 1)[1]) + 1 if last else 1:05d}"


def _members(case: AidCase, applicant: Someone, excluded: dict[int, str], by: Any) -> None:
    together = _together(case, by) if AID_KINDS[case.kind].household else []
    if not any(one.person_id == applicant.id for one in together):
        together.insert(0, Together(applicant.id, "01"))
    together.sort(key=lambda one: one.person_id != applicant.id)
    CaseMember.objects.bulk_create(
        CaseMember(
            case=case,
            person_id=one.person_id,
            relation=one.relation,
            covered=one.person_id not in excluded,
            excluded_reason=excluded.get(one.person_id, ""),
            place=place,
            **written(by),
        )
        for place, one in enumerate(together)
    )


def _together(case: AidCase, by: Any) -> list[Together]:
    """Those who belong to the household today."""
    if case.household_id is None:
        return []
    uid = household_uids([case.household_id]).get(case.household_id)
    if uid is None:
        return []
    view = household_page(uid, scope=by.scope("household.view"))
    seen: dict[int, Together] = {}
    for member in view.present:
        seen.setdefault(member.person_id, Together(member.person_id, member.relation))
    return list(seen.values())


def _how(case: AidCase) -> str:
    if case.origin == "found":
        return "从困难线索主动发现"
    return f"{case.agent}代办" if case.agent else "本人申请"
