"""A birth told at the desk or by another system, and the registration of a child that has no number yet (上户).

The feeds WJ02 and GA05 do the same for files (residents/feeds/wj02_commit.py, ga05_commit.py).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from core import clock
from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.ages import age_on
from residents.domain.births import CERTIFICATE, Measures, unnamed_child
from residents.domain.names import read_name
from residents.domain.number_reading import disagreements, read_number
from residents.domain.relations import compose
from residents.models import BirthRecord, HouseholdMembership, IdentityDocument, Kinship, Person
from residents.models.identity import RESIDENT_ID
from residents.models.kinship import KinshipKind
from residents.selectors.homes import Home, homes_of
from residents.services.access import desk, locked_person
from residents.services.documents import add_numbers
from residents.services.households import NewMember, add_members
from residents.services.kinship import KinLink, link_kin
from residents.services.pregnancy import end_pregnancies
from residents.services.register import PersonDraft, Stay, number_digest, register_people
from residents.services.residences import settle

WALL = "a newborn follows its parents; the father may live in another area, and a number is unique in the whole base"
_YOUNGEST, _OLDEST = 15, 55  # handbook 5.4
_TWINS, _APART = dt.timedelta(days=3), dt.timedelta(days=213)
_OTHER_KIN = "80"  # GB/T 4761


@dataclass(frozen=True, slots=True)
class Birth:
    """What is told of a birth. `name` "" or temporary: called after its mother until it has one; `certificate`: 出生医学证明编号."""

    sex: str
    on: dt.date
    name: str = ""
    certificate: str = ""
    plurality: int | None = None
    weight_g: int | None = None
    facility: str = ""


def register_birth(
    *,
    mother_uid: UUID | None,
    father_uid: UUID | None,
    birth: Birth,
    by: Any,
    source: str = "",
    why: str = "出生登记",
) -> int:
    """The child enters the base, at home where its mother lives (else its father); returns the person's id.

    One parent is enough. UserError and Conflict: a mother too young or old, a birth too near another, the child known already. Emits
    person.born; a registered pregnancy of the mother ends.
    """
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        mother, father = _parents(mother_uid, father_uid, by)
        ordered = [one for one in (mother, father) if one]
        with as_system(WALL):
            _plausible(mother, birth)
            _certificate_free(birth.certificate)
            name, temporary = _name(birth, ordered[0])
            homes = homes_of({one.pk for one in ordered}, on=birth.on)
            home = next((homes[one.pk].living for one in ordered if homes[one.pk].living), None)
            draft = PersonDraft(
                name=name,
                source=source,
                occurred_on=birth.on,
                sex=birth.sex,
                birth_date=birth.on,
                number=birth.certificate,
                number_type=CERTIFICATE,
                temporary_name=temporary,
                living=Stay(home.area, birth.on, home.dwelling_id, home.address) if home else None,
                event_kind="person.born",
                others=[(one.pk, "mother" if one is mother else "father", homes[one.pk].area) for one in ordered],
                payload={"certificate": bool(birth.certificate)},
            )
            child = register_people([draft], by=by, why=why)[0]
            _record(child, birth, by, source, why)
            links = [KinLink(child, one.pk, str(KinshipKind.PARENT), birth.on, source) for one in ordered]
            link_kin(links, by=by, why=why)
            end_pregnancies([mother.pk] if mother else [], on=birth.on)
    return child


def register_child(
    *, person_uid: UUID, number: str, area: str, on: dt.date, by: Any, source: str = "", why: str = "上户"
) -> int:
    """A child of the base gets its number and is registered in `area`, in a parent's household there (户口登记条例 第七条).

    Returns the id of the event person.registered. UserError names the field; Conflict when it has a number, or the number is another's.
    """
    source = source or desk(by)
    with acting(by=by.username, why=why[:120], source=source):
        person = locked_person(person_uid, by=by)
        digits = _number(person, number)
        with as_system(WALL):
            _number_free(digits)
            add_numbers([(person.pk, RESIDENT_ID, digits, source)], by=by, why=why)
            home = _household(person.pk, area)
            hukou = Stay(area, on, home.dwelling_id, home.address) if home else Stay(area, on)
            settle([(person.pk, "hukou", hukou, source)], by=by, why=why, judged=True)
            if home and home.household_id:
                relation = compose(home.relation, person.sex) or _OTHER_KIN
                add_members([NewMember(home.household_id, person.pk, relation, True, on, source)], by=by, why=why)
        event = NewEvent(
            "person.registered", on, (Subject(person.pk, "subject", area),), source, payload={"hukou_area": area}
        )
        return int(emit(event, by=by.username).pk)


def _parents(mother: UUID | None, father: UUID | None, by: Any) -> tuple[Person | None, Person | None]:
    """The first of them lives where the clerk may register; the other may only be seen there."""
    wanted = [uid for uid in (mother, father) if uid]
    if not wanted:
        raise UserError("请写母亲或父亲是谁。", field="mother", remedy="两人都不在底册的，请先登记母亲。")
    found = {wanted[0]: locked_person(wanted[0], by=by)}
    if len(wanted) > 1:
        found[wanted[1]] = locked_person(wanted[1], by=by, permission="person.view")
    return (found[mother] if mother else None, found[father] if father else None)


def _name(birth: Birth, parent: Person) -> tuple[str, bool]:
    """(name, is it a temporary one)."""
    if not birth.name.strip():
        return unnamed_child(parent.name, birth.sex), True
    read = read_name(birth.name)
    if read.problem:
        raise UserError(f"{read.problem.reason}。", field="name", remedy=read.problem.remedy)
    return read.value, read.temporary


def _plausible(mother: Person | None, birth: Birth) -> None:
    """Handbook 5.4: the mother's age, and the time between two births of one mother."""
    if mother is None:
        return
    age = age_on(mother.birth_date, birth.on) if mother.birth_date else None
    if age is not None and not _YOUNGEST <= age <= _OLDEST:
        raise UserError(
            f"{mother.name}那一天 {age} 岁。", field="mother", remedy="请核对是哪一位母亲，或先更正她的出生日期。"
        )
    born = Kinship.objects.filter(person=mother, kind=KinshipKind.CHILD)
    for name, day in born.values_list("relative__name", "relative__birth_date"):
        if day is None:
            continue
        apart = abs(day - birth.on)
        if apart <= _TWINS and (birth.plurality or 1) < 2:
            raise Conflict(
                f"{mother.name}已有 {day} 出生的{name}。",
                field="plurality",
                remedy="是同一个孩子就不用登记；双胞胎请填胎数 2。",
            )
        if _TWINS < apart < _APART:
            raise UserError(
                f"{mother.name}的孩子{name}生于 {day}，相隔不到 7 个月。",
                field="occurred_on",
                remedy="请核对母亲和日期。",
            )


def _certificate_free(certificate: str) -> None:
    digest = number_digest(certificate) if certificate else None
    if digest and IdentityDocument.objects.filter(digest=digest, active=True).exists():
        raise Conflict(
            "这份出生医学证明已经登记过了。", field="certificate", remedy="请核对证号；孩子已在底册的不用再登记。"
        )


def _record(child: int, birth: Birth, by: Any, source: str, why: str) -> None:
    """The birth itself; health data sealed (SEC13)."""
    BirthRecord.objects.create(
        person_id=child,
        facility=birth.facility,
        plurality=birth.plurality,
        sealed=Measures(weight_g=birth.weight_g).pack(),
        recorded_at=clock.now(),
        recorded_by=by.username,
        source=source,
        why=why[:120],
    )


def _number(person: Person, raw: str) -> str:
    reading = read_number(raw, today=clock.today())
    if reading.problem or not reading.value:
        reason, remedy = (reading.problem.reason, reading.problem.remedy) if reading.problem else ("没有填证号", "")
        raise UserError(f"{reason}。", field="number", remedy=remedy)
    if person.number_head:
        raise Conflict(
            f"{person.name}已有居民身份号码。",
            field="number",
            remedy="迁移户口请登记「户口迁移」；号码有误请更正资料。",
        )
    for problem in disagreements(reading, sex=person.sex, birth=person.birth_date):
        raise UserError(f"{problem.reason}。", field="number", remedy=problem.remedy)
    return reading.value


def _number_free(number: str) -> None:
    if IdentityDocument.objects.filter(digest=number_digest(number), active=True).exists():
        raise Conflict(
            "这个证号已登记在另一个人名下。", field="number", remedy="请核对是不是同一个人；是的话先合并两条记录。"
        )


def _household(child: int, area: str) -> Home | None:
    """The registered household of a parent in that community, unless the child belongs to one already."""
    if HouseholdMembership.objects.filter(person_id=child, shares_registration=True, during__upper_inf=True).exists():
        return None
    links = Kinship.objects.filter(person_id=child, kind=KinshipKind.PARENT, during__upper_inf=True)
    parents = list(links.order_by("-relative__sex").values_list("relative_id", flat=True))  # the mother first
    homes = homes_of(set(parents), on=clock.today())
    return next((homes[pk] for pk in parents if homes[pk].household_id and homes[pk].household_area == area), None)
