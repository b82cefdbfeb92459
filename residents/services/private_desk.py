"""Marriages, divorces and certificates of disability registered at the desk, one at a time, with the papers in hand.

What a file leaves to a reviewer is refused here with how to mend it: legal age, a spouse who stands, a number that is not the holder's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from core.audit import acting
from core.errors import Conflict, UserError
from core.scope import as_system
from residents.domain.disability import Details, read_certificate_number, take_apart
from residents.domain.marriages import SEX_OF, too_young
from residents.domain.number_reading import read_number
from residents.models import IdentityDocument, Kinship, Person
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.services.access import must_live
from residents.services.disability import (
    Ending,
    NewCertificate,
    end_certificates,
    record_certificates,
    standing_certificates,
)
from residents.services.marriages import Act, Party, record_divorces, record_marriages

WALL = "one of the two may live outside the clerk's area; who may register it was asked before"


@dataclass(frozen=True, slots=True)
class Couple:
    """Person ids of those whom the base holds; `name` and `number` as typed of a party from outside it."""

    husband: int | None
    wife: int | None
    name: str = ""
    number: str = ""


def marry(*, couple: Couple, on: dt.date, by: Any, certificate: str = "", why: str = "", source: str) -> None:
    """民法典 第一千零四十九条. UserError, Conflict: legal age, a spouse who stands, neither or an unnamed party. Emits person.married."""
    with acting(by=by.username, why=why or "结婚登记", source=source), as_system(WALL):
        act = _act(couple, on, certificate, source)
        for role, person in _persons(couple):
            if least := too_young(SEX_OF[role], person.birth_date, on):
                raise UserError(
                    f"{person.name}那一天不满 {least} 周岁，不到法定婚龄。",
                    field="on",
                    remedy="民法典第 1047 条；请核对日期。",
                )
            if (spouse := _spouse_of(person)) and spouse.pk not in (couple.husband, couple.wife):
                raise Conflict(
                    f"{person.name}已登记有配偶{spouse.name}。", field=role, remedy="先登记离婚，或核对是不是同一个人。"
                )
        _told(record_marriages([act], by=by, why=why or "结婚登记"))


def divorce(
    *, couple: Couple, on: dt.date, by: Any, court: bool = False, certificate: str = "", why: str = "", source: str
) -> None:
    """民法典 第一千零七十六条、第一千零七十九条: at the register, or by a court (`on`: the day of legal effect). Emits person.divorced."""
    with acting(by=by.username, why=why or "离婚登记", source=source), as_system(WALL):
        act = _act(couple, on, certificate, source, court=court)
        for role, person in _persons(couple):
            spouse = _spouse_of(person)
            if spouse and spouse.pk not in (couple.husband, couple.wife):
                raise Conflict(f"{person.name}登记的配偶是{spouse.name}。", field=role, remedy="请核对双方是谁。")
        _told(record_divorces([act], by=by, why=why or "离婚登记"))


def certify(
    *,
    person_id: int,
    number: str,
    on: dt.date,
    by: Any,
    first_issued: dt.date | None = None,
    valid_until: dt.date | None = None,
    guardian: str = "",
    guardian_phone: str = "",
    why: str = "",
    source: str,
) -> None:
    """A certificate shown at the desk: category and grade are read from its number. Emits person.disability_certified."""
    with acting(by=by.username, why=why or "残疾人证登记", source=source):
        person = Person.objects.select_for_update().get(pk=person_id)
        must_live([person], "残疾人证")
        reading = read_certificate_number(number)
        if reading.problem or not reading.value:
            raise UserError(
                f"{reading.problem.reason if reading.problem else '请填残疾人证号'}。",
                field="number",
                remedy=reading.problem.remedy if reading.problem else "",
            )
        parts = take_apart(reading.value)
        own = IdentityDocument.objects.filter(person=person, type=RESIDENT_ID, active=True).first()
        if parts is None or (own and own.number != parts.holder):
            raise UserError(
                f"残疾人证号的前 18 位不是{person.name}的身份证号。",
                field="number",
                remedy="请照证件核对，或先更正身份证号。",
            )
        before = standing_certificates([person_id]).get(person_id)
        if before and before.number == reading.value and before.state == "valid":
            raise UserError("底册已登记这个证，没有变化。", field="number", remedy="有效期的变动由残联名单带来。")
        details = Details(parts.category, parts.grade, guardian, guardian_phone)
        new = NewCertificate(person_id, reading.value, on, source, details, first_issued, valid_until)
        record_certificates([new], by=by, why=why or "残疾人证登记")


def end_certificate(*, person_id: int, state: str, on: dt.date, by: Any, why: str = "", source: str) -> None:
    """The certificate in use ends: 遗失, 注销 or 过期. Emits person.disability_ended."""
    with acting(by=by.username, why=why or "残疾人证失效", source=source):
        standing = standing_certificates([person_id]).get(person_id)
        if standing is None:
            raise UserError("底册里此人没有在用的残疾人证。", field="subject", remedy="请核对是谁。")
        if standing.during.lower and on < standing.during.lower:
            raise UserError(f"这个证 {standing.during.lower} 才登记，{on} 早于它。", field="on", remedy="请核对日期。")
        end_certificates([Ending(standing.pk, on, state, source)], by=by, why=why or "残疾人证失效")


def _act(couple: Couple, on: dt.date, certificate: str, source: str, *, court: bool = False) -> Act:
    if couple.husband and couple.wife:
        return Act(Party(couple.husband), Party(couple.wife), on, source, certificate, court)
    if not couple.name.strip():
        raise UserError("另一方不在底册的，请写姓名。", field="other_name")
    reading = read_number(couple.number) if couple.number.strip() else None
    if reading and reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="other_number", remedy=reading.problem.remedy)
    other = Party(None, couple.name.strip(), (reading.value or "") if reading else "")
    husband = Party(couple.husband) if couple.husband else other
    wife = Party(couple.wife) if couple.wife else other
    return Act(husband, wife, on, source, certificate, court)


def _persons(couple: Couple) -> list[tuple[str, Person]]:
    roles: list[tuple[str, int | None]] = [("husband", couple.husband), ("wife", couple.wife)]
    found = Person.objects.in_bulk([pk for _, pk in roles if pk])
    persons = [(role, found[pk]) for role, pk in roles if pk]
    must_live([person for _, person in persons], "婚姻")
    return persons


def _spouse_of(person: Person) -> Person | None:
    link = (
        Kinship.objects.filter(person=person, kind=KinshipKind.SPOUSE, during__upper_inf=True)
        .select_related("relative")
        .first()
    )
    return link.relative if link else None


def _told(events: list[int]) -> None:
    if not events:
        raise Conflict("这次登记底册已经有了。", field="on", remedy="请到这个人的页上看一看。")
