"""Guardians: somebody is put in charge of a minor, or of an adult who cannot act for himself; and what ends it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from core.audit import acting
from core.errors import Conflict, UserError
from core.outbox import NewEvent, Subject, emit
from core.scope import as_system
from residents.domain.ages import age_on
from residents.domain.guardianship import basis_word, end_word, guardian_problem, ward_problem
from residents.models import Kinship, Person
from residents.models.kinship import KinshipKind
from residents.services.access import desk, locked_person, locked_persons, must_live
from residents.services.facts import end_facts
from residents.services.kinship import KinLink, link_kin

WALL = "a guardianship has two ends; one of them may live outside the clerk's area"


def appoint_guardians(
    *,
    ward_uid: UUID,
    guardian_uids: Sequence[UUID],
    basis: str,
    on: dt.date,
    by: Any,
    judgment: str = "",
    source: str = "",
    why: str = "",
) -> int:
    """From the day on these persons are the ward's guardians; returns the id of the event person.guardian_appointed.

    `basis`: domain/guardianship.BASES; `judgment`: of the court on an adult ward. UserError names the person at fault; Conflict when
    somebody is the ward's guardian already. 民法典 第二十七条至第三十三条.
    """
    source = source or desk(by)
    said = "；".join(filter(None, [basis_word(basis), judgment and f"判决 {judgment}", why]))[:120]
    with acting(by=by.username, why=said, source=source):
        ward = locked_person(ward_uid, by=by)
        guardians = locked_persons(guardian_uids, by=by, permission="person.view")
        must_live([ward, *guardians], "监护")
        _fit(ward, guardians, judgment, on)
        with as_system(WALL):
            standing = {row.relative_id for row in _links(ward.pk)}
            if known := [one for one in guardians if one.pk in standing]:
                raise Conflict(f"{known[0].name}已经是{ward.name}的监护人。", field="guardian", remedy="不用再登记。")
            links = [KinLink(ward.pk, one.pk, str(KinshipKind.GUARDIAN), on, source) for one in guardians]
            link_kin(links, by=by, why=said)
        payload = {"basis": basis, "adult": bool(judgment)}
        return _tell("person.guardian_appointed", ward, guardians, payload, on, by, source)


def end_guardianship(
    *, ward_uid: UUID, guardian_uid: UUID, reason: str, on: dt.date, by: Any, source: str = "", why: str = ""
) -> int:
    """The guardianship ends on the day; returns the id of the event person.guardian_ended. `reason`: domain/guardianship.ENDS.

    民法典 第三十六条、第三十九条. Conflict when the person is no guardian of the ward on that day.
    """
    source = source or desk(by)
    with acting(by=by.username, why=(end_word(reason) + (f"；{why}" if why else ""))[:120], source=source):
        ward = locked_person(ward_uid, by=by)
        guardian = locked_person(guardian_uid, by=by, permission="person.view")
        with as_system(WALL):
            row = next((row for row in _links(ward.pk) if row.relative_id == guardian.pk), None)
            if row is None:
                raise Conflict(
                    f"{guardian.name}现在不是{ward.name}登记的监护人。",
                    field="guardian",
                    remedy="请核对是哪一位；没有登记过的不用终止。",
                )
            if row.during.lower and on <= row.during.lower:
                raise UserError(f"{on} 不晚于监护开始的 {row.during.lower}。", field="on", remedy="请核对日期。")
            mirror = Kinship.objects.filter(
                person=guardian, relative=ward, kind=KinshipKind.WARD, during__upper_inf=True
            )
            end_facts(Kinship, [row.pk, *mirror.values_list("pk", flat=True)], on=on)
        return _tell("person.guardian_ended", ward, [guardian], {"reason": reason}, on, by, source)


def _links(ward: int) -> list[Kinship]:
    return list(Kinship.objects.filter(person_id=ward, kind=KinshipKind.GUARDIAN, during__upper_inf=True))


def _fit(ward: Person, guardians: Sequence[Person], judgment: str, on: dt.date) -> None:
    age = age_on(ward.birth_date, on) if ward.birth_date else None
    problem = ward_problem(age, judgment=judgment)
    for one in guardians:
        problem = problem or guardian_problem(age_on(one.birth_date, on) if one.birth_date else None)
    if problem:
        field, words, remedy = problem
        raise UserError(words, field=field, remedy=remedy)


def _tell(
    kind: str, ward: Person, guardians: Sequence[Person], payload: dict[str, Any], on: dt.date, by: Any, source: str
) -> int:
    subjects = tuple(
        Subject(one.pk, role, one.living_area or one.hukou_area)
        for role, people in (("ward", [ward]), ("guardian", guardians))
        for one in people
    )
    return int(emit(NewEvent(kind, on, subjects, source, payload=payload), by=by.username).pk)
