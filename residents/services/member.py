"""Who belongs to a household: joining, leaving, a new head, a household that splits.

Memberships end on the day and new ones begin; nothing is overwritten. What each member is to the head is said anew when
the head changes (GB/T 4761), by the clerk: the system only proposes (domain/new_head.py).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.relations import HEAD, implied_sex, relation_name
from residents.models import Household, HouseholdMembership, Person
from residents.services.access import desk, locked_household, locked_person, must_live
from residents.services.dwellings import Address
from residents.services.facts import end_facts
from residents.services.households import HouseholdDraft, NewMember, add_members, open_households, set_heads

WALL = "a household is seen by all its members' communities; one of them may lie outside the clerk's"
NEW_HEAD = "02"


def add_member(
    *,
    household_uid: UUID,
    person_uid: UUID,
    relation: str,
    on: dt.date,
    by: Any,
    shares_registration: bool = True,
    why: str = "",
) -> None:
    """The person joins the household on the day; a membership of the same kind elsewhere ends (one at a time).

    UserError: impossible day, second head. Emits household.changed.
    """
    source = desk(by)
    with acting(by=by.username, why=why or "入户", source=source):
        household = locked_household(household_uid, by=by)
        person = locked_person(person_uid, by=by)
        must_live([person], "入户")
        _day_fits(on, household, person)
        _relation_fits(relation, person)
        if relation in HEAD:
            raise UserError("一户只有一位户主。", field="relation", remedy="要换户主请用「确认新户主」。")
        with as_system(WALL):
            _leave_elsewhere(person, household, shares_registration, on)
            member = NewMember(household.pk, person.pk, relation, shares_registration, on, source)
            add_members([member], by=by, why=why or "入户")
            _tell(household, {person.pk: "joined"}, on, by, source)


def remove_member(*, household_uid: UUID, person_uid: UUID, on: dt.date, by: Any, why: str = "") -> None:
    """The person leaves the household on the day. A head who leaves opens the question who is head now."""
    source = desk(by)
    with acting(by=by.username, why=why or "离户", source=source):
        household = locked_household(household_uid, by=by)
        with as_system(WALL):
            row = _present(household).filter(person__uid=person_uid).first()
            if row is None:
                raise UserError("这个人现在不在这一户里。", field="person")
            if not row.during.lower < on <= clock.today():
                raise UserError(
                    f"离户日期 {on} 不对：入户是 {row.during.lower}，今天是 {clock.today()}。",
                    field="on",
                    remedy="请填两者之间的日子。",
                )
            end_facts(HouseholdMembership, [row.pk], on=on)
            if household.head_id == row.person_id:
                Household.objects.filter(pk=household.pk).update(head_confirmed=False)
            _tell(household, {row.person_id: "left"}, on, by, source)


def change_head(
    *, household_uid: UUID, head_uid: UUID, relations: Mapping[UUID, str], on: dt.date, by: Any, why: str = ""
) -> None:
    """From the day on `head_uid` is head; `relations`: what every other living member is to the new head (GB/T 4761).

    户口登记条例 第五条. UserError names the member whose relation is missing or does not fit the sex. Emits household.head_changed.
    """
    source = desk(by)
    with acting(by=by.username, why=why or "变更户主", source=source):
        household = locked_household(household_uid, by=by)
        if on > clock.today():
            raise UserError(f"日期 {on} 在今天之后。", field="on", remedy="请填已经发生的日子。")
        with as_system(WALL):
            rows = list(_present(household).filter(person__died_on=None).select_related("person"))
            head = next((row for row in rows if row.person.uid == head_uid), None)
            if head is None:
                raise UserError(
                    "新户主要是现在在户的人。", field="head", remedy="户外的亲属先用「加人」入户，再确认户主。"
                )
            said = {row.person.uid: _said_relation(row, head, relations) for row in rows}
            late = max(row.during.lower for row in rows)
            if on < late:
                raise UserError(
                    f"日期 {on} 早于最近一次入户 {late}。", field="on", remedy=f"请填 {late} 或以后的日子。"
                )
            _say_relations(household, rows, said, on, by, why or "变更户主", source)
            set_heads({household.pk: head.person_id})
            Household.objects.filter(pk=household.pk).update(head_confirmed=True)
            subjects = {row.person_id: "head" if row is head else "member" for row in rows}
            _tell(household, subjects, on, by, source, kind="household.head_changed")


def split_household(
    *,
    household_uid: UUID,
    number: str,
    head_uid: UUID,
    relations: Mapping[UUID, str],
    on: dt.date,
    by: Any,
    address: Address | None = None,
    why: str = "",
) -> UUID:
    """Some members found a household of their own (分户): `relations` names them and what each is to its head.

    Their registration moves with services/move.py if the home is another one. Returns the new household's uid. UserError:
    number in use, nobody stays behind, somebody is no member.
    """
    source, why = desk(by), why or "分户"
    with acting(by=by.username, why=why, source=source):
        household = locked_household(household_uid, by=by)
        with as_system(WALL):
            going = _going(household, head_uid, relations, on)
            if Household.objects.filter(area_code=household.area_code, number=number, closed_on=None).exists():
                raise UserError(f"户号 {number} 在本社区已经有了。", field="number", remedy="请核对新户口簿上的户号。")
            draft = HouseholdDraft(
                household.area_code, number, source, household.kind, household.dwelling_id, household.address, on
            )
            if address is not None:
                draft.dwelling_id, draft.address = None, address.words
            new = open_households([draft], by=by, why=why)[draft.key]
            end_facts(HouseholdMembership, [row.pk for row in going], on=on)
            members = [
                NewMember(
                    new,
                    row.person_id,
                    NEW_HEAD if row.person.uid == head_uid else relations[row.person.uid],
                    row.shares_registration,
                    on,
                    source,
                )
                for row in going
            ]
            add_members(members, by=by, why=why)
            set_heads({new: next(row.person_id for row in going if row.person.uid == head_uid)})
            if household.head_id in {row.person_id for row in going}:
                Household.objects.filter(pk=household.pk).update(head_confirmed=False)
            opened: Household = Household.objects.get(pk=new)
            _tell(opened, {row.person_id: "joined" for row in going}, on, by, source, extra={"from": household.pk})
    return opened.uid


def _going(
    household: Household, head_uid: UUID, relations: Mapping[UUID, str], on: dt.date
) -> list[HouseholdMembership]:
    if on > clock.today():
        raise UserError(f"日期 {on} 在今天之后。", field="on", remedy="请填已经发生的日子。")
    rows = list(_present(household).filter(person__died_on=None).select_related("person"))
    wanted = {*relations, head_uid}
    going = [row for row in rows if row.person.uid in wanted]
    if len(going) < len(wanted):
        raise UserError("要分出去的人里，有的现在不在这一户。", field="members", remedy="请刷新后重选。")
    if len(going) == len(rows):
        raise UserError("原户至少要留一个人。", field="members", remedy="全家一起搬请用「搬家」，不用分户。")
    for row in going:
        if row.during.lower >= on:
            raise UserError(f"{row.person.name} {row.during.lower} 才入户，分户日期要晚于它。", field="on")
        if row.person.uid != head_uid:
            _relation_fits(relations[row.person.uid], row.person)
    return going


def _present(household: Household) -> Any:
    return HouseholdMembership.objects.filter(household=household, during__upper_inf=True)


def _day_fits(on: dt.date, household: Household, person: Person) -> None:
    if on > clock.today():
        raise UserError(f"日期 {on} 在今天之后。", field="on", remedy="请填已经发生的日子。")
    if person.birth_date and on < person.birth_date:
        raise UserError(
            f"日期 {on} 早于{person.name}的出生日期 {person.birth_date}。", field="on", remedy="请核对年份。"
        )
    if household.opened_on and on < household.opened_on:
        raise UserError(f"日期 {on} 早于立户日期 {household.opened_on}。", field="on", remedy="请核对年份。")


def _relation_fits(relation: str, person: Person) -> None:
    word = relation_name(relation)
    if not word:
        raise UserError(f"请选{person.name}与户主的关系。", field="relation")
    implied = implied_sex(relation)
    if implied and person.sex in ("1", "2") and implied != person.sex:
        sex = "男" if person.sex == "1" else "女"
        raise UserError(
            f"{person.name}是{sex}性，关系不能是「{word}」。", field="relation", remedy="请核对关系或性别。"
        )


def _said_relation(row: HouseholdMembership, head: HouseholdMembership, relations: Mapping[UUID, str]) -> str:
    if row is head:
        return NEW_HEAD
    relation = relations.get(row.person.uid, "")
    _relation_fits(relation, row.person)
    if relation in HEAD:
        raise UserError(f"一户只有一位户主，{row.person.name}要另选关系。", field="relation")
    return relation


def _say_relations(
    household: Household,
    rows: list[HouseholdMembership],
    said: Mapping[UUID, str],
    on: dt.date,
    by: Any,
    why: str,
    source: str,
) -> None:
    """Memberships whose relation changes end on the day and go on under the new one; those of the same day are rewritten."""
    changed = [row for row in rows if row.relation != said[row.person.uid]]
    end_facts(HouseholdMembership, [row.pk for row in changed], on=on)
    add_members(
        [
            NewMember(household.pk, row.person_id, said[row.person.uid], row.shares_registration, on, source)
            for row in changed
        ],
        by=by,
        why=why,
    )


def _leave_elsewhere(person: Person, household: Household, shares_registration: bool, on: dt.date) -> None:
    rows = HouseholdMembership.objects.filter(
        person=person, shares_registration=shares_registration, during__upper_inf=True
    )
    present = rows.select_related("household").first()
    if present is None:
        return
    if present.household_id == household.pk:
        raise UserError(f"{person.name}已经在这一户里。", field="person")
    if present.during.lower >= on:
        raise Conflict(
            f"{person.name} {present.during.lower} 才进原来那一户，{on} 早于它。", field="on", remedy="请核对日期。"
        )
    end_facts(HouseholdMembership, [present.pk], on=on)
    if present.household.head_id == person.pk:
        Household.objects.filter(pk=present.household_id).update(head_confirmed=False)


def _tell(
    household: Household,
    people: Mapping[int, str],
    on: dt.date,
    by: Any,
    source: str,
    *,
    kind: str = "household.changed",
    extra: Mapping[str, Any] | None = None,
) -> None:
    subjects = tuple(Subject(pk, role, household.area_code) for pk, role in people.items())
    emit(NewEvent(kind, on, subjects, source, payload={"household": household.pk, **(extra or {})}), by=by.username)
