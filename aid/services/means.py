"""What a family has is written down, member by member and origin by origin; a figure said anew takes the place of the old one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from aid.domain.case_states import ENDED, State
from aid.domain.means import ASSETS, EXPENSES, INCOMES, ORIGINS
from aid.models import AidCase, Asset, CaseMember, Expense, Income, Obligor
from aid.models.means import PER
from aid.services.case_moves import note_step, seen_case, written
from core.audit import acting
from core.errors import Conflict, NotAllowed, NotFound, UserError
from residents.selectors.people_briefly import briefly
from residents.selectors.someone import people_by_uid

DECLARED, SURVEY, VERIFIED = "declared", "survey", "verified"
# The committee writes down what the family says and what is seen at home; the report of the check comes to the street.
_WHO = {DECLARED: "aid.assist", SURVEY: "aid.assist", VERIFIED: "aid.review"}


@dataclass(frozen=True)
class Said:
    """One member's figures by one origin: {sort: yuan, or pieces}; a sort that is not named is not known from this origin.

    `income_per`, `expense_per`: "month" or "year"; the texts say what stands behind (employer, bank, hospital) and are sealed.
    """

    origin: str
    document: str = ""
    incomes: Mapping[str, Decimal] = field(default_factory=dict)
    income_per: str = "month"
    income_what: str = ""
    assets: Mapping[str, Decimal] = field(default_factory=dict)
    asset_what: str = ""
    expenses: Mapping[str, Decimal] = field(default_factory=dict)
    expense_per: str = "year"
    expense_what: str = ""


def record_means(case_uid: UUID, member_uid: UUID, said: Said, *, by: Any, on: dt.date) -> CaseMember:
    """Write one member's figures of one origin in the place of what it said before.

    Raises NotFound outside the user's sight, NotAllowed for an origin of another office, Conflict when the case has ended, UserError
    for a report without a number, and for negative amounts.
    """
    with acting(by=by.username, why=f"登记收入、财产（{ORIGINS.get(said.origin, said.origin)}）"):
        case, member = _open_member(case_uid, member_uid, by)
        _may_say(said, case, by)
        common = {"origin": said.origin, "document": said.document.strip(), **written(by)}
        _replace(Income, member, said.incomes, INCOMES, per=said.income_per, what=said.income_what, **common)
        _replace(Asset, member, said.assets, ASSETS, what=said.asset_what, **common)
        _replace(
            Expense,
            member,
            said.expenses,
            EXPENSES,
            per=said.expense_per,
            what=said.expense_what,
            **common,
        )
        note_step(case, "means", by=by, on=on, words=f"{_name(member)}的收入、财产、支出（{ORIGINS[said.origin]}）")
    return member


def _open_member(case_uid: UUID, member_uid: UUID, by: Any) -> tuple[AidCase, CaseMember]:
    case = seen_case(case_uid, by=by, lock=True)
    if State(case.state) in ENDED:
        raise Conflict(
            f"这件救助已经是「{State(case.state).title}」，收入、财产不再改。", remedy="情况有变的，另开一件。"
        )
    member = CaseMember.objects.filter(case=case, uid=member_uid).first()
    if member is None:
        raise NotFound("这件救助里没有这个成员。")
    return case, member


def _may_say(said: Said, case: AidCase, by: Any) -> None:
    if said.origin not in ORIGINS:
        raise UserError("请选这些数是谁说的。", field="origin")
    if not by.scope(_WHO[said.origin]).holds(case.area_code):
        raise NotAllowed(
            f"「{ORIGINS[said.origin]}」不由你的岗位登记。", remedy="社区登记家庭申报和入户看到的，核对报告由街道登记。"
        )
    if said.origin == VERIFIED and not said.document.strip():
        raise UserError("核对报告的数要写报告号。", field="document", remedy="请照核对报告填写。")
    known = {code for code, _ in PER}
    if said.income_per not in known or said.expense_per not in known:
        raise UserError("请选按每月还是按近 12 个月。", field="income_per")


def _replace(
    model: type[Income] | type[Asset] | type[Expense],
    member: CaseMember,
    figures: Mapping[str, Decimal],
    titles: Mapping[str, str],
    **common: Any,
) -> None:
    """Update, add or remove one row a sort, so that the history tells of each figure by itself."""
    for sort, amount in figures.items():
        if sort not in titles or amount < 0:
            raise UserError(
                f"{titles.get(sort, sort)}不能是负数。", field=sort, remedy="亏损的经营收入填 0，在说明里写明。"
            )
    standing = {
        row.sort: row for row in model.objects.select_for_update().filter(member=member, origin=common["origin"])
    }
    gone = [row.pk for sort, row in standing.items() if sort not in figures]
    model.objects.filter(pk__in=gone).delete()
    for sort, amount in figures.items():
        row = standing.get(sort) or model(member=member, sort=sort)
        before = None if row.pk is None else (row.amount, getattr(row, "per", ""), row.what, row.document)
        row.amount = amount
        for name, value in common.items():
            setattr(row, name, value.strip() if name == "what" else value)
        if before != (row.amount, getattr(row, "per", ""), row.what, row.document):
            row.save()


@dataclass(frozen=True)
class Supporter:
    """An obligor as told: a person of the base by `person`, else by name. Money in yuan a month; `why` when without means."""

    relation: str
    name: str = ""
    person: UUID | None = None
    agreed: Decimal | None = None
    income: Decimal | None = None
    people: int = 1
    supported: int = 1
    able: bool = True
    why: str = ""


def add_obligor(case_uid: UUID, member_uid: UUID, said: Supporter, *, by: Any, on: dt.date) -> Obligor:
    """Write down who owes a member support. Raises as `record_means`; UserError when the person is not found or nothing names them."""
    with acting(by=by.username, why="登记赡养、抚养、扶养义务人"):
        case, member = _open_member(case_uid, member_uid, by)
        if not by.scope(_WHO[DECLARED]).holds(case.area_code):
            raise NotAllowed("你的岗位不登记义务人。", remedy="请社区或街道登记。")
        person = people_by_uid([said.person], scope=by.scope("person.view")).get(said.person) if said.person else None
        if said.person and person is None:
            raise UserError("没有这个人，或者不在你的范围里。", field="name", remedy="不在底册的，直接写姓名。")
        if person is None and not said.name.strip():
            raise UserError("请写义务人的姓名。", field="name")
        if not said.able and not said.why.strip():
            raise UserError("没有赡养能力的，要写为什么。", field="why", remedy="例如：本人在领低保。")
        row = Obligor.objects.create(
            member=member,
            person_id=person.id if person else None,
            name="" if person else said.name.strip(),
            relation=said.relation.strip(),
            agreed=said.agreed,
            income=said.income,
            people=max(said.people, 1),
            supported=max(said.supported, 1),
            able=said.able,
            **written(by, said.why.strip()),
        )
        note_step(case, "means", by=by, on=on, words=f"登记{_name(member)}的义务人（{row.relation}）")
    return row


def remove_obligor(case_uid: UUID, obligor_uid: UUID, *, by: Any, on: dt.date) -> None:
    """Take an obligor back; the history keeps what was written."""
    with acting(by=by.username, why="删去义务人"):
        found = Obligor.objects.filter(uid=obligor_uid).select_related("member").first()
        if found is None:
            raise NotFound("没有这个义务人，可能已经删去。")
        case, member = _open_member(case_uid, found.member.uid, by)
        if not by.scope(_WHO[DECLARED]).holds(case.area_code):
            raise NotAllowed("你的岗位不登记义务人。", remedy="请社区或街道登记。")
        found.delete()
        note_step(case, "means", by=by, on=on, words=f"删去{_name(member)}的义务人（{found.relation}）")


def _name(member: CaseMember) -> str:
    known = briefly([member.person_id]).get(member.person_id) if member.person_id else None
    return known.name if known else member.name or "成员"
