"""What a decision grants: an award of whole months, and the benefit of each covered member in the base."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.backends.postgresql.psycopg_any import DateRange

from aid.domain.law import AID_KINDS
from aid.domain.recalculation import takes_effect
from aid.models import AidCase, Award, CaseDecision, CaseMember
from aid.services.case_moves import written
from core.errors import UserError
from residents.selectors.benefits import BenefitLine, benefits_between
from residents.services.benefits import NewBenefit, end_benefits, record_benefits

_FAR = dt.date(9000, 1, 1)


def source_of(case: AidCase) -> str:
    """The source of the benefits that a case gives."""
    return f"aid:{case.uid}"


def grant(case: AidCase, decision: CaseDecision, *, by: str) -> Award:
    """The award of a decision, from its first month on; one of a single sum lasts that month. Ends the former award the day before."""
    since = decision.starts_on or takes_effect(decision.on)
    if since.day != 1:
        raise UserError("从某个月的 1 日起算。", field="starts_on")
    end_award(case, on=since, reason="调整", by=by)
    covered = living_members(case)
    if not covered:
        raise UserError("没有纳入保障的成员。", field="members", remedy="请先核对共同生活成员。")
    until = takes_effect(since) if decision.once is not None and decision.monthly is None else None
    award = Award.objects.create(
        case=case,
        kind=case.kind,
        household_id=case.household_id,
        area_code=case.area_code,
        monthly=decision.monthly,
        once=decision.once,
        people=len(covered),
        review_class=decision.review_class,
        document=decision.number,
        during=DateRange(since, until),
        **written(by),
    )
    _give(case, award, covered, since, until, by)
    return award


def _give(
    case: AidCase, award: Award, covered: Sequence[CaseMember], since: dt.date, until: dt.date | None, by: str
) -> None:
    benefit = AID_KINDS[case.kind].benefit
    if not benefit:
        return
    record_benefits(
        [
            NewBenefit(
                person_id=member.person_id,
                kind=benefit,
                since=since,
                until=until,
                source=source_of(case),
                monthly=award.monthly or award.once,
                household_id=case.household_id,
                document=award.document or case.number,
            )
            for member in covered
            if member.person_id
        ],
        by=by,
        why=f"救助确认 {award.document}".strip()[:120],
    )


def end_award(case: AidCase, *, on: dt.date, reason: str, by: str) -> list[int]:
    """The award in force and its benefits end with the day before `on`; one that would have begun then or later never begins.

    Returns the ids of the benefits that ended.
    """
    for award in Award.objects.select_for_update().filter(case=case):
        low, high = award.during.lower, award.during.upper
        if low >= on:
            award.delete()
        elif high is None or high > on:
            award.during, award.end_reason = DateRange(low, on), reason[:120]
            award.save(update_fields=["during", "end_reason"])
    standing = benefits_of_case(case, on)
    return end_benefits(
        {line.id: max(on, line.since) for line in standing}, by=by, why=reason[:120], source=source_of(case)
    )


def benefits_of_case(case: AidCase, on: dt.date) -> list[BenefitLine]:
    """The benefits that this case gave and that hold on a day or later."""
    people = CaseMember.objects.filter(case=case, person__isnull=False).values_list("person_id", flat=True)
    found = benefits_between(people, on, _FAR)
    return [line for lines in found.values() for line in lines if line.source == source_of(case)]


def living_members(case: AidCase) -> list[CaseMember]:
    """Those whom the aid covers: never a dead one."""
    rows = CaseMember.objects.filter(case=case, covered=True).select_related("person").order_by("place", "id")
    return [row for row in rows if row.person is None or row.person.died_on is None]
