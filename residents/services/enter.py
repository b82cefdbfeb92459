"""A new person at the desk: read what was typed, look whether the base knows the person, register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.domain.phones import read_phones
from core.errors import Conflict, NotAllowed, UserError
from core.scope import as_system
from residents.domain.likeness import Claim
from residents.domain.names import read_name
from residents.domain.number_likeness import number_claim
from residents.domain.number_reading import NumberReading, disagreements, read_number
from residents.models import IdentityDocument, Person
from residents.selectors.claims import doors
from residents.selectors.likely import LikelyPerson, likely_persons
from residents.selectors.merged import retired_numbers
from residents.services.access import desk
from residents.services.likeness import keep_apart
from residents.services.move import Destination, resolve
from residents.services.register import PersonDraft, Stay, number_digest, phone_digest, register_people


def enter_person(
    *,
    name: str,
    number: str,
    sex: str,
    birth_date: dt.date | None,
    living_area: str,
    hukou_area: str,
    since: dt.date,
    reason: str,
    by: Any,
    living_address: str = "",
    hukou_address: str = "",
    phone: str = "",
    ethnicity: str = "",
    others: Collection[UUID] = (),
) -> UUID:
    """Register one person with home and registration since a day; returns the uid.

    With a number, sex and birth date come from it. UserError names the field; Conflict when the number is known; MaybeKnown when
    persons of the user's scope may be this one, unless `others` says that each of them is somebody else.
    """
    if not by.has_permission("person.edit"):
        raise NotAllowed("登记居民不在你的职责里。")
    scope = by.scope("person.edit")
    if not scope.holds(living_area) and not scope.holds(hukou_area):
        raise UserError("户籍地和现住地都不在你的范围里。", field="living_area", remedy="请由那里的社区登记。")
    reading = _number(number)
    sex, birth_date = sex or reading.sex or "0", birth_date or reading.birth_date
    _fits(reading, sex, birth_date, since)
    source = desk(by)
    with acting(by=by.username, why=reason, source=source):
        _not_known(reading.value or "")
        read = read_name(name)
        if read.problem:
            raise UserError(f"{read.problem.reason}。", field="name", remedy=read.problem.remedy)
        claim = _claim(
            read.value, reading, sex, birth_date, (living_area, living_address), (hukou_area, hukou_address), phone
        )
        _nobody_like(claim, by, others)
        home, hukou = resolve(Destination(living_area, living_address)), resolve(Destination(hukou_area, hukou_address))
        draft = PersonDraft(
            name=read.value,
            source=source,
            occurred_on=since,
            sex=sex,
            birth_date=birth_date,
            number=reading.value or "",
            number_raw=number,
            temporary_name=read.temporary,
            ethnicity=ethnicity,
            phone=_phone(phone),
            living=Stay(living_area, since, *home),
            hukou=Stay(hukou_area, since, *hukou),
        )
        with as_system("a person registered here may live outside the clerk's area"):
            person_id = register_people([draft], by=by, why=reason)[0]
            uid: UUID = Person.objects.values_list("uid", flat=True).get(pk=person_id)
            keep_apart(person_id, others, by=by, why=reason)
    return uid


class MaybeKnown(Conflict):
    """Persons of the base may be the one that was typed: `people`, the likeliest first."""

    def __init__(self, people: list[LikelyPerson]) -> None:
        super().__init__(
            f"底册里有 {len(people)} 位相像的人，先看看是不是同一个人。",
            remedy="是的话不要重复登记；不是，再点「不是，仍要登记」。",
        )
        self.people = people


Place = tuple[str, str]  # (area, address)


def _claim(
    name: str, reading: NumberReading, sex: str, birth: dt.date | None, living: Place, hukou: Place, phone: str
) -> Claim:
    return Claim(
        name=name,
        number=number_claim(reading.raw),
        sex=sex,
        birth_date=birth,
        living_area=living[0],
        hukou_area=hukou[0],
        addresses=doors(living, hukou),
        phone=phone_digest(_phone(phone)) or b"",
    )


def _nobody_like(claim: Claim, by: Any, others: Collection[UUID]) -> None:
    """Within what the clerk may see; a likeness to somebody elsewhere is found by the job that compares new records at night."""
    people = likely_persons(claim, scope=by.scope("person.view"))
    if any(person.uid not in others for person in people):
        raise MaybeKnown(people)


def _number(raw: str) -> NumberReading:
    reading = read_number(raw, today=clock.today())
    if reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="number", remedy=reading.problem.remedy)
    return reading


def _phone(raw: str) -> str:
    reading = read_phones(raw)
    if reading.problem:
        raise UserError(f"{reading.problem.reason}。", field="phone", remedy=reading.problem.remedy)
    return reading.value


def _fits(reading: NumberReading, sex: str, birth: dt.date | None, since: dt.date) -> None:
    if birth is None:
        raise UserError("没有证号时要填出生日期。", field="birth_date")
    if sex not in ("1", "2"):
        raise UserError("没有证号时要选性别。", field="sex")
    for problem in disagreements(reading, sex=sex, birth=birth):
        field = "birth_date" if problem.code == "birth_disagrees" else "sex"
        raise UserError(f"{problem.reason}。", field=field, remedy=problem.remedy)
    if since < birth:
        raise UserError(f"住进来的日期 {since} 早于出生日期 {birth}。", field="since", remedy="请核对年份。")


def _not_known(number: str) -> None:
    if not number:
        return
    with as_system("a number is unique in the whole base, not only in the user's area"):
        digest = number_digest(number)
        holder = IdentityDocument.objects.filter(digest=digest, active=True).values_list("person_id", flat=True).first()
        holder = holder or retired_numbers([digest]).get(digest)
    if holder is None:
        return
    seen = Person.objects.filter(pk=holder).first()
    who = f"「{seen.name}」，现住 {seen.living_address or '未落位'}" if seen else "一个不在你范围里的人"
    raise Conflict(f"底册里已有这个证号：{who}。", field="number", remedy="请在那个人的页上登记搬家，不要重复登记。")
